package rapidity.layer.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// What an attention layer keeps of the tokens that several sequences have had so far, equally many in each: their keys
/// and values. With them a causal network goes on token by token at the cost of one.
public final class PastTokens {
    private final int sequences;
    private final List<double[]> keys = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    /// Of sequences that have had none.
    public PastTokens(int sequences) {
        this.sequences = sequences;
    }

    /// One more token of each sequence.
    ///
    /// @param k keys `[sequences, width]`
    /// @param v values `[sequences, width]`
    void add(Tensor k, Tensor v) {
        keys.add(k.toArray());
        values.add(v.toArray());
    }

    /// `[sequences * tokens, width]`.
    Tensor keys(Tape tape) {
        return together(tape, keys);
    }

    /// `[sequences * tokens, width]`.
    Tensor values(Tape tape) {
        return together(tape, values);
    }

    /// The newest token of each sequence sees all of its sequence.
    Attend attend() {
        return Attend.cross(offsets(1), offsets(keys.size()));
    }

    private int[] offsets(int tokens) {
        return IntStream.rangeClosed(0, sequences).map(i -> i * tokens).toArray();
    }

    private Tensor together(Tape tape, List<double[]> tokens) {
        int width = tokens.getFirst().length / sequences;
        double[] r = new double[sequences * tokens.size() * width];
        for (int sequence = 0; sequence < sequences; sequence++) {
            for (int token = 0; token < tokens.size(); token++) {
                int to = (sequence * tokens.size() + token) * width;
                System.arraycopy(tokens.get(token), sequence * width, r, to, width);
            }
        }
        return tape.tensor(r, sequences * tokens.size(), width);
    }
}
