package rapidity.app.study;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
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
/// @param recipe all settings
/// @param gluons of each process, ascending
/// @param trainEvents how many training events are evaluated beside the test part
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.1
record AmplitudeTask(
        Section recipe,
        List<Integer> gluons,
        Source source,
        Frames frames,
        Labels labels,
        Split split,
        Rows standardiseOver,
        int trainEvents)
        implements Task {
    /// Its name in recipes.
    static final String TASK = "amplitudes";

    private static final int LARGEST_GLUONS = 5;

    /// Where the events come from.
    sealed interface Source {
        /// Exact amplitudes of events that are generated for the study.
        record Generated(int events, long seed) implements Source {}

        /// Rows of a file for each process; with a file of flags for each, only those of u-type quarks.
        record FromFiles(List<Path> files, List<Path> flavourFlags) implements Source {}
    }

    /// In which frames events are.
    enum Frames {
        NONE,
        /// A random one for each event, from the rest frame of quark and antiquark on, in every part.
        LORENTZ
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
        List<Integer> gluons = gluons(data);
        return new AmplitudeTask(
                s,
                gluons,
                source(data, gluons.size()),
                data.choice("prepare", Frames.class),
                data.choice("labels", Labels.class),
                Split.of(data.section("split")),
                data.choice("standardise-over", Rows.class),
                s.section("evaluation").count("train-events"));
    }

    private static List<Integer> gluons(Section data) {
        List<String> known = IntStream.rangeClosed(1, LARGEST_GLUONS)
                .mapToObj(AmplitudeTask::process)
                .toList();
        List<String> names = data.oneOrMore("process");
        for (String name : names.isEmpty() ? List.of("") : names) {
            if (!known.contains(name)) {
                data.reject(
                        "process", "one of " + String.join(", ", known) + (names.size() == 1 ? "" : ", or several"));
            }
        }
        return names.stream().map(name -> name.length() - 1).distinct().sorted().toList();
    }

    private static Source source(Section data, int processes) {
        boolean flags = !data.is("flavour-flags", "none");
        if (data.is("file", "none")) {
            if (flags) {
                data.reject("flavour-flags", "none, since the events are generated and all of u type");
            }
            Section g = data.section("generate");
            return new Source.Generated(g.count("events", 1, LabelledEvents.LARGEST), g.seed("seed"));
        }
        return new Source.FromFiles(
                files(data, "file", processes), flags ? files(data, "flavour-flags", processes) : List.of());
    }

    private static List<Path> files(Section data, String name, int processes) {
        List<Path> r = data.oneOrMore(name).stream().map(Path::of).toList();
        return r.size() == processes
                ? r
                : data.reject(
                        name, processes == 1 ? "one file" : "a list of " + processes + " files, one for each process");
    }

    /// `zgg` for two gluons.
    static String process(int gluons) {
        return "z" + "g".repeat(gluons);
    }

    /// The numbers of gluons of the processes that a network learns.
    ///
    /// @param training its settings
    List<Integer> learntBy(Section training) {
        if (training.is("processes", "all")) {
            return gluons;
        }
        List<String> known = gluons.stream().map(AmplitudeTask::process).toList();
        List<String> wanted = training.words("processes", known, "the processes of the data");
        return gluons.stream().filter(n -> wanted.contains(process(n))).toList();
    }

    private Section training(Section net) {
        return (net.has("training") ? net : recipe).section("training");
    }

    @Override
    public NetConfig network(Section net) {
        return AmplitudeNets.network(
                net,
                learntBy(training(net)).stream().map(Particle::ofZAndGluons).toList());
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
        if (source instanceof Source.FromFiles f) {
            Section data = recipe.section("data");
            f.files().forEach(file -> Recipe.requireFile(data, "file", file));
            f.flavourFlags().forEach(file -> Recipe.requireFile(data, "flavour-flags", file));
        }
    }

    @Override
    public AmplitudeData read(Path directory, int threads, StudyListener listener) throws IOException {
        return new EventSource(this, directory).read(threads, listener);
    }

    @Override
    public double operations(NetRecipe net) {
        return learntBy(net.training().section()).stream()
                .mapToDouble(n -> Operations.forward(net.network(), n + 3))
                .sum();
    }

    @Override
    public Map<String, Long> seeds() {
        return source instanceof Source.Generated g ? Map.of("events", g.seed()) : Map.of();
    }

    @Override
    public ObjectNode head() {
        String all = gluons.stream().map(AmplitudeTask::process).collect(Collectors.joining("+"));
        return JsonNodeFactory.instance.objectNode().put("task", TASK).put("process", all);
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
        Map<Part, int[]> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, IntStream.range(0, events).toArray());
        }
        return new AmplitudeData(
                this,
                gluons.stream()
                        .map(n -> new AmplitudeData.Process(n, madeUp(n + 3, events, random), parts))
                        .toList(),
                List.of());
    }

    private static LabelledEvents madeUp(int particles, int events, RandomStream random) {
        double[] p = new double[4 * particles * events];
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
        return new LabelledEvents(new EventMomenta(particles, p), amplitudes);
    }
}
