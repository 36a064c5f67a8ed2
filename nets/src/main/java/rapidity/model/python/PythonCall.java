package rapidity.model.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Attend;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.model.Features;
import rapidity.model.Quoted;
import rapidity.model.Safetensors.Stored;
import rapidity.model.Spelling;
import rapidity.model.TokenNetwork;
import rapidity.model.TokenNetwork.Condition;
import rapidity.model.TokenNetwork.Inputs;
import rapidity.model.TokenNetwork.Width;

/// The arguments of a network's `forward` by their Python names, checked:
///
/// ```
/// multivectors [.., tokens, channels, 16] or vectors [.., tokens, channels, 4];   scalars [.., tokens, channels]
/// the same with _cond (lgatr 2.x) or _condition (1.x) for the condition;          attn_mask, crossattn_mask
/// ```
public final class PythonCall {
    private static final String SCALARS = "scalars";
    private static final String MASK = "attn_mask";
    private static final String CROSS_MASK = "crossattn_mask";

    private final TokenArrays tokens;
    private final Optional<TokenArrays> condition;
    private final Optional<AttentionMask> mask;
    private final Optional<AttentionMask> crossMask;

    /// The tokens of all sequences.
    private record TokenArrays(
            int[] batch,
            int items,
            @Nullable Stored vectors,
            @Nullable Stored scalars) {
        int sequences() {
            return Arrays.stream(batch).reduce(1, Math::multiplyExact);
        }

        Features features(Tape tape, int from, int to) {
            return new Features(part(tape, vectors, from, to), part(tape, scalars, from, to));
        }

        private @Nullable Tensor part(Tape tape, @Nullable Stored all, int from, int to) {
            if (all == null) {
                return null;
            }
            int[] shape = Arrays.copyOfRange(
                    all.shape().toArray(), batch.length, all.shape().rank());
            shape[0] = (to - from) * items;
            int size = all.values().length / sequences();
            return tape.variable(Arrays.copyOfRange(all.values(), from * size, to * size), shape);
        }

        int[] offsets(int sequences) {
            int[] r = new int[sequences + 1];
            Arrays.setAll(r, i -> i * items);
            return r;
        }
    }

    private PythonCall(PythonNetwork python, Map<String, Stored> arrays) {
        checkNames(python, arrays);
        String vectors = python.type().vectors();
        TokenNetwork.Widths widths = TokenNetwork.widths(python.config());
        tokens = set(arrays, widths.tokens(), vectors, SCALARS);
        String suffix = python.conditionSuffix();
        condition = widths.condition().map(c -> set(arrays, c, vectors + suffix, SCALARS + suffix));
        if (condition.isPresent() && !Arrays.equals(condition.get().batch, tokens.batch)) {
            throw new IllegalArgumentException(
                    "expected " + vectors + suffix + " with the axes " + Arrays.toString(tokens.batch) + " of "
                            + vectors + " before tokens, found " + Arrays.toString(condition.get().batch));
        }
        mask = Optional.ofNullable(arrays.get(MASK))
                .map(m -> new AttentionMask(MASK, m, tokens.batch, tokens.items, tokens.items));
        crossMask = condition.flatMap(c -> Optional.ofNullable(arrays.get(CROSS_MASK))
                .map(m -> new AttentionMask(CROSS_MASK, m, tokens.batch, tokens.items, c.items)));
    }

    /// @param arrays absent ones (None in Python) are left out
    /// @throws IllegalArgumentException if an array is missing or unknown, or has another shape
    public static PythonCall of(PythonNetwork python, Map<String, Stored> arrays) {
        return new PythonCall(python, arrays);
    }

    private static void checkNames(PythonNetwork python, Map<String, Stored> arrays) {
        String vectors = python.type().vectors();
        List<String> known = new ArrayList<>(List.of(vectors, SCALARS, MASK));
        if (python.type().isConditional()) {
            known.addAll(List.of(vectors + python.conditionSuffix(), SCALARS + python.conditionSuffix(), CROSS_MASK));
        }
        for (String name : arrays.keySet()) {
            if (!known.contains(name)) {
                String nearest = Spelling.nearest(name, known)
                        .map(n -> "; did you mean " + n + "?")
                        .orElse("");
                throw new IllegalArgumentException(
                        "expected inputs among " + known + ", found '" + Quoted.of(name) + "'" + nearest);
            }
        }
    }

