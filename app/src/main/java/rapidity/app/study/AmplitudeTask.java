package rapidity.app.study;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.Section;
import rapidity.model.EventMomenta;
import rapidity.model.Particle;
import rapidity.net.NetConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The task `amplitudes`: to learn the squared matrix element of q qbar -> Z + gluons.
///
/// @param data the settings of the data
/// @param gluons of the process
/// @param trainEvents how many training events are evaluated beside the test part
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.1
record AmplitudeTask(
        Section data, int gluons, Source source, Labels labels, Split split, Rows standardiseOver, int trainEvents)
        implements Task {
    /// Its name in recipes.
    static final String TASK = "amplitudes";

    private static final int LARGEST_GLUONS = 5;

    /// Where the events come from.
    sealed interface Source {
        /// Exact amplitudes of events that are generated for the study.
        record Generated(int events, long seed) implements Source {}

        /// Rows of a file; with flags, only those of u-type quarks.
        record FromFile(Path file, Optional<Path> flavourFlags) implements Source {}
    }

    /// What networks are trained on.
    enum Labels {
        TRUE_AMPLITUDES,
        /// Amplitudes of other events: nothing can be learnt from them.
        SHUFFLED
    }

    /// Which rows means and deviations are taken over.
    enum Rows {
        TRAIN,
        ALL
    }

    static AmplitudeTask of(Section s) {
        Section data = s.section("data");
        return new AmplitudeTask(
                data,
                gluons(data),
                source(data),
                data.choice("labels", Labels.class),
                Split.of(data.section("split")),
                data.choice("standardise-over", Rows.class),
                s.section("evaluation").count("train-events"));
    }

    private static int gluons(Section data) {
        List<String> known = new ArrayList<>();
        for (int n = 1; n <= LARGEST_GLUONS; n++) {
            known.add("z" + "g".repeat(n));
        }
        return data.choice("process", known).length() - 1;
    }

    private static Source source(Section data) {
        boolean flags = !data.is("flavour-flags", "none");
        if (data.is("file", "none")) {
            if (flags) {
                data.reject("flavour-flags", "none, since the events are generated and all of u type");
            }
            Section g = data.section("generate");
            return new Source.Generated(g.count("events", 1, LabelledEvents.LARGEST), g.seed("seed"));
        }
        return new Source.FromFile(Path.of(data.text("file")), data.optionalPath("flavour-flags"));
    }

    /// `zgg` for two gluons.
    String process() {
        return "z" + "g".repeat(gluons);
    }

    @Override
    public NetConfig network(Section net) {
        return AmplitudeNets.network(net, Particle.ofZAndGluons(gluons));
    }

    @Override
    public OptionalInt trainingEvents() {
        return source instanceof Source.Generated g
                ? OptionalInt.of(requireNonNull(split.rows(g.events()).get(Part.TRAIN)).length)
                : OptionalInt.empty();
    }

    @Override
    public boolean generates() {
        return source instanceof Source.Generated;
    }

    @Override
    public void requireFiles() {
        if (source instanceof Source.FromFile f) {
            Recipe.requireFile(data, "file", f.file());
            f.flavourFlags().ifPresent(file -> Recipe.requireFile(data, "flavour-flags", file));
        }
    }

    @Override
    public AmplitudeData read(Path directory, int threads, StudyListener listener) throws IOException {
        return new EventSource(this, directory).read(threads, listener);
    }

    @Override
    public double operations(NetRecipe net) {
        return Operations.forward(net.network(), gluons + 3);
    }

    @Override
    public Map<String, Long> seeds() {
        return source instanceof Source.Generated g ? Map.of("events", g.seed()) : Map.of();
    }

    @Override
    public ObjectNode head() {
        return JsonNodeFactory.instance.objectNode().put("task", TASK).put("process", process());
    }

    @Override
    public String sentence(JsonNode metrics) {
        return String.format(
                Locale.ROOT,
                "mean squared error %.4g +- %.2g",
                metrics.get("mse").doubleValue(),
                metrics.get("mse-error").doubleValue());
    }

    /// Massless momenta with amplitudes that mean nothing.
    @Override
    public AmplitudeData madeUp(int events) {
        RandomStream random = new RandomStreams(1).stream("estimate");
        double[] p = new double[4 * (gluons + 3) * events];
        for (int i = 0; i < p.length; i += 4) {
            double squares = 0;
            for (int k = 1; k < 4; k++) {
                p[i + k] = 100 * random.nextGaussian();
                squares += p[i + k] * p[i + k];
            }
            p[i] = Math.sqrt(squares);
        }
        double[] amplitudes = new double[events];
        Arrays.setAll(amplitudes, i -> Math.exp(random.nextGaussian()));
        Map<Part, int[]> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, IntStream.range(0, events).toArray());
        }
        LabelledEvents made = new LabelledEvents(new EventMomenta(gluons + 3, p), amplitudes);
        return new AmplitudeData(this, made, parts, List.of());
    }
}
