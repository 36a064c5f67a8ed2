package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.flow.OdeSolver;
import rapidity.kinematics.Observable;
import rapidity.kinematics.TopPair;
import rapidity.metrics.Wasserstein;
import rapidity.model.EventGenerator;
import rapidity.model.EventJudge;
import rapidity.model.GenerationReport;
import rapidity.random.RandomStreams;
import rapidity.train.Progress;
import rapidity.train.RunDirectory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GenerationStudyTest {
    private static final Path SAMPLE = Path.of("../samples/ttbar/event_generation_ttbar_pythia.hdf5");

    private static final String RECIPE = """
            task: generation
            data:
              files: %s
              split: {train: 0.05, validation: 0.02, test: 0.05}
            nets:
              mlp: {kind: mlp, layers: 1, width: 8}
            training: {steps: 2, batch: 16}
            evaluation:
              events: 600
              likelihood-events: 40
              steps: 1
              judge: {truth: test, width: 8, layers: 1, batch: 64, epochs: 2, bootstrap: 2}
            """;

    private static final List<String> LONG_WORK =
            List.of("densities of ttbar+0jet", "sampling ttbar+0jet", "judge of ttbar+0jet");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Recipe recipe;
    private static GenerationData data;
    private static Learner learner;
    private static Workers workers;

    /// A network that nobody has trained.
    @BeforeAll
    static void learner() throws IOException {
        Path file = Files.writeString(shared.resolve("recipe.yaml"), RECIPE.formatted(SAMPLE.toRealPath()));
        recipe = Recipe.of(new RecipeBook().read(file, List.of("threads=1")));
        workers = new Workers(2);
        data = (GenerationData) recipe.task().read(shared, 1, StudyListener.NOBODY);
        learner = data.learner(recipe, recipe.nets().getFirst(), 1, workers);
    }

    @AfterAll
    static void close() {
        workers.close();
    }

    /// What is found, without times.
    private JsonNode evaluate(String name, StudyListener listener) throws IOException {
        ObjectNode r = learner.evaluate(Files.createDirectories(folder.resolve(name)), listener);
        ((ObjectNode) r.at("/test/processes/0")).remove("seconds-per-million-events");
        return r;
    }

    @Test
    void anEvaluationThatIsStoppedGoesOnToTheSameNumbers() throws IOException {
        Patient patient = new Patient("nothing");
        JsonNode whole = evaluate("whole", patient);
        assertThat(patient.begun).containsExactlyElementsOf(LONG_WORK);
        assertThat(patient.counts).containsExactly(40L, 600L);
        for (String work : LONG_WORK) {
            Patient stopping = new Patient(work);
            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(() -> evaluate(work, stopping))
                    .withMessageMatching("interrupted while the generator was evaluated|the judge was stopped; .*");
            assertThat(stopping.begun).endsWith(work);
            assertThat(folder.resolve(work).resolve(Learner.PREDICTIONS)).doesNotExist();
            assertThat(evaluate(work, StudyListener.NOBODY)).isEqualTo(whole);
        }
    }

    private static double[] stored(NpzFile file, String name) throws IOException {
        try (NpyArray array = file.array(name)) {
            return array.doubles(0, array.rows());
        }
    }

    private static double[] single(double... x) {
        return Arrays.stream(x).map(v -> (float) v).toArray();
    }

    private static double rightOrder(double[] truth, double[] generated) {
        return Arrays.stream(truth)
                .flatMap(t -> Arrays.stream(generated).map(g -> t > g ? 1 : t == g ? 0.5 : 0))
                .average()
                .orElseThrow();
    }

    /// What is stored for figures is of float32.
    private static final double SINGLE = 1e-6;

    @Test
    void whatIsFoundIsThatOfTheEventsThatAreStored() throws IOException {
        Path run = Files.createDirectories(folder.resolve("stored"));
        JsonNode r = learner.evaluate(run, StudyListener.NOBODY).at("/test/processes/0");
        EventGenerator model = ((GenerationLearner) learner).model();
        List<double[]> blocks = new ArrayList<>();
        GenerationReport report = model.sample(6, 600, OdeSolver.rk4(1), new RandomStreams(1), workers, blocks::add);
        double[] made = blocks.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] test = data.processes().getFirst().of(Part.TEST).momenta();
        assertThat(r.path("generated").intValue()).isEqualTo(600);
        assertThat(r.path("outside-cuts").longValue()).isPositive().isEqualTo(report.outsideCuts());
        assertThat(r.path("spacelike").longValue()).isEqualTo(report.spacelike());
        assertThat(r.path("not-converged").longValue()).isEqualTo(report.notConverged());
        try (NpzFile file = NpzFile.open(run.resolve(Learner.PREDICTIONS))) {
            assertThat(stored(file, "truth_0j")).isEqualTo(single(test));
            assertThat(stored(file, "generated_0j")).isEqualTo(single(made));
            EventJudge judge = EventJudge.load(run.resolve("judge/0j/model"));
            assertThat(stored(file, "weights_0j")).isEqualTo(single(judge.weights(made, workers)));
            double[] truth = stored(file, "judge_truth_0j");
            double[] generated = stored(file, "judge_generated_0j");
            double auc = r.path("auc").doubleValue();
            assertThat(auc).isNotCloseTo(0.5, within(SINGLE)).isCloseTo(rightOrder(truth, generated), within(SINGLE));
            double accuracy = rightOrder(truth, new double[1]) + rightOrder(new double[1], generated);
            assertThat(r.path("accuracy").doubleValue()).isCloseTo(accuracy / 2, within(SINGLE));
            density(r, stored(file, "nll_0j"));
        }
        Observable o = TopPair.judged(6).getFirst();
        JsonNode first = r.path("observables").get(0);
        assertThat(first.path("name").asString()).isEqualTo(o.name());
        assertThat(first.path("w1").doubleValue())
                .isEqualTo(Wasserstein.distance(o.column(test, 6), o.column(made, 6)));
        assertThat(first.path("chi2").doubleValue()).isGreaterThan(60);
    }

    private static void density(JsonNode r, double... nll) {
        assertThat(r.path("likelihood-events").intValue()).isEqualTo(40);
        assertThat(r.path("likelihood-failed").intValue()).isZero();
        double mean = Arrays.stream(nll).average().orElseThrow();
        double variance = Arrays.stream(nll).map(x -> (x - mean) * (x - mean)).sum() / 39;
        double error = Math.sqrt(variance / 40);
        // some 30 each
        double tolerance = 100 * SINGLE;
        assertThat(r.path("nll").doubleValue()).isCloseTo(mean, within(tolerance));
        assertThat(r.path("nll-error").doubleValue()).isCloseTo(error, within(tolerance));
        assertThat(r.path("nll-per-particle").doubleValue()).isCloseTo(mean / 6, within(tolerance));
        assertThat(r.path("nll-per-particle-error").doubleValue()).isCloseTo(error / 6, within(tolerance));
    }

    @Test
    void aRunThatAnotherProcessEvaluatesIsLeftAlone() throws IOException {
        Path run = Files.createDirectories(folder.resolve("open"));
        Files.createDirectories(run.resolve("checkpoint"));
        try (RunDirectory other = RunDirectory.open(run)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new Study(recipe, run, "test", StudyListener.NOBODY).train())
                    .withMessage(run + " is in use by another process");
        }
        assertThat(run.resolve("judge")).doesNotExist();
    }

    private static Recipe changed(String... changes) {
        return Recipe.of(new RecipeBook().read(shared.resolve("recipe.yaml"), List.of(changes)));
    }

    /// Of an energy below 10 TeV over a mass of 1 GeV, in float64.
    private static final double MASS = 1e-7;

    @Test
    void particlesOnTheirShellStayThere() throws IOException {
        Recipe shell = changed("data.on-shell.particles=[b1, q4]", "preprocessing.source=standard-ppp-log-m2");
        GenerationData onShell = (GenerationData) shell.task().read(shared, 1, StudyListener.NOBODY);
        Learner learns = onShell.learner(shell, shell.nets().getFirst(), 1, workers);
        EventGenerator model = ((GenerationLearner) learns).model();
        Events made = new Events(0, model.sample(6, 50, OdeSolver.rk4(2), new RandomStreams(1), workers));
        for (Events events :
                List.of(made, onShell.processes().getFirst().events().slice(0, 50))) {
            for (int event = 0; event < 50; event++) {
                assertThat(events.momentum(event, 0).mass()).isCloseTo(1, within(MASS));
                assertThat(events.momentum(event, 5).mass()).isCloseTo(1, within(MASS));
                assertThat(events.momentum(event, 1).mass()).isNotCloseTo(1, within(MASS));
            }
        }
        JsonNode r = learns.evaluate(Files.createDirectories(folder.resolve("shell")), StudyListener.NOBODY)
                .at("/test/processes/0");
        assertThat(r.path("nll").isNumber()).isTrue();
        assertThat(r.path("auc").doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void particlesThatCannotBeOnTheirShellAreRefused() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> changed("data.on-shell.particles=[b1, j1]"))
                .withMessageContaining("some of b1, q1, q2, b2, q3, q4");
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> changed("data.on-shell={particles: [b1], mass: 0}"))
                .withMessageContaining("the mass 0.0 GeV");
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> changed("data.on-shell.particles=[b1]", "preprocessing.chart=fourmomenta"))
                .withMessageContaining("particles stay on their shell where m^2 is a coordinate");
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> changed("data.on-shell.particles=[b1]", "nets.jetgpt.kind=jetgpt"))
                .withMessageContaining("JetGPT learns no particles on their shell");
    }

    @Test
    void aStudyThatIsStoppedWhileItIsEvaluatedIsNotComplete() throws IOException {
        Patient patient = new Patient("densities of ttbar+0jet");
        Path run = folder.resolve("study");
        assertThat(new Study(recipe, run, "test", patient).train()).isFalse();
        assertThat(patient.said).last().isEqualTo("interrupted while the generator was evaluated");
        assertThat(run.resolve("model/model.json")).exists();
        assertThat(run.resolve("evaluation.json")).doesNotExist();
    }

    /// Waits until some work has begun, and then wants to stop.
    private static final class Patient implements StudyListener {
        private final String work;
        private final List<String> begun = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private final List<Long> counts = new ArrayList<>();
        private boolean enough;

        Patient(String work) {
            this.work = work;
        }

        @Override
        public void says(String sentence) {
            said.add(sentence);
        }

        @Override
        public boolean stopRequested() {
            return enough;
        }

        private void begin(String name) {
            begun.add(name);
            enough |= name.equals(work);
        }

        @Override
        public Counter counting(String name, String unit, long total) {
            begin(name);
            return new Counter() {
                @Override
                public void done(long count) {
                    counts.add(count);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Progress training(String run) {
            begin(run);
            return new Progress() {
                @Override
                public void step(Report report) {}

                @Override
                public boolean stopRequested() {
                    return enough;
                }
            };
        }
    }
}
