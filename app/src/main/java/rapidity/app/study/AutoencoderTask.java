package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rapidity.app.study.recipe.Section;
import rapidity.data.dataset.JetNetFrame;
import rapidity.jets.Jets;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.net.NetConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The task `autoencoder`: to compress jets of some kinds into a few numbers and to make them again; jets of other
/// kinds, which were not trained on, come back worse.
///
/// @param recipe all settings
/// @param classes kinds of jets, in the order of labels
/// @param background those that are trained on
/// @param frame what files of JetNet leave open
/// @param particles slots of a jet
/// @source arXiv:2212.07347
record AutoencoderTask(
        Section recipe,
        JetSet set,
        JetFiles files,
        Split split,
        List<String> classes,
        List<String> background,
        JetNetFrame frame,
        int particles,
        Evaluated evaluation)
        implements Task {
    /// Its name in recipes.
    static final String TASK = "autoencoder";

    private static final int MOST_PARTICLES = 1 << 12;

    /// @param trainJets how many training jets are evaluated beside the test part
    /// @param testJets most of the background and of each signal
    /// @param images how many jets are shown beside their reconstructions
    record Evaluated(int trainJets, int testJets, int images) {}

    static AutoencoderTask of(Section s) {
        Section data = s.section("data");
        Section evaluation = s.section("evaluation");
        int particles = data.count("particles", 1, MOST_PARTICLES);
        JetNetFrame frame = frame(data);
        JetSet set = set(data, frame, particles);
        JetFiles files = JetFiles.of(data, set);
        List<String> classes = TaggingTask.classes(data, set, files);
        return new AutoencoderTask(
                s,
                set,
                files,
                Split.of(data.section("split")),
                classes,
                data.words("background", classes, "the kinds of jets in 'data.files'"),
                frame,
                particles,
                new Evaluated(
                        evaluation.count("train-jets"),
                        evaluation.optionalCount("test-jets").orElse(Integer.MAX_VALUE),
                        evaluation.count("images", 0, 1 << 10)));
    }

    /// What files of JetNet leave open.
    static JetNetFrame frame(Section data) {
        return data.build(() -> new JetNetFrame(
                data.choice("azimuth", JetNetFrame.Azimuth.class),
                data.number("particle-mass"),
                data.whole("azimuth-seed")));
    }

    private static JetSet set(Section data, JetNetFrame frame, int particles) {
        JetSet set = TaggingTask.set(data, particles);
        return set instanceof JetSet.JetNetTypes ? new JetSet.JetNetTypes(frame) : set;
    }

    /// What happens to jets before a network.
    AutoencoderPreprocessing preprocessing(Section net) {
        Section s = net.has("preprocessing") ? net.section("preprocessing") : recipe.section("preprocessing");
        return AutoencoderNets.preprocessing(s, net.text("kind"), particles);
    }

    /// Whether jets of a class are trained on.
    boolean isBackground(int label) {
        return background.contains(classes.get(label));
    }

    /// The kinds that are not trained on.
    List<String> signals() {
        return classes.stream().filter(c -> !background.contains(c)).toList();
    }

    @Override
    public NetConfig network(Section net) {
        return AutoencoderNets.network(net, preprocessing(net));
    }

    @Override
    public void check(Section net, Section training) {
        AutoencoderNets.rules(training, preprocessing(net).coordinates());
        share(training);
    }

    /// The share of the training jets of each kind that a network sees.
    static double share(Section training) {
        double share = training.number("fraction");
        return share > 0 && share <= 1 ? share : training.reject("fraction", "a share above 0, at most 1");
    }

    @Override
    public void requireFiles() {
        files.distinct();
    }

    @Override
    public AutoencoderData read(Path directory, int threads, StudyListener listener) throws IOException {
        return new AutoencoderReading(this, listener).read();
    }

    @Override
    public double operations(NetRecipe net) {
        return Operations.forward(net.network(), particles);
    }

    @Override
    public Map<String, Long> seeds() {
        return set instanceof JetSet.JetNetTypes && frame.azimuth() == JetNetFrame.Azimuth.RANDOM
                ? Map.of("azimuth", frame.seed())
                : Map.of();
    }

    @Override
    public ObjectNode head() {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("task", TASK).put("data", files.written());
        background.forEach(r.putArray("background")::add);
        signals().forEach(r.putArray("signals")::add);
        return r.put("jetnet", set instanceof JetSet.JetNetTypes);
    }

    @Override
    public String sentence(JsonNode metrics) {
        return String.format(
                Locale.ROOT,
                "loss %.4g per jet (mean jet %.4g); median relative error of the jet's pt %.3g, IQR %.3g",
                metrics.path("loss").doubleValue(),
                metrics.path("mean-jet-loss").doubleValue(),
                metrics.path("jets").path("pt").path("median").doubleValue(),
                metrics.path("jets").path("pt").path("iqr").doubleValue());
    }

    @Override
    public AutoencoderData madeUp(int events) {
        int[] labels = new int[events];
        Arrays.fill(labels, classes.indexOf(background.getFirst()));
        Jets jets = TaggingTask.madeUpJets(events, particles);
        return new AutoencoderData(this, jets, labels, Part.everyRow(events), List.of());
    }
}