    private static TokenArrays set(Map<String, Stored> arrays, Width width, String vectors, String scalars) {
        int[] each = {width.channels(), width.components()};
        Shape shape = shape(arrays, vectors, "tokens, " + each[0] + ", " + each[1]);
        if (shape.rank() < 3 || shape.axis(-1) != each[1] || shape.axis(-2) != each[0]) {
            boolean bare = shape.rank() > 0 && shape.axis(-1) == TokenNetwork.VECTOR && each[1] > TokenNetwork.VECTOR;
            String cure = bare ? " (four-vectors go into components 1 to 4, as lgatr's embed_vector does)" : "";
            throw wrong(vectors, "[.., tokens, " + each[0] + ", " + each[1] + "]", shape + cure);
        }
        int[] perToken = Arrays.copyOf(shape.toArray(), shape.rank() - 2);
        if (Shape.of(perToken).size() == 0) {
            throw wrong(vectors, "at least one token", shape.toString());
        }
        if (width.scalars() > 0 || arrays.containsKey(scalars)) {
            int[] expected = Arrays.copyOf(perToken, perToken.length + 1);
            expected[perToken.length] = width.scalars();
            Shape found = shape(arrays, scalars, "tokens, " + width.scalars());
            if (!found.equals(Shape.of(expected))) {
                throw wrong(scalars, Arrays.toString(expected) + ", for " + vectors + " " + shape, found.toString());
            }
        }
        return new TokenArrays(
                Arrays.copyOf(perToken, perToken.length - 1),
                shape.axis(-3),
                width.channels() == 0 ? null : arrays.get(vectors),
                width.scalars() == 0 ? null : arrays.get(scalars));
    }

    /// Of an input that must be there, with finite numbers.
    private static Shape shape(Map<String, Stored> arrays, String name, String axes) {
        Stored found = arrays.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no input " + name + " [.., " + axes + "]");
        }
        for (int i = 0; i < found.values().length; i++) {
            if (!Double.isFinite(found.values()[i])) {
                throw wrong(name, "finite numbers", found.values()[i] + " as number " + i + ", counted from 0");
            }
        }
        return found.shape();
    }

    private static IllegalArgumentException wrong(String name, String expected, String found) {
        return new IllegalArgumentException("input " + name + ": expected " + expected + ", found " + found);
    }

    int sequences() {
        return tokens.sequences();
    }

    /// Tokens of a sequence, or of its condition, whichever is longer.
    int longest() {
        return Math.max(tokens.items, condition.map(TokenArrays::items).orElse(0));
    }

    /// All sequences on a tape, as variables.
    public Inputs on(Tape tape) {
        return on(tape, 0, sequences());
    }

    Inputs on(Tape tape, int from, int to) {
        Attend attend = Attend.equal(to - from, tokens.items);
        return new Inputs(
                tokens.features(tape, from, to),
                mask.map(m -> m.on(attend, from, to)).orElse(attend),
                condition.map(c -> condition(c, tape, from, to)));
    }

    private Condition condition(TokenArrays c, Tape tape, int from, int to) {
        Attend cross = Attend.cross(tokens.offsets(to - from), c.offsets(to - from));
        return new Condition(
                c.features(tape, from, to),
                crossMask.map(m -> m.on(cross, from, to)).orElse(cross));
    }

    /// The shape of results with a row for each token, given that of one row.
    int[] shape(int... row) {
        int[] r = Arrays.copyOf(tokens.batch, tokens.batch.length + 1 + row.length);
        r[tokens.batch.length] = tokens.items;
        System.arraycopy(row, 0, r, tokens.batch.length + 1, row.length);
        return r;
    }
}
