package rapidity.flow;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rapidity.algebra.Multivector;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.VectorChannels;
import rapidity.engine.Weights;
import rapidity.net.GapConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.TransformerConfig;
import rapidity.random.RandomStreams;

/// Small flows, and events that pass their cuts.
public final class FlowSample {
    public static final double UNITS = CoordinatesConfig.TTBAR_UNITS;
    static final Multivector TIME = Multivector.vector(1, 0, 0, 0);
    static final Multivector BEAM = Multivector.vector(1, 0, 0, 1);
    static final Multivector PLANE = Multivector.blade(8);
    private static final double PT_MIN = 22;

    private FlowSample() {}

    /// Events like those of the source, but harder by a half: `[events, particles, 4]` in GeV.
    public static double[] events(int particles, int count, long seed) {
        SourceKind kind = SourceKind.NAIVE_PPP_LOG_M2;
        double[] p = SourceDistribution.of(kind, config(particles).withChart(kind.chart()), cuts(particles))
                .sample(new RandomStreams(seed).stream("events"), count);
        return Arrays.stream(p).map(x -> 1.5 * UNITS * x).toArray();
    }

    /// All distances and transverse momenta as in the published events.
    public static PhaseSpaceCuts cuts(int particles) {
        return new PhaseSpaceCuts(Collections.nCopies(particles, PT_MIN), 0.5);
    }

    public static CoordinatesConfig config(int particles) {
        return new CoordinatesConfig(
                Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2,
                UNITS,
                Collections.nCopies(particles, PT_MIN),
                List.of(),
                CoordinateMoments.NONE);
    }

    /// A process in some chart, fitted to sample events; the acceptance is not that of the source.
    public static FlowProcess process(Chart chart, int particles) {
        double[] p =
                Arrays.stream(events(particles, 200, 5)).map(x -> x / UNITS).toArray();
        return new FlowProcess(
                config(particles).withChart(chart).fitted(p),
                SourceKind.NAIVE_PPP_LOG_M2,
                config(particles).withChart(SourceKind.NAIVE_PPP_LOG_M2.chart()),
                cuts(particles),
                new Acceptance(1, 2));
    }

    /// The paper's inputs, but for spurions that are four-vectors.
    static FlowInputs inputs(Integer... multiplicities) {
        return new FlowInputs(List.of(multiplicities), List.of(), List.of(BEAM, TIME), List.of(0, 3));
    }

    /// A small network of each kind.
    public static Map<String, NetConfig> networks(FlowInputs inputs) {
        Map<String, NetConfig> r = new HashMap<>();
        r.put("L-GATr", LgatrConfig.v1(inputs.multivectors(), new Channels(4, 8), new Channels(1, 4), 1, 2));
        if (!inputs.spurionChannels().contains(PLANE) && !inputs.spurionTokens().contains(PLANE)) {
            VectorChannels hidden = new VectorChannels(4, 8);
            r.put("L-GATr-slim", LgatrSlimConfig.v2(inputs.vectors(), hidden, new VectorChannels(1, 4), 1, 2));
        }
        r.put("Transformer", new TransformerConfig(inputs.plain(), 16, 4, 1, 2));
        if (inputs.multiplicities().size() == 1) {
            int n = inputs.multiplicities().getFirst();
            r.put("MLP", new MlpConfig(inputs.flat(), 16, 2, 4 * n));
            r.put("GAP", GapConfig.v1(inputs.particlesAsChannels(), new Channels(6, 8), new Channels(n, 4 * n), 2, 1));
        }
        return r;
    }

    /// A flow of a small network with the weights that it starts with, in float64.
    record Made(Flow flow, FlowVelocity velocity, Weights weights) {
        static Made of(NetConfig net, FlowInputs inputs, FlowProcess process) {
            Params p = Params.of(new RandomStreams(11));
            VelocityNetwork network = new VelocityNetwork(p, net, inputs);
            return new Made(
                    new Flow(network, process),
                    new FlowVelocity(network, Coordinates.of(process.coordinates())),
                    p.weights(Engine.of(Precision.FLOAT64)));
        }

        /// With frequencies of time of about 0.3 instead of 30: a velocity that some steps resolve.
        Made smooth() {
            Map<String, double[]> slow = new HashMap<>(weights.read());
            slow.compute(
                    "time_embedding.frequencies",
                    (name, w) -> Arrays.stream(Objects.requireNonNull(w))
                            .map(x -> x / 100)
                            .toArray());
            weights.write(slow);
            return this;
        }

        /// With weights that are all zero, so that nothing moves.
        Made atRest() {
            Map<String, double[]> zeros = new HashMap<>(weights.read());
            zeros.replaceAll((name, values) -> new double[values.length]);
            weights.write(zeros);
            return this;
        }
    }
}
