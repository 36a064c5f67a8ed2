package rapidity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.GradientStep;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Workers;
import rapidity.flow.Coordinates;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.Flow;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.flow.SourceDistribution;
import rapidity.flow.SourceKind;
import rapidity.model.EventGenerator;
import rapidity.model.GeneratorPreprocessing;
import rapidity.model.Provenance;
import rapidity.model.Safetensors;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import rapidity.net.LgatrConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// An L-GATr flow of the paper's form with initial weights, and events for it, in a folder: the model, and a reference
/// file by which another implementation builds the same and compares itself.
///
/// @param momenta `[events, particles, 4]` in GeV
record FlowCase(EventGenerator model, double[] momenta) {
    private static final int VECTOR = 4;
    private static final int COMPARED = 32;
    private static final String MODEL = "model";
    private static final String REFERENCE = "reference.safetensors";

    /// Events like those of the source, but harder by a half.
    ///
    /// @param hidden width of the network
    static FlowCase of(int particles, int events, Channels hidden, int blocks, int heads) {
        RandomStreams streams = new RandomStreams(1);
        CoordinatesConfig config = CoordinatesConfig.ttbar(particles);
        SourceKind kind = SourceKind.NAIVE_PPP_LOG_M2;
        double[] p = SourceDistribution.of(kind, config.withChart(kind.chart()), PhaseSpaceCuts.ttbar(particles))
                .sample(streams.stream("bench"), events);
        Arrays.setAll(p, i -> 1.5 * config.units() * p[i]);
        try (Workers one = new Workers(1)) {
            GeneratorPreprocessing g = GeneratorPreprocessing.ttbar(List.of(particles), List.of(p), streams, one);
            LgatrConfig net = LgatrConfig.v2(g.inputs().multivectors(), hidden, new Channels(1, VECTOR), blocks, heads)
                    .withAttentionRatio(2)
                    .withMlpRatio(2);
            return new FlowCase(EventGenerator.of(net, g, 1, Engine.of(Precision.FLOAT32)), p);
        }
    }

    static FlowCase read(Path folder) throws IOException {
        EventGenerator model = EventGenerator.load(folder.resolve(MODEL));
        Stored momenta = tensor(Safetensors.read(reference(folder)).tensors(), "momenta");
        double units =
                model.preprocessing().processes().getFirst().coordinates().units();
        return new FlowCase(
                model, Arrays.stream(momenta.values()).map(p -> units * p).toArray());
    }

    private static Stored tensor(Map<String, Stored> tensors, String name) throws IOException {
        Stored r = tensors.get(name);
        if (r == null) {
            throw new IOException("the reference file has no " + name);
        }
        return r;
    }

    static Path reference(Path folder) {
        return folder.resolve(REFERENCE);
    }

    Flow flow() {
        return model.flows().getFirst();
    }

    void write(Path folder) throws IOException {
        Provenance origin = Provenance.now(
                "rapidity", "bench flow", 1, List.of(), model.weights().engine().name());
        model.save(folder.resolve(MODEL), origin);
        Map<String, Stored> r = new LinkedHashMap<>();
        for (Parameter p : model.weights().parameters()) {
            double[] w = model.weights().read(p);
            r.put("weights." + p.name(), Stored.of(StoredType.F32, w, p.shape().toArray()));
        }
        CoordinatesConfig c = flow().coordinates().config();
        int n = c.particles();
        r.put("means", numbers(c.moments().means().stream().mapToDouble(x -> x).toArray(), n, VECTOR));
        r.put(
                "deviations",
                numbers(c.moments().deviations().stream().mapToDouble(x -> x).toArray(), n, VECTOR));
        double[] p = flow().process().inUnits(momenta);
        double[] x = flow().coordinates().fromMomenta(p);
        r.put("momenta", numbers(p, p.length / (VECTOR * n), n, VECTOR));
        r.put("coordinates", numbers(x, x.length / (VECTOR * n), n, VECTOR));
        r.putAll(answers(Arrays.copyOf(x, COMPARED * VECTOR * n)));
        LgatrConfig net = (LgatrConfig) model.network();
        String network = "{\"blocks\":" + net.blocks() + ",\"multivectors\":"
                + net.hidden().multivectors()
                + ",\"scalars\":" + net.hidden().scalars() + ",\"heads\":"
                + net.block().attention().heads() + "}";
        PhaseSpaceCuts cuts = flow().process().cuts();
        Map<String, String> meta = Map.of(
                "network", network,
                "pt_min", Double.toString(cuts.ptMin().getFirst() / c.units()),
                "delta_r_min", Double.toString(cuts.deltaRMin()));
        new Safetensors(r, meta).write(reference(folder));
    }

    private static Stored numbers(double[] values, int... shape) {
        return Stored.of(StoredType.F64, values, shape);
    }

    /// Points on paths from some events, the velocities there, the loss and the norm of its gradient.
    private Map<String, Stored> answers(double[] data) {
        Coordinates chart = flow().coordinates();
        int n = chart.particles();
        RandomStream random = new RandomStreams(1).stream("reference");
        double[] times = random.doubles(COMPARED).toArray();
        double[] targets = chart.difference(flow().start(random, COMPARED), data);
        double[] step = targets.clone();
        Arrays.setAll(step, i -> times[i / (VECTOR * n)] * targets[i]);
        double[] points = chart.sum(data, step);
        double[] velocities =
                flow().velocity(Tape.forward(model.weights()), times, points).toArray();
        try (Workers one = new Workers(1)) {
            GradientStep gradient = new GradientStep(model.weights(), one);
            double loss = gradient.run(1, (tape, shard) -> {
                Tensor v = flow().velocity(tape, times, points);
                Tensor d = v.minus(tape.tensor(targets, COMPARED * n, VECTOR));
                return d.times(d).sum().times(0.5 / targets.length);
            });
            int size = model.weights().size();
            double squares = model.weights().engine().ops().sumOfSquares(gradient.gradient(), size);
            return Map.of(
                    "times", numbers(times, COMPARED),
                    "points", numbers(points, COMPARED, n, VECTOR),
                    "targets", numbers(targets, COMPARED, n, VECTOR),
                    "velocities", numbers(velocities, COMPARED, n, VECTOR),
                    "loss", numbers(new double[] {loss}, 1),
                    "gradient_norm", numbers(new double[] {Math.sqrt(squares)}, 1));
        }
    }
}
