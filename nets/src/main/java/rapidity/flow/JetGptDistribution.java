package rapidity.flow;

import java.util.Arrays;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.random.RandomStream;

/// A [JetGpt] for events of one number of particles:
///
/// ```
/// ln p(momenta) = ln p(coordinates) + ln |dx/dp|
/// ```
public final class JetGptDistribution implements EventDistribution {
    private final JetGpt network;
    private final FlowProcess process;
    private final Coordinates coordinates;

    /// @throws IllegalArgumentException if the coordinates are not those of JetGPT, a particle is on its shell, or the
    ///     network is not for events of so many particles
    public JetGptDistribution(JetGpt network, FlowProcess process) {
        CoordinatesConfig c = process.coordinates();
        if (c.chart() != Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2 || !c.onShell().isEmpty()) {
            throw new IllegalArgumentException("JetGPT learns " + Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2
                    + " of particles without a fixed mass, not " + c.chart() + " with " + c.onShell());
        }
        network.config().process(c.particles());
        this.network = network;
        this.process = process;
        this.coordinates = Coordinates.of(c);
    }

    public JetGpt network() {
        return network;
    }

    @Override
    public FlowProcess process() {
        return process;
    }

    @Override
    public Coordinates coordinates() {
        return coordinates;
    }

    @Override
    public int tokens() {
        return 1;
    }

    @Override
    public double[] sample(Tape tape, OdeSolver solver, RandomStream random, int count) {
        return network.sample(tape, random, count, coordinates.particles());
    }

    @Override
    public Densities logDensity(Weights weights, double[] momenta, LikelihoodSettings settings, long firstEvent) {
        double[] x = coordinates.fromMomenta(momenta);
        double[] r = network.logDensity(Tape.forward(weights), x, coordinates.particles());
        double[] volume = coordinates.logDeterminant(momenta);
        Arrays.setAll(r, e -> r[e] + volume[e]);
        return new Densities(r, new int[0]);
    }
}
