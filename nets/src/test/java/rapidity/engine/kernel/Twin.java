package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/// The same numbers in the array of the kernels under test and in float64 for the kernels that define the result.
///
/// @param <A> float[] or double[]
final class Twin<A> {
    /// Every number of every array.
    static final IntPredicate ALL = i -> true;

    private final Kernels<A> kernels;
    private final A tested;
    private final double[] reference;

    private Twin(Kernels<A> kernels, int length) {
        this.kernels = kernels;
        tested = kernels.allocate(length);
        reference = new double[length];
    }

    /// An array of one number repeated.
    static <A> Twin<A> filled(Kernels<A> kernels, int length, double value) {
        Twin<A> twin = new Twin<>(kernels, length);
        for (int i = 0; i < length; i++) {
            twin.set(i, value);
        }
        return twin;
    }

    /// Normal random numbers.
    static <A> Twin<A> random(Kernels<A> kernels, int length, RandomGenerator random) {
        Twin<A> twin = new Twin<>(kernels, length);
        for (int i = 0; i < length; i++) {
            twin.set(i, random.nextGaussian());
        }
        return twin;
    }

    /// Tiles of random tokens; lanes past the last token hold `dead`, pad rows NaN.
    static <A> Twin<A> tiles(Kernels<A> kernels, Layout layout, int tokens, double dead, RandomGenerator random) {
        Twin<A> twin = random(kernels, layout.size(tokens), random);
        IntPredicate live = liveRows(layout);
        for (int i = 0; i < twin.length(); i++) {
            if (!live.test(i)) {
                twin.set(i, Double.NaN);
            } else if (tokenOf(layout, i) >= tokens) {
                twin.set(i, dead);
            }
        }
        return twin;
    }

    /// Whether a number of a tile array lies in a row that is no padding.
    static IntPredicate liveRows(Layout layout) {
        boolean[] live = new boolean[layout.rows()];
        switch (layout) {
            case TileLayout t -> {
                Arrays.fill(live, 0, t.scalars(), true);
                for (int i = 0; i < PairRows.ROWS * t.channels(); i++) {
                    int r = i % PairRows.ROWS;
                    live[t.row(r / 2, r % 2, i / PairRows.ROWS)] = true;
                }
            }
            case VectorLayout v -> {
                Arrays.fill(live, 0, v.scalars(), true);
                for (int i = 0; i < VectorLayout.COMPONENTS * v.vectors(); i++) {
                    live[v.row(i % VectorLayout.COMPONENTS, i / VectorLayout.COMPONENTS)] = true;
                }
            }
        }
        return i -> live[i / TileLayout.LANES % layout.rows()];
    }

    /// The token to which a number of a tile array belongs.
    static int tokenOf(Layout layout, int i) {
        return i / layout.tileSize() * TileLayout.LANES + i % TileLayout.LANES;
    }

    A tested() {
        return tested;
    }

    double[] reference() {
        return reference;
    }

    int length() {
        return reference.length;
    }

    /// Both hold the value, rounded to the precision under test.
    void set(int i, double value) {
        kernels.set(tested, i, value);
        reference[i] = kernels.at(tested, i);
    }

    /// The tested number, as a double.
    double at(int i) {
        return kernels.at(tested, i);
    }

    /// The results agree to `tolerance` times the largest of the numbers that count.
    void assertAgrees(String what, double tolerance, IntPredicate counts) {
        assertAgrees(what, tolerance, 0, counts);
    }

    /// The results agree to `tolerance` times the largest of the numbers that count, or times `terms`, the size of
    /// the terms that a result adds up and that may cancel.
    void assertAgrees(String what, double tolerance, double terms, IntPredicate counts) {
        double largest = terms;
        for (int i = 0; i < length(); i++) {
            if (counts.test(i)) {
                largest = Math.max(largest, Math.abs(reference[i]));
            }
        }
        for (int i = 0; i < length(); i++) {
            double difference = Math.abs(at(i) - reference[i]);
            if (counts.test(i) && !(difference <= tolerance * largest)) {
                assertThat(at(i)).as("%s [%d] of %d", what, i, length()).isEqualTo(reference[i]);
            }
        }
    }

    /// The numbers that count are exactly this value.
    void assertAll(String what, double value, IntPredicate counts) {
        for (int i = 0; i < length(); i++) {
            if (counts.test(i) && Double.compare(Math.abs(at(i)), Math.abs(value)) != 0) {
                assertThat(at(i)).as("%s [%d] of %d", what, i, length()).isEqualTo(value);
            }
        }
    }

    /// No number that counts is infinite or NaN.
    void assertFinite(String what, IntPredicate counts) {
        for (int i = 0; i < length(); i++) {
            if (counts.test(i) && !Double.isFinite(at(i))) {
                assertThat(at(i)).as("%s [%d] of %d", what, i, length()).isFinite();
            }
        }
    }
}
