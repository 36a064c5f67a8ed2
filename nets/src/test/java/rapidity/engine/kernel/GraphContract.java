package rapidity.engine.kernel;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Kernels on pairs of points, and LeakyReLU, with their gradients.
interface GraphContract<A> extends KernelsUnderTest<A> {
    List<PairSizes> PAIR_SIZES = List.of(
            new PairSizes(1, 1, 1),
            new PairSizes(2, 3, 5),
            new PairSizes(0, 4, 4),
            new PairSizes(1, 7, 8),
            new PairSizes(3, 4, 19),
            new PairSizes(2, 2, 50));

    double SLOPE = 0.2;

    @Test
    default void pairsOfPointsAreTheDefinition() {
        RandomGenerator random = random();
        for (PairSizes sizes : PAIR_SIZES) {
            PairCase<A> pairs = PairCase.random(kernels(), sizes, random);
            pairs.run(kernels(), Twin::tested);
            pairs.run(REFERENCE, Twin::reference);
            for (Twin<A> result : List.of(
                    pairs.squares,
                    pairs.squaresGradient,
                    pairs.value,
                    pairs.receiver,
                    pairs.sender,
                    pairs.d,
                    pairs.w)) {
                result.assertAgrees(sizes.toString(), tolerance(), Twin.ALL);
            }
        }
    }

    /// Arguments and results.
    record PairCase<A>(
            PairSizes sizes,
            double[] metric,
            Twin<A> x,
            Twin<A> other,
            Twin<A> ofPairs,
            Twin<A> factors,
            Twin<A> signs,
            Twin<A> gradient,
            Twin<A> squares,
            Twin<A> squaresGradient,
            Twin<A> value,
            Twin<A> receiver,
            Twin<A> sender,
            Twin<A> d,
            Twin<A> w) {
        static <A> PairCase<A> random(Kernels<A> kernels, PairSizes sizes, RandomGenerator random) {
            int points = sizes.rows() * sizes.width();
            int numbers = sizes.pairs() * sizes.width();
            double[] metric = random.doubles(sizes.width(), -1, 1).toArray();
            return new PairCase<>(
                    sizes,
                    metric,
                    Twin.random(kernels, points, random),
                    Twin.random(kernels, points, random),
                    Twin.random(kernels, sizes.pairs(), random),
                    Twin.random(kernels, sizes.width(), random),
                    Twin.random(kernels, numbers, random),
                    Twin.random(kernels, numbers, random),
                    result(kernels, sizes.pairs()),
                    result(kernels, points),
                    result(kernels, numbers),
                    result(kernels, points),
                    result(kernels, points),
                    result(kernels, sizes.pairs()),
                    result(kernels, sizes.width()));
        }

        /// One number more than a kernel may write.
        private static <A> Twin<A> result(Kernels<A> kernels, int length) {
            return Twin.filled(kernels, length + 1, ElementsContract.OUTSIDE);
        }

        <B> void run(Kernels<B> kernels, Function<Twin<A>, B> of) {
            B features = of.apply(x);
            B pair = of.apply(ofPairs);
            B factor = of.apply(factors);
            kernels.pairSquares(sizes, metric, features, of.apply(squares));
            kernels.pairSquaresGradient(sizes, metric, features, pair, of.apply(squaresGradient));
            kernels.pairs(sizes, features, of.apply(other), pair, factor, SLOPE, of.apply(value));
            kernels.pairsGradient(
                    sizes,
                    of.apply(signs),
                    of.apply(gradient),
                    pair,
                    factor,
                    SLOPE,
                    of.apply(receiver),
                    of.apply(sender),
                    of.apply(d),
                    of.apply(w));
        }
    }

    @Test
    default void leakyReluOfRowsAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (int width : List.of(1, 3, 8, 19)) {
            for (double slope : new double[] {0, SLOPE, 1}) {
                int rows = 4;
                int n = rows * width;
                Twin<A> x = Twin.random(kernels(), n, random);
                Twin<A> bias = Twin.random(kernels(), width, random);
                Twin<A> y = Twin.filled(kernels(), n + 1, ElementsContract.OUTSIDE);
                Twin<A> dx = Twin.filled(kernels(), n + 1, ElementsContract.OUTSIDE);
                kernels().leaky(x.tested(), bias.tested(), slope, rows, width, y.tested());
                REFERENCE.leaky(x.reference(), bias.reference(), slope, rows, width, y.reference());
                kernels().leakyGradient(x.tested(), y.tested(), slope, n, dx.tested());
                REFERENCE.leakyGradient(x.reference(), y.reference(), slope, n, dx.reference());
                y.assertAgrees("leaky, " + width + " wide, slope " + slope, tolerance(), Twin.ALL);
                dx.assertAgrees("its gradient, " + width + " wide, slope " + slope, tolerance(), Twin.ALL);
            }
        }
    }
}
