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
import rapidity.model.TokenNetwork.Condition;
import rapidity.model.TokenNetwork.Inputs;

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
        tokens = set(python, arrays, "");
        condition = python.type().isConditional()
                ? Optional.of(set(python, arrays, python.conditionSuffix()))
                : Optional.empty();
        if (condition.isPresent() && !Arrays.equals(condition.get().batch, tokens.batch)) {
            throw new IllegalArgumentException("tokens come in " + Arrays.toString(tokens.batch)
                    + " sequences, the condition in " + Arrays.toString(condition.get().batch));
        }
        mask = Optional.ofNullable(arrays.get(MASK))
                .map(m -> new AttentionMask(m, tokens.batch, tokens.items, tokens.items));
        crossMask = condition.flatMap(c -> Optional.ofNullable(arrays.get(CROSS_MASK))
                .map(m -> new AttentionMask(m, tokens.batch, tokens.items, c.items)));
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
                        "expected inputs among " + known + ", got '" + Quoted.of(name) + "'" + nearest);
            }
        }
    }

    private static TokenArrays set(PythonNetwork python, Map<String, Stored> arrays, String suffix) {
        String name = python.type().vectors() + suffix;
        Stored v = arrays.get(name);
        Stored s = arrays.get(SCALARS + suffix);
        if (v == null) {
            throw new IllegalArgumentException("there is no input " + name);
        }
        Shape shape = v.shape();
        if (shape.rank() < 3 || shape.axis(-1) != python.type().components()) {
            throw new IllegalArgumentException("expected " + name + " [.., tokens, channels, "
                    + python.type().components() + "], got " + shape);
        }
        int[] batch = Arrays.copyOf(shape.toArray(), shape.rank() - 3);
        int[] perToken = Arrays.copyOf(shape.toArray(), shape.rank() - 2);
        if (Shape.of(perToken).size() == 0) {
            throw new IllegalArgumentException("there is no token in " + name + " " + shape);
        }
        if (s != null
                && !Arrays.equals(Arrays.copyOf(s.shape().toArray(), s.shape().rank() - 1), perToken)) {
            throw new IllegalArgumentException("expected " + SCALARS + suffix + " of the same tokens as " + name + " "
                    + shape + ", got " + s.shape());
        }
        boolean noScalars = s == null || s.shape().axis(-1) == 0;
        return new TokenArrays(batch, shape.axis(-3), shape.axis(-2) == 0 ? null : v, noScalars ? null : s);
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
