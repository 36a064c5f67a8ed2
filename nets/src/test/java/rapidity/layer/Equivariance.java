package rapidity.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapidity.engine.Multivectors;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.kinematics.LorentzTransformation;
import rapidity.random.RandomStream;

/// How well a function f of multivectors and scalars, a layer or a network, commutes with Lorentz transformations:
///
/// ```
/// deviation(L) = max |f(L x) - L f(x)| / max |L f(x)|         multivectors and scalars apart, the larger of the two
/// ```
///
/// Inputs and outputs are transformed in float64. Rounding makes the deviation grow with the square of the Lorentz
/// factor, since that is by how much the numbers of a boosted frame cancel in an invariant: see [#bar].
///
/// ```java
/// Equivariance.of(weights, x -> layer.apply(x), random).underBoostsAndRotations(tokens).check();
/// ```
public final class Equivariance {
    /// Transformations of each kind.
    public static final int DRAWS = 12;

    private static final List<Double> LORENTZ_FACTORS = List.of(1.0, 10.0, 100.0, 1000.0);

    /// A deviation adds the rounding of every operation to that of the input.
    private static final double MORE_THAN_INPUT = 10;

    private final Weights weights;
    private final UnaryOperator<Multivectors> f;
    private final RandomStream random;
    private final int draws;

    private Equivariance(Weights weights, UnaryOperator<Multivectors> f, RandomStream random, int draws) {
        this.weights = weights;
        this.f = f;
        this.random = random;
        this.draws = draws;
    }

    /// The same with so many transformations of each kind.
    public Equivariance withDraws(int n) {
        return new Equivariance(weights, f, random, n);
    }

    /// Of a layer or network, with its weights in float64.
    ///
    /// @param random draws transformations
    public static Equivariance of(Weights weights, UnaryOperator<Multivectors> f, RandomStream random) {
        if (weights.engine().precision() != Precision.FLOAT64) {
            throw new IllegalArgumentException(
                    "symmetry is measured in FLOAT64, not " + weights.engine().precision());
        }
        return new Equivariance(weights, f, random, DRAWS);
    }

    /// What rounding may do where energies are of the order of masses: 1e-12 for gamma <= 10, 1e-14 gamma^2 above.
    public static double bar(LorentzTransformation t) {
        return t.gamma() <= 10 ? 1e-12 : 1e-14 * t.gamma() * t.gamma();
    }

    /// Under rotations and boosts of Lorentz factors up to 10, 100 and 1000, and both together.
    public Deviation underBoostsAndRotations(Tokens x) {
        return worst(
                x,
                LORENTZ_FACTORS.stream()
                        .flatMap(gamma -> draws(() -> LorentzTransformation.random(random, acosh(gamma))))
                        .toList());
    }

    /// Under parity, time reversal and their images under moderate boosts and rotations.
    public Deviation underReflections(Tokens x) {
        return worst(
                x,
                Stream.of(LorentzTransformation.parity(), LorentzTransformation.timeReversal())
                        .flatMap(reflection -> draws(
                                () -> LorentzTransformation.random(random, 1).times(reflection)))
                        .toList());
    }

    private Stream<LorentzTransformation> draws(Supplier<LorentzTransformation> draw) {
        return IntStream.range(0, draws).mapToObj(i -> draw.get());
    }

    private static double acosh(double x) {
        return Math.log(x + Math.sqrt(x * x - 1));
    }

    /// The worst case of the given transformations: the largest deviation compared with what rounding allows.
    public Deviation worst(Tokens x, List<LorentzTransformation> transformations) {
        Tokens y = apply(x);
        Deviation worst = deviation(x, y, LorentzTransformation.identity());
        for (LorentzTransformation t : transformations) {
            Deviation d = deviation(x, y, t);
            // this way round a deviation that is no number is the worst of all
            worst = d.excess() <= worst.excess() ? worst : d;
        }
        return worst;
    }

    private Tokens apply(Tokens x) {
        return Tokens.of(f.apply(x.on(Tape.forward(weights))));
    }

    private Deviation deviation(Tokens x, Tokens y, LorentzTransformation t) {
        Tokens boosted = x.transformed(t);
        Tokens actual = apply(boosted);
        Difference difference = Difference.of(actual, y.transformed(t));
        double bar = bar(t);
        double allowed = difference.size <= bar
                ? bar
                : Math.max(bar, MORE_THAN_INPUT * Difference.of(apply(rounded(boosted)), actual).size);
        return new Deviation(difference.size, allowed, t, difference.token);
    }

    /// Every component of the multivectors off by one unit in the last place, up or down.
    private Tokens rounded(Tokens x) {
        double[] values = Arrays.stream(x.multivectors())
                .map(v -> random.nextBoolean() ? Math.nextUp(v) : Math.nextDown(v))
                .toArray();
        return new Tokens(x.width(), x.count(), values, x.scalars());
    }

    /// The largest difference of two results, relative to the largest number of the second, and its token.
    private record Difference(double size, int token) {
        static Difference of(Tokens actual, Tokens expected) {
            Difference multivectors = of(actual.multivectors(), expected.multivectors(), expected.count());
            Difference scalars = of(actual.scalars(), expected.scalars(), expected.count());
            return scalars.size <= multivectors.size ? multivectors : scalars;
        }

        private static Difference of(double[] actual, double[] expected, int tokens) {
            double largest = 0;
            double worst = 0;
            int at = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
                double d = Math.abs(actual[i] - expected[i]);
                if (!(d <= worst)) {
                    worst = d;
                    at = i;
                }
            }
            return new Difference(worst == 0 ? 0 : worst / largest, worst == 0 ? 0 : at * tokens / expected.length);
        }
    }

    /// A deviation from symmetry.
    ///
    /// @param size relative to the largest output
    /// @param allowed what rounding explains: the [#bar], or more where a last place of the boosted input matters more
    /// @param transformation under which it occurs
    /// @param token at which it occurs
    public record Deviation(double size, double allowed, LorentzTransformation transformation, int token) {
        double excess() {
            return size / allowed;
        }

        /// @throws AssertionError if rounding does not explain the deviation
        public void check() {
            if (!(size <= allowed)) {
                throw new AssertionError("not equivariant: " + this);
            }
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "relative deviation %.2e, allowed %.1e, at token %d, under a%s transformation with gamma = %.3g",
                    size,
                    allowed,
                    token,
                    transformation.determinant() > 0 ? " proper" : "n improper",
                    transformation.gamma());
        }
    }
}
