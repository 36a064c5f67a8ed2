package rapidity.model.python;

import java.util.Arrays;
import rapidity.engine.Attend;
import rapidity.engine.Shape;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;

/// The argument `attn_mask` of PyTorch's attention: numbers that are added to the scores, or truth values that say
/// which keys are seen. Its axes are aligned from the last one with `[batch.., heads, queries, keys]`, and repeated
/// where they have length 1 or are missing.
record AttentionMask(String name, Stored array, int[] batch, int queries, int keys) {
    /// @throws IllegalArgumentException if the axes do not fit, or heads have masks of their own
    AttentionMask {
        int[] target = target(batch, queries, keys);
        Shape shape = array.shape();
        boolean fits = shape.rank() <= target.length;
        for (int i = 1; i <= shape.rank() && fits; i++) {
            int n = shape.axis(-i);
            fits = n == 1 || n == target[target.length - i];
        }
        if (!fits) {
            throw new IllegalArgumentException("input " + name + ": expected axes that repeat to "
                    + Arrays.toString(target) + " (batch, 1 for all heads, queries, keys), found " + shape);
        }
        if (Arrays.stream(array.values()).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("input " + name + ": expected numbers or -Infinity, found NaN");
        }
    }

    private static int[] target(int[] batch, int queries, int keys) {
        int[] r = Arrays.copyOf(batch, batch.length + 3);
        r[batch.length] = 1;
        r[batch.length + 1] = queries;
        r[batch.length + 2] = keys;
        return r;
    }

    /// With the mask of sequences from .. to - 1.
    Attend on(Attend attend, int from, int to) {
        double[][] r = new double[to - from][];
        for (int i = from; i < to; i++) {
            r[i - from] = of(i);
        }
        return attend.withMask(r);
    }

    private double[] of(int sequence) {
        int first = 0;
        int rest = sequence;
        int[] strides = strides();
        for (int axis = batch.length - 1; axis >= 0; axis--) {
            first += rest % batch[axis] * strides[axis];
            rest /= batch[axis];
        }
        double[] r = new double[queries * keys];
        for (int q = 0; q < queries; q++) {
            for (int k = 0; k < keys; k++) {
                r[q * keys + k] = added(first + q * strides[batch.length + 1] + k * strides[batch.length + 2]);
            }
        }
        return r;
    }

    private double added(int at) {
        double v = array.values()[at];
        return array.type() == StoredType.BOOL ? (v == 0 ? Double.NEGATIVE_INFINITY : 0) : v;
    }

    private int[] strides() {
        int rank = batch.length + 3;
        int[] r = new int[rank];
        int stride = 1;
        for (int i = 1; i <= array.shape().rank(); i++) {
            int n = array.shape().axis(-i);
            r[rank - i] = n == 1 ? 0 : stride;
            stride *= n;
        }
        return r;
    }
}
