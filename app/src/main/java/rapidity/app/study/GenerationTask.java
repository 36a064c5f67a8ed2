package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.Section;
import rapidity.events.Events;
import rapidity.flow.OnShell;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.kinematics.TopPair;
import rapidity.model.GeneratorPreprocessing.Method;
import rapidity.net.NetConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The task `generation`: to make events of t tbar + jets that look like those of a file.
///
/// @param recipe all settings
/// @param files that hold the events
/// @param jets numbers of further jets, ascending; several are learnt jointly
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.3
record GenerationTask(
        Section recipe, JetFiles files, List<Integer> jets, Selection selection, Split split, Evaluated evaluation)
        implements Task {
    /// Its name in recipes.
    static final String TASK = "generation";

    private static final double GEV = 1;
    private static final Pattern PROCESS = Pattern.compile("ttbar\\+(\\d)jets?");

    /// What to do with events that do not pass the cuts, or have a particle with m^2 <= 0.
    enum Outside {
        /// They are not used, and counted.
        LEAVE_OUT,
        /// The study ends with a sentence about the first one.
        REFUSE
    }

    /// Which events are used, and as what.
    ///
    /// @param shells particles whose energies are set so that they have a mass
    record Selection(double ptMin, double deltaRMin, Outside outside, List<OnShell> shells) {
        PhaseSpaceCuts cuts(int particles) {
            return new PhaseSpaceCuts(Collections.nCopies(particles, ptMin), deltaRMin);
        }

        /// Those among the particles of an event.
        List<OnShell> onShell(int particles) {
            return shells.stream().filter(s -> s.particle() < particles).toList();
        }

        /// Events with these particles on their shell.
        Events onShell(Events e) {
            return new Events(e.jets(), OnShell.energies(onShell(e.particles()), e.momenta(), e.particles(), GEV));
        }
    }

    /// How networks are compared.
    ///
    /// @param generated events of each multiplicity
    /// @param likelihoodEvents test events of each multiplicity whose density is computed, the first
    record Evaluated(int generated, int likelihoodEvents, GenerationSolver solver, JudgeConfig judge, Truth truth) {}

    /// The true events that a judge sees.
    enum Truth {
        /// All of them, as in the published code.
        ALL,
        TEST
    }

    static GenerationTask of(Section s) {
        Section data = s.section("data");
        Section evaluation = s.section("evaluation");
        List<Integer> jets = jets(data);
        Selection selection = new Selection(
                data.number("pt-min"),
                data.number("delta-r-min"),
                data.choice("outside", Outside.class),
                shells(data.section("on-shell"), TopPair.HARD + jets.getLast()));
        data.build(() -> selection.cuts(TopPair.HARD));
        return new GenerationTask(
                s,
                new JetFiles(data, Map.of(JetFiles.ALL, files(data))),
                jets,
                selection,
                Split.of(data.section("split")),
                new Evaluated(
                        evaluation.count("events", GenerationStudy.LEAST_EVENTS, Integer.MAX_VALUE / 80),
                        evaluation.count("likelihood-events", 0, Integer.MAX_VALUE),
                        GenerationSolver.of(evaluation),
                        judge(evaluation.section("judge"), s.seed("seed")),
                        evaluation.section("judge").choice("truth", Truth.class)));
    }

    private static List<OnShell> shells(Section s, int particles) {
        List<String> known =
                IntStream.range(0, particles).mapToObj(TopPair::name).toList();
        List<String> names = s.words("particles");
        if (!known.containsAll(names)) {
            s.reject("particles", "some of " + String.join(", ", known));
        }
        double mass = s.number("mass");
        return s.build(() -> names.stream()
                .distinct()
                .map(name -> new OnShell(known.indexOf(name), mass))
                .toList());
    }

    private static List<String> files(Section data) {
        List<String> names = data.texts("files", JetFiles.ALL).getOrDefault(JetFiles.ALL, List.of());
        boolean some = !names.isEmpty() && !names.contains("none");
        return some ? names : data.reject("files", "an HDF5 file with ttbar+0jet, .., or ttbar_0j.npy and so on");
    }

    private static List<Integer> jets(Section data) {
        List<Integer> r = new ArrayList<>();
        for (String name : data.words("processes")) {
            Matcher m = PROCESS.matcher(name);
            int n = m.matches() ? Integer.parseInt(m.group(1)) : -1;
            if (n < 0 || !r.isEmpty() && n <= r.getLast()) {
                data.reject("processes", "some of ttbar+0jet, ttbar+1jet, .. in rising order");
            }
            r.add(n);
        }
        return r.isEmpty() ? data.reject("processes", "a list such as [ttbar+0jet]") : List.copyOf(r);
    }

    private static JudgeConfig judge(Section s, long seed) {
        return s.build(() -> new JudgeConfig(
                s.count("width", 1, NetSettings.WIDEST),
                s.count("layers", 1, NetSettings.DEEPEST),
                s.number("dropout"),
                s.number("rate"),
                s.count("batch"),
                s.count("epochs"),
                s.count("plateau"),
                s.count("patience"),
                s.count("bootstrap"),
                seed));
    }

    /// How a process is called: `ttbar+0jet`.
    static String process(int jets) {
        return "ttbar+" + jets + "jet";
    }

    /// What happens to events around a network, as far as no data are needed.
    GenerationNets.Frame frame(Section net) {
        return GenerationNets.frame(
                net.has("preprocessing") ? net.section("preprocessing") : recipe.section("preprocessing"));
    }

    @Override
    public NetConfig network(Section net) {
        if (GenerationNets.method(net) == Method.AUTOREGRESSIVE && !selection.shells.isEmpty()) {
            throw new IllegalArgumentException("JetGPT learns no particles on their shell, for a mass that is always"
                    + " the same has no density: leave out data.on-shell or this network");
        }
        return GenerationNets.network(net, frame(net).inputs(this), jets);
    }

    @Override
    public void requireFiles() {
        files.distinct();
    }

    @Override
    public GenerationData read(Path directory, int threads, StudyListener listener) throws IOException {
        return new GenerationReading(this, listener).read();
    }

    @Override
    public double operations(NetRecipe net) {
        return operations(net, TopPair.HARD + jets.getLast());
    }

    /// Of events with so many particles. A token of JetGPT is a number, not a particle.
    static double operations(NetRecipe net, int particles) {
        return GenerationNets.method(net.section()) == Method.AUTOREGRESSIVE
                ? Operations.forward(net.network(), GenerationNets.COMPONENTS * particles - 1)
                : Operations.forward(net.network(), particles);
    }

    @Override
    public ObjectNode head() {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("task", TASK).put("data", files.written());
        jets.forEach(n -> r.withArray("processes").add(process(n)));
        return r;
    }

    @Override
    public String sentence(JsonNode metrics) {
        return metrics.path("processes")
                        .valueStream()
                        .map(GenerationTask::found)
                        .collect(Collectors.joining("; ")) + " (AUC 0.5: like the truth)";
    }

    private static String found(JsonNode p) {
        String nll = p.has("nll") ? ", NLL " + number(p, "nll") : "";
        return p.path("process").asString("") + ": judge's AUC " + number(p, "auc") + nll
                + lost(p, "not-converged", "events") + lost(p, "likelihood-failed", "densities");
    }

    private static String lost(JsonNode p, String name, String what) {
        int n = p.path(name).intValue();
        return n == 0 ? "" : ", " + n + " " + what + " that did not converge";
    }

    private static String number(JsonNode p, String name) {
        double error = p.path(name + "-error").doubleValue();
        return String.format(Locale.ROOT, "%.4f +- %.4f", p.path(name).doubleValue(), error);
    }

    @Override
    public GenerationData madeUp(int events) {
        return GenerationReading.madeUp(this, events);
    }
}
