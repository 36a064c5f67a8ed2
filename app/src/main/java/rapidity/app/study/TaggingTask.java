package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;
import rapidity.data.ColumnMapping;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetClass;
import rapidity.data.dataset.JetNetFrame;
import rapidity.jets.Jets;
import rapidity.model.JetTagger;
import rapidity.model.TaggingPreprocessing;
import rapidity.net.NetConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The task `tagging`: to tell what a jet is.
///
/// @param recipe all settings
/// @param split where the files are not parts
/// @param classes their names, in the order of labels
/// @param evaluation how much of the training part is evaluated, and how often the test part is drawn anew for errors
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.2
record TaggingTask(
        Section recipe,
        JetSet set,
        JetFiles files,
        Split split,
        Labels labels,
        List<String> classes,
        int maxConstituents,
        Evaluated evaluation)
        implements Task {
    /// Its name in recipes.
    static final String TASK = "tagging";

    private static final int TYPICAL = 50;

    /// What networks are trained on.
    enum Labels {
        TRUE_CLASSES,
        /// Classes of other jets: nothing can be learnt from them.
        SHUFFLED
    }

    /// @param trainJets how many training jets are evaluated beside the test part
    /// @param samples of the bootstrap
    record Evaluated(int trainJets, int samples) {}

    static TaggingTask of(Section s) {
        Section data = s.section("data");
        Section evaluation = s.section("evaluation");
        int most = data.count("max-constituents");
        JetSet set = set(data, most);
        JetFiles files = JetFiles.of(data, set);
        return new TaggingTask(
                s,
                set,
                files,
                Split.of(data.section("split")),
                data.choice("labels", Labels.class),
                classes(data, set, files),
                most,
                new Evaluated(evaluation.count("train-jets"), evaluation.count("bootstrap", 2, 1 << 20)));
    }

    /// Where jets come from, and nothing about files.
    static JetSet set(Section data, int most) {
        String name = data.choice(
                "set", List.of("columns", "top-tagging", "jetnet", "jetclass", "quark-gluon", "lorentznet"));
        if (name.equals("columns")) {
            return new JetSet.Columns(data.build(() -> ColumnMapping.parse(
                    data.expressions("constituents"),
                    data.expressions("features"),
                    data.expressions("label"),
                    data.is("selection", "none") ? "" : data.text("selection"),
                    most)));
        }
        for (String mapping : List.of("constituents", "features", "label")) {
            if (!data.expressions(mapping).isEmpty()) {
                data.reject(mapping, "left out: the columns of " + name + " are known");
            }
        }
        if (!data.is("selection", "none")) {
            data.reject("selection", "left out: it chooses among 'columns' only");
        }
        return switch (name) {
            case "top-tagging" -> new JetSet.Tops(data.choice("constituent-rule", Constituents.class));
            case "jetnet" -> new JetSet.JetNetTypes(JetNetFrame.RELATIVE);
            case "jetclass" -> JetSet.jetClass(JetClass.FEATURES, JetClass.LORENTZ_GATR, most);
            case "quark-gluon" -> new JetSet.QuarksGluons();
            default -> new JetSet.LorentzNetLayout();
        };
    }

    static List<String> classes(Section data, JetSet set, JetFiles files) {
        try {
            List<String> classes = set.classes(files);
            return classes.size() > 1
                    ? classes
                    : data.reject("files", "files of two classes or more, as 'data.label' or their names say");
        } catch (IOException e) {
            throw new RecipeException(data.settings().place(), "'data.files': " + e.getMessage());
        }
    }

    /// What happens to jets before a network.
    ///
    /// @param net the network's settings, which may have an embedding of their own
    TaggingPreprocessing embedding(Section net) {
        Section s = net.has("embedding") ? net.section("embedding") : recipe.section("embedding");
        return TaggingEmbedding.of(s, set.features(), maxConstituents);
    }

    @Override
    public NetConfig network(Section net) {
        return TaggingNets.network(net, embedding(net), JetTagger.outputs(classes));
    }

    @Override
    public void requireFiles() {
        files.distinct();
    }

    @Override
    public TaggingData read(Path directory, int threads, StudyListener listener) throws IOException {
        return new JetReading(this, listener).read();
    }

    @Override
    public double operations(NetRecipe net) {
        return Operations.forward(net.network(), TYPICAL);
    }

    @Override
    public ObjectNode head() {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("task", TASK).put("data", files.written());
        classes.forEach(r.putArray("classes")::add);
        return r.put("labels", Section.written(labels));
    }

    @Override
    public String sentence(JsonNode metrics) {
        return String.format(
                Locale.ROOT,
                "AUC %.4f +- %.4f, accuracy %.4f",
                metrics.path("auc").doubleValue(),
                metrics.path("auc-error").doubleValue(),
                metrics.path("accuracy").doubleValue());
    }

    @Override
    public TaggingData madeUp(int events) {
        Jets jets = madeUpJets(events, TYPICAL);
        for (String name : set.features()) {
            jets = jets.with(name, new double[TYPICAL * events]);
        }
        int[] labels = IntStream.range(0, events).map(i -> i % classes.size()).toArray();
        return new TaggingData(this, jets, labels, Part.everyRow(events), List.of());
    }

    /// Massless constituents around an axis, for measurements of time.
    static Jets madeUpJets(int events, int constituents) {
        RandomStream random = new RandomStreams(1).stream("estimate");
        double[] p = new double[4 * constituents * events];
        for (int i = 0; i < p.length; i += 4) {
            double squares = 0;
            for (int k = 1; k < 4; k++) {
                p[i + k] = 10 * random.nextGaussian() + (k == 1 ? 20 : 0);
                squares += p[i + k] * p[i + k];
            }
            p[i] = Math.sqrt(squares);
        }
        int[] offsets =
                IntStream.rangeClosed(0, events).map(i -> i * constituents).toArray();
        return Jets.of(p, offsets);
    }
}
