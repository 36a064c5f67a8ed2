package rapidity.engine.torch;

import java.util.Arrays;
import rapidity.engine.Buffer;
import rapidity.engine.Shape;
import rapidity.engine.kernel.Transposed;

/// Matrix products, softmax and layer norm of natural arrays.
record NaturalProducts(Torch torch) {
    private static final double LAYER_NORM_EPSILON = 1e-5;

    Buffer matmul(Transposed transposed, Buffer a, Shape aShape, Buffer b, Shape bShape) {
        int m = aShape.axis(transposed.first() ? -1 : -2);
        int k = aShape.axis(transposed.first() ? -2 : -1);
        int n = bShape.axis(transposed.second() ? -2 : -1);
        boolean shared = bShape.rank() == 2;
        if (k != bShape.axis(transposed.second() ? -1 : -2)
                || !shared && !Arrays.equals(leading(aShape), leading(bShape))) {
            throw new IllegalArgumentException(
                    "matrices " + aShape + " and " + bShape + " do not fit (transposed: " + transposed + ")");
        }
        int batches = aShape.outer(-2);
        return torch.result(batches * m * n, () -> {
            int[] inA = transposed.first() ? new int[] {m * k, 1, m} : new int[] {m * k, k, 1};
            int[] inB = transposed.second() ? new int[] {k * n, 1, k} : new int[] {k * n, n, 1};
            if (shared && !transposed.first()) {
                Value left = torch.shaped(a, batches * m, k);
                return torch.call("mm", left, torch.strided(b, 0, new int[] {k, n}, new int[] {inB[1], inB[2]}));
            }
            inB[0] = shared ? 0 : inB[0];
            Value right = torch.strided(b, 0, new int[] {batches, k, n}, inB);
            return torch.products(torch.strided(a, 0, new int[] {batches, m, k}, inA), right);
        });
    }

    private static int[] leading(Shape s) {
        return Arrays.copyOf(s.toArray(), s.rank() - 2);
    }

    private Value lastAxis(Buffer x, Shape shape) {
        return torch.shaped(x, shape.outer(-1), shape.axis(-1));
    }

    Buffer softmax(Buffer x, Shape shape) {
        return torch.result(shape.size(), () -> torch.call("softmax.int", lastAxis(x, shape), 1, null));
    }

    Buffer softmaxGradient(Buffer y, Buffer dy, Shape shape) {
        int type = torch.device().realType();
        return torch.result(
                shape.size(),
                () -> torch.call("_softmax_backward_data", lastAxis(dy, shape), lastAxis(y, shape), 1, type));
    }

    Buffer layerNorm(Buffer x, Shape shape) {
        return torch.result(shape.size(), () -> normalised(lastAxis(x, shape), shape.axis(-1)));
    }

    private Value normalised(Value x, int width) {
        return torch.call("layer_norm", x, new int[] {width}, null, null, LAYER_NORM_EPSILON, true);
    }

    /// `dx = r (dy - mean dy - z mean(dy z))` with z the normalised x.
    Buffer layerNormGradient(Buffer x, Buffer dy, Shape shape) {
        return torch.result(shape.size(), () -> {
            Value d = lastAxis(dy, shape);
            Value z = normalised(lastAxis(x, shape), shape.axis(-1));
            Value variance = torch.call("var.dim", lastAxis(x, shape), new Arguments.Given(new int[] {1}), false, true);
            Value r = torch.call("rsqrt", torch.plus(variance, LAYER_NORM_EPSILON));
            Value along = torch.times(z, mean(torch.times(d, z)));
            return torch.times(torch.minus(torch.minus(d, mean(d)), along), r);
        });
    }

    private Value mean(Value x) {
        return torch.call("mean.dim", x, new Arguments.Given(new int[] {1}), true, null);
    }
}
