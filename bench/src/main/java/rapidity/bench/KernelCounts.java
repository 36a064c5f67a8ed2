package rapidity.bench;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.AttentionSizes;
import rapidity.engine.kernel.KernelProvider;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.Layout;
import rapidity.engine.kernel.ScalarDoubleKernels;
import rapidity.engine.kernel.ScalarFloatKernels;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.TileLayout;

/// The scalar kernels, counting what is asked of them: operations of matrix products, attention and the geometric
/// product, a multiply-add being two, functions and element-wise work none; and the bytes of every array that a call
/// reads or writes, wherever they lie.
final class KernelCounts implements KernelProvider {
    private double flops;
    private double bytes;

    /// @param numbers read or written
    private record Count(double flops, double numbers) {
        static Count moved(double numbers) {
            return new Count(0, numbers);
        }
    }

    double flops() {
        return flops;
    }

    double bytes() {
        return bytes;
    }

    void reset() {
        flops = 0;
        bytes = 0;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Kernels<float[]> floats() {
        Kernels<float[]> scalar = new ScalarFloatKernels();
        return (Kernels<float[]>) Proxy.newProxyInstance(
                KernelCounts.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    @Nullable Object[] a = arguments == null ? new Object[0] : arguments;
                    Count c = count(method.getName(), a);
                    flops += c.flops;
                    bytes += Float.BYTES * c.numbers;
                    return method.invoke(scalar, a);
                });
    }

    @Override
    public Kernels<double[]> doubles() {
        return new ScalarDoubleKernels();
    }

    private static Count count(String kernel, @Nullable Object... a) {
        return switch (kernel) {
            case "name", "allocate", "length", "at", "set", "matmulScratch", "attentionScratch", "clearDeadLanes" ->
                Count.moved(0);
            case "matrixColumns",
                    "weightGradient",
                    "biasGradient",
                    "matmul",
                    "matmulPanels",
                    "addMatmulTransposed",
                    "attention",
                    "attentionGradient" -> product(kernel, a);
            case "copy" -> Count.moved(2.0 * whole(a[4]));
            case "fill" -> Count.moved((double) whole(a[2]) - whole(a[1]));
            case "panels" -> Count.moved(2.0 * whole(a[3]) * whole(a[4]));
            case "pack" -> Count.moved(4.0 * whole(a[2]) * whole(a[3]));
            case "gatherSigned" -> Count.moved(3.0 * length(a[1]));
            case "scatterAddSigned" -> Count.moved(4.0 * length(a[2]));
            case "adam" -> Count.moved(7.0 * (whole(a[6]) - whole(a[5])));
            case "sumOfSquares" -> Count.moved(whole(a[1]));
            case "scaleInPlace" -> Count.moved(2.0 * whole(a[2]));
            case "addInto" -> Count.moved(3.0 * whole(a[3]));
            case "unary" -> Count.moved(2.0 * whole(a[3]));
            case "unaryGradient" -> Count.moved(3.0 * whole(a[4]));
            case "affine" -> Count.moved(2.0 * whole(a[4]));
            case "binary" -> Count.moved(3.0 * (a.length == 5 ? whole(a[4]) : size(a[6])));
            case "sum", "max" -> Count.moved((double) whole(a[1]) * whole(a[2]) * whole(a[3]));
            case "permute" -> Count.moved(2.0 * size(a[1]));
            case "copyBlocks" -> Count.moved(2.0 * whole(a[6]) * whole(a[7]));
            case "gatherRows" -> Count.moved(2.0 * length(a[1]) * whole(a[2]));
            case "scatterAddRows" -> Count.moved(3.0 * length(a[1]) * whole(a[2]));
            case "softmax", "layerNorm" -> Count.moved(2.0 * whole(a[1]) * whole(a[2]));
            case "softmaxGradient" -> Count.moved(3.0 * whole(a[2]) * whole(a[3]));
            case "layerNormGradient" -> Count.moved(3.0 * whole(a[3]) * whole(a[4]));
            default -> ofTiles(kernel, a);
        };
    }

