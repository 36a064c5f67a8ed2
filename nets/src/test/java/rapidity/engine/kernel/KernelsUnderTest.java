package rapidity.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What every part of [KernelContract] shares.
///
/// @param <A> float[] or double[]
public interface KernelsUnderTest<A> {
    /// Relative to the largest number of a result. Two orders of a sum of some hundred terms and a polynomial for exp
    /// differ by a few tens of roundings: of 1.1e-16 in float64, of 6e-8 in float32.
    double FLOAT64 = 1e-13;

    double FLOAT32 = 2e-6;

    /// Of every random stream, for the reader of a failure.
    long SEED = 20251125;

    /// The kernels that define the results, in float64 whatever is tested.
    Kernels<double[]> REFERENCE = new ScalarDoubleKernels();

    List<Integer> SCALARS = List.of(0, 1, 3, 8, 13, 32);
    List<Integer> CHANNELS = List.of(0, 1, 2, 5, 8, 16);
    List<Integer> TOKENS = List.of(1, 2, 15, 16, 17, 50, 53);

    Kernels<A> kernels();

    default double tolerance() {
        return kernels().allocate(0) instanceof float[] ? FLOAT32 : FLOAT64;
    }

    default RandomGenerator random() {
        return new SplittableRandom(SEED);
    }

    /// Every width of [#SCALARS] and [#CHANNELS] that holds something.
    static List<TileLayout> layouts() {
        List<TileLayout> layouts = new ArrayList<>();
        for (int scalars : SCALARS) {
            for (int channels : CHANNELS) {
                if (scalars + channels > 0) {
                    layouts.add(new TileLayout(scalars, channels));
                }
            }
        }
        return layouts;
    }
}
