package rapidity.layer.plain;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// What an attention layer keeps of the tokens that several sequences have had so far, equally many in each: their keys
/// and values. With them a causal network goes on token by token at the cost of one.
public final class PastTokens {
    private final List<double[]> keys = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    /// One more token of each sequence.
    ///
    /// @param k keys `[sequences, heads * features]`
    /// @param v values `[sequences, heads * features]`
    void add(Tensor k, Tensor v) {
        keys.add(k.toArray());
        values.add(v.toArray());
    }

    /// `[sequences * heads, features, tokens]`.
    Tensor keys(Tape tape, int features) {
        int tokens = keys.size();
        int columns = keys.getFirst().length;
        double[] r = new double[columns * tokens];
        for (int token = 0; token < tokens; token++) {
            double[] k = keys.get(token);
            for (int i = 0; i < columns; i++) {
                r[i * tokens + token] = k[i];
            }
        }
        return tape.tensor(r, columns / features, features, tokens);
    }

    /// `[sequences * heads, tokens, features]`.
    Tensor values(Tape tape, int features) {
        int tokens = values.size();
        int heads = values.getFirst().length / features;
        double[] r = new double[heads * tokens * features];
        for (int token = 0; token < tokens; token++) {
            double[] v = values.get(token);
            for (int head = 0; head < heads; head++) {
                System.arraycopy(v, head * features, r, (head * tokens + token) * features, features);
            }
        }
        return tape.tensor(r, heads, tokens, features);
    }
}
