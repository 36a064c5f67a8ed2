package rapidity.app.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Channels;
import rapidity.engine.VectorChannels;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.flow.Acceptance;
import rapidity.flow.Chart;
import rapidity.flow.CoordinateMoments;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.FlowInputs;
import rapidity.flow.FlowProcess;
import rapidity.flow.JetGptConfig;
import rapidity.flow.SourceKind;
import rapidity.kinematics.TopPair;
import rapidity.model.GeneratorPreprocessing;
import rapidity.model.GeneratorPreprocessing.Method;
import rapidity.model.SpurionRows;
import rapidity.model.TaggingSpurions;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

/// The networks that make events, as a recipe describes them, and what is around them.
final class GenerationNets {
    /// The kind of network that is no flow.
    static final String JETGPT = "jetgpt";

    /// Numbers of a particle.
    static final int COMPONENTS = 4;

    private GenerationNets() {}

    /// What is around a network, before it has seen events.
    ///
    /// @param scalars components of the chart whose velocity an equivariant network gives as scalars
    record Frame(Chart chart, double units, SourceKind source, TaggingSpurions spurions, List<Integer> scalars) {
        private CoordinatesConfig coordinates(GenerationTask task, int particles) {
            List<Double> ptMin = Collections.nCopies(particles, task.selection().ptMin());
            return new CoordinatesConfig(
                    chart, units, ptMin, task.selection().onShell(particles), CoordinateMoments.NONE);
        }

        /// What a network is told of an event.
        FlowInputs inputs(GenerationTask task) {
            return new GeneratorPreprocessing(
                            Method.FLOW,
                            task.jets().stream()
                                    .map(n -> {
                                        int particles = TopPair.HARD + n;
                                        CoordinatesConfig c = coordinates(task, particles);
                                        return new FlowProcess(
                                                c,
                                                source,
                                                c.withChart(source.chart()),
                                                task.selection().cuts(particles),
                                                Acceptance.CERTAIN);
                                    })
                                    .toList(),
                            spurions,
                            scalars)
                    .inputs();
        }

        /// With constants from events of each multiplicity.
        GeneratorPreprocessing fitted(
                GenerationTask task, Method method, List<Events> events, RandomStreams streams, Workers workers) {
            List<FlowProcess> processes = new ArrayList<>();
            for (Events block : events) {
                processes.add(FlowProcess.fitted(
                        coordinates(task, block.particles()),
                        source,
                        task.selection().cuts(block.particles()),
                        block.momenta(),
                        streams,
                        workers));
            }
            GeneratorPreprocessing r = new GeneratorPreprocessing(Method.FLOW, processes, spurions, scalars);
            return method == Method.FLOW ? r : r.autoregressive();
        }
    }

    /// How a network makes events.
    static Method method(Section net) {
        return net.is("kind", JETGPT) ? Method.AUTOREGRESSIVE : Method.FLOW;
    }

    static Frame frame(Section s) {
        Chart chart = s.choice("chart", Chart.class);
        return s.build(() -> new Frame(
                chart,
                s.number("units"),
                s.choice("source", SourceKind.class),
                new TaggingSpurions(
                        s.words("spurions", SpurionRows.class),
                        s.number("spurion-scale"),
                        s.choice("spurions-as", TaggingSpurions.Placement.class)),
                scalars(chart, s.choice("scalar-outputs", List.of("logarithms", "all", "none")))));
    }

    private static List<Integer> scalars(Chart chart, String which) {
        return IntStream.range(0, COMPONENTS)
                .filter(i -> which.equals("all")
                        || which.equals("logarithms")
                                && chart.components().get(i).startsWith("log"))
                .boxed()
                .toList();
    }

    static NetConfig network(Section s, FlowInputs in, List<Integer> jets) {
        return switch (s.choice("kind", List.of("lgatr", "slim", "transformer", "mlp", "gap", JETGPT))) {
            case JETGPT -> jetGpt(s, in.multiplicities()).network();
            case "lgatr" -> NetSettings.lgatr(s, in.multivectors(), new Channels(1, COMPONENTS));
            case "slim" -> NetSettings.slim(s, in.vectors(), new VectorChannels(1, COMPONENTS));
            case "transformer" -> NetSettings.transformer(s, in.plain(), COMPONENTS);
            case "mlp" ->
                new MlpConfig(
                        in.flat(),
                        s.count("width", 1, NetSettings.WIDEST),
                        s.count("layers", 1, NetSettings.DEEPEST),
                        COMPONENTS * particles(jets));
            default ->
                NetSettings.gap(
                        s, in.particlesAsChannels(), new Channels(particles(jets), COMPONENTS * particles(jets)));
        };
    }

    /// The rival that is no flow.
    static JetGptConfig jetGpt(Section s, List<Integer> multiplicities) {
        return new JetGptConfig(
                multiplicities,
                s.count("width", 1, NetSettings.WIDEST),
                s.count("blocks", 1, NetSettings.DEEPEST),
                s.count("heads", 1, NetSettings.WIDEST),
                s.count("components", 1, NetSettings.WIDEST));
    }

    /// Of networks for one multiplicity.
    private static int particles(List<Integer> jets) {
        return TopPair.HARD + jets.getLast();
    }
}
