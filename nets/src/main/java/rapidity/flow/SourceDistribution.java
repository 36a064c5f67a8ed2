package rapidity.flow;

import java.util.Arrays;
import rapidity.engine.Workers;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// The events from which a flow starts: independent coordinates of each particle, then cuts, by rejection. Momenta are
/// `[events, particles, 4]`, divided by the units.
///
/// ```
/// ln p(momenta) = sum of ln density of each coordinate + ln |dx/dp| - ln(acceptance of the cuts)
/// ```
///
/// Normal coordinates are drawn inside the image of phase space (`log m2 > ln EPS1` and so on, see [LogDistanceStep]),
/// and their densities are normalised there, so the density of the proposals integrates to 1.
///
/// The mass of a particle on its shell is no random number, and has no density: p is one with respect to `d^3p / 2E` of
/// these particles, which is `d^4p` with the delta function of `p^2 - m^2`, and `d^4p` of the others.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.3
/// @departs the published code draws from the whole normal distribution and reflects what lies outside of phase space,
///     with the density of the coordinate itself only; it estimates the acceptance anew for every batch, from as few
///     proposals; with particles on their shell its density is smaller by m^2 + 1e-5 of each;
///     its fourth kind divides the cut on pt by the units twice, so that it cuts nothing
public final class SourceDistribution {
    private static final int LEAST_ROUND = 64;
    private static final int ROUND = 4096;

    /// After so many proposals for every event that passes, nothing is waited for.
    private static final long PATIENCE = 1 << 17;

    private final CoordinatesConfig config;
    private final Coordinates coordinates;
    private final PhaseSpaceCuts cuts;
    private final Variate[] variates;

    private SourceDistribution(CoordinatesConfig config, Coordinates coordinates, PhaseSpaceCuts cuts, Variate... v) {
        this.config = config;
        this.coordinates = coordinates;
        this.cuts = cuts.dividedBy(config.units());
        this.variates = v;
    }

    /// @param config of the chart of this kind, fitted if it is standardised; particles on their shell
    /// @param cuts in GeV
    /// @throws IllegalArgumentException if the chart is another one or not fitted, or the cuts are those of other
    ///     events
    public static SourceDistribution of(SourceKind kind, CoordinatesConfig config, PhaseSpaceCuts cuts) {
        if (config.chart() != kind.chart()) {
            throw new IllegalArgumentException(
                    "the source " + kind + " is normal in the chart " + kind.chart() + ", not in " + config.chart());
        }
        if (cuts.particles() != config.particles()) {
            throw new IllegalArgumentException(
                    "cuts on " + cuts.particles() + " particles cannot be applied to events of " + config.particles());
        }
        Coordinates coordinates = Coordinates.of(config);
        Variate[] v = new Variate[Chart.COMPONENTS * config.particles()];
        Arrays.setAll(v, i -> variate(coordinates.domain(), i / Chart.COMPONENTS, i % Chart.COMPONENTS));
        return new SourceDistribution(config, coordinates, cuts, v);
    }

    private static Variate variate(ChartDomain chart, int particle, int component) {
        if (chart.config().isFixed(particle, component)) {
            return new Variate.Fixed(chart.shell(particle), -chart.logMassDerivative(particle));
        }
        if (component == chart.config().chart().periodic()) {
            return new Variate.Angle();
        }
        return chart.isMass2(component)
                ? new Variate.HalfNormal()
                : Variate.Normal.in(chart.image(particle, component));
    }

    public int particles() {
        return config.particles();
    }

    /// Events that pass the cuts.
    ///
    /// @throws IllegalArgumentException if `count < 1`
    /// @throws IllegalStateException if the cuts leave next to nothing
    public double[] sample(RandomStream random, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one event is needed, got " + count);
        }
        int width = variates.length;
        double[] r = new double[Math.multiplyExact(count, width)];
        int have = 0;
        for (long tried = 0; have < count; ) {
            int n = Math.clamp(count - have, LEAST_ROUND, ROUND);
            double[] p = propose(random, n);
            for (int i = 0; i < n && have < count; i++) {
                if (cuts.passes(p, i)) {
                    System.arraycopy(p, i * width, r, have * width, width);
                    have++;
                }
            }
            tried += n;
            if (tried > PATIENCE * (have + 1)) {
                throw new IllegalStateException("of " + tried + " proposals of the source " + have
                        + " pass the cuts: choose another source or weaker cuts");
            }
        }
        return r;
    }

    /// Events before the cuts.
    private double[] propose(RandomStream random, int count) {
        double[] x = new double[count * variates.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = variates[i % variates.length].draw(random);
        }
        return coordinates.toMomenta(x);
    }

    /// How many of the proposals pass the cuts, estimated from new ones; the same for any number of threads.
    ///
    /// @param streams the stream "acceptance" is used
    /// @param proposals 2^18 give the logarithm of an acceptance of 0.3 to 0.003
    /// @throws IllegalArgumentException if none passes
    public Acceptance acceptance(RandomStreams streams, int proposals, Workers workers) {
        if (cuts.demandsNothing()) {
            return Acceptance.CERTAIN;
        }
        int blocks = Math.ceilDiv(proposals, ROUND);
        int[] passed = new int[blocks];
        workers.run(blocks, b -> {
            int n = Math.min(ROUND, proposals - b * ROUND);
            double[] p = propose(streams.stream("acceptance", b), n);
            for (int i = 0; i < n; i++) {
                passed[b] += cuts.passes(p, i) ? 1 : 0;
            }
        });
        return new Acceptance(Arrays.stream(passed).asLongStream().sum(), proposals);
    }

    /// `ln p` of each event, with respect to momenta divided by the units. Events outside of the cuts, whose density is
    /// 0, get what the formula gives: a flow that leads there by a little has no infinite likelihood.
    public double[] logDensity(double[] momenta, Acceptance acceptance) {
        double[] r = coordinates.logDeterminant(momenta);
        double[] x = coordinates.ofAny(momenta);
        for (int i = 0; i < x.length; i++) {
            r[i / variates.length] += variates[i % variates.length].logDensity(x[i]);
        }
        for (int i = 0; i < r.length; i++) {
            r[i] -= acceptance.log();
        }
        return r;
    }
}