    private static Count product(String kernel, @Nullable Object... a) {
        switch (kernel) {
            case "matrixColumns" -> {
                int cut = a.length == 14 ? whole(a[11]) : 0;
                double tokens = TileLayout.LANES * (whole(a[10]) - cut) + (cut == 0 ? 0 : cut * whole(a[12]));
                int again = a[a.length - 1] == Store.ADD ? 1 : 0;
                return matrix(whole(a[4]), whole(a[5]), tokens, again, 0);
            }
            case "weightGradient" -> {
                return matrix(whole(a[2]), whole(a[3]), TileLayout.LANES * (double) whole(a[8]), 0, 1);
            }
            case "biasGradient" -> {
                return Count.moved((double) TileLayout.LANES * whole(a[2]) * whole(a[5]));
            }
            case "matmulPanels" -> {
                return matrix(whole(a[6]), whole(a[8]), whole(a[7]), 0, 0);
            }
            case "addMatmulTransposed" -> {
                return matrix(whole(a[4]), whole(a[6]), whole(a[5]), 1, 0);
            }
            case "matmul" -> {
                return matrix(whole(a[7]), whole(a[9]), whole(a[8]), 0, 0);
            }
            default -> {
                AttentionSizes s = (AttentionSizes) Arrays.asList(a).getFirst();
                double scores = (double) s.features() * s.queries() * s.keys();
                return kernel.equals("attention")
                        ? new Count(4 * scores, 2.0 * s.features() * (s.queries() + s.keys()))
                        : new Count(10 * scores, (double) s.features() * 4 * (s.queries() + s.keys()));
            }
        }
    }

    /// An n x k matrix times k x m, or the gradient of the first: `againY`, `againW`: what is added to is read too.
    private static Count matrix(double n, double k, double m, int againY, int againW) {
        return new Count(2 * n * k * m, (1 + againW) * n * k + m * (k + (1 + againY) * n));
    }

    private static Count ofTiles(String kernel, @Nullable Object... a) {
        return switch (kernel) {
            case "toTiles", "fromTiles" -> Count.moved(2.0 * whole(a[1]) * tile(a[0]) / TileLayout.LANES);
            case "equiNorm", "rmsNorm", "gate" -> Count.moved(2.0 * whole(a[1]) * tile(a[0]));
            case "equiNormGradient", "rmsNormGradient" ->
                Count.moved((a[7] == null ? 3.0 : 4.0) * whole(a[1]) * tile(a[0]));
            case "gateGradient" -> Count.moved(3.0 * whole(a[1]) * tile(a[0]));
            case "gatedUnit" -> Count.moved(whole(a[2]) * (tile(a[0]) + tile(a[1])));
            case "gatedUnitGradient" -> Count.moved(whole(a[2]) * (2 * tile(a[0]) + tile(a[1])));
            case "geometricProduct" -> new Count(512.0 * products(a), whole(a[2]) * (tile(a[0]) + tile(a[1])));
            case "geometricProductGradient" ->
                new Count(1024.0 * products(a), whole(a[2]) * (2 * tile(a[0]) + tile(a[1])));
            case "gatherTokens" -> Count.moved((double) length(a[2]) * (whole(a[5]) + whole(a[6])));
            case "scatterTokens" -> Count.moved(2.0 * length(a[2]) * whole(a[5]));
            case "gatherColumns" -> Count.moved((double) whole(a[3]) * (whole(a[5]) + whole(a[6])));
            case "scatterColumns" -> Count.moved(2.0 * whole(a[4]) * whole(a[6]));
            case "normaliseHead" -> Count.moved(2.0 * (whole(a[0]) + 4 * whole(a[1])) * whole(a[2]));
            case "equiNormHead" -> Count.moved(2.0 * (whole(a[0]) + 16 * whole(a[1])) * whole(a[2]));
            case "equiNormHeadGradient" -> Count.moved(3.0 * (whole(a[0]) + 16 * whole(a[1])) * whole(a[2]));
            case "normaliseHeadGradient" -> Count.moved(3.0 * (whole(a[0]) + 4 * whole(a[1])) * whole(a[2]));
            default -> throw new IllegalStateException("the kernel " + kernel + " is not counted yet");
        };
    }

    private static double products(@Nullable Object... a) {
        return a[1] instanceof TileLayout out ? (double) TileLayout.LANES * whole(a[2]) * out.channels() : 0;
    }

    private static int whole(@Nullable Object argument) {
        return argument instanceof Integer i ? i : wrong(argument);
    }

    private static double tile(@Nullable Object argument) {
        return argument instanceof Layout layout ? layout.tileSize() : wrong(argument);
    }

    private static int length(@Nullable Object argument) {
        return argument instanceof int[] x ? x.length : wrong(argument);
    }

    private static int size(@Nullable Object argument) {
        return argument instanceof int[] shape ? Arrays.stream(shape).reduce(1, Math::multiplyExact) : wrong(argument);
    }

    private static int wrong(@Nullable Object argument) {
        throw new IllegalStateException("the arguments of a kernel are others than those counted: " + argument);
    }
}
