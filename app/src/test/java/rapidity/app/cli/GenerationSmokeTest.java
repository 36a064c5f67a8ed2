package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.dataset.TtbarEvents;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.data.format.event.EventReader;
import rapidity.data.format.event.EventRecord;
import rapidity.data.format.event.EventTable;
import rapidity.engine.Workers;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.model.EventJudge;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The smoke recipe of generators as a user runs it, and the commands that go with it.
class GenerationSmokeTest {
    private static final Path RECIPE = Path.of("../recipes/ttbar/smoke.yaml");

    /// Both are rounded to single precision, momenta of some hundred GeV to 1e-5.
    private static final double FLOAT32 = 1e-4;

    @TempDir
    private static Path folder;

    private static Path study;
    private static Run training;

    @BeforeAll
    static void train() {
        study = folder.resolve("study");
        training = Run.of("train", RECIPE, "--run", study);
    }

    private static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }

    @Test
    void trainingEndsWithTheNameOfTheStudy() {
        assertThat(training.status()).as(training.err()).isZero();
        assertThat(training.out().strip()).isEqualTo(study.toString());
        assertThat(training.err()).contains("test part: ttbar+0jet: judge's AUC ", "; ttbar+1jet: ", ", NLL ");
    }

    @Test
    void everyFileIsThere() throws IOException {
        for (String net : List.of("lgatr", "transformer", "jetgpt")) {
            Path run = study.resolve(net);
            for (String file : List.of("config.yaml", "metrics.jsonl", "predictions.npz", "model/model.json")) {
                assertThat(run.resolve(file)).isNotEmptyFile();
            }
            JsonNode r = json(run.resolve("evaluation.json"));
            assertThat(r.at("/processes/1").asString()).isEqualTo("ttbar+1jet");
            for (JsonNode process : r.at("/test/processes")) {
                assertThat(process.path("auc").doubleValue()).isBetween(0.0, 1.0);
                assertThat(process.path("nll").isNumber()).isTrue();
                assertThat(process.path("generated").intValue()).isEqualTo(200);
                assertThat(process.path("likelihood-failed").intValue()).isZero();
            }
            assertThat(r.at("/test/processes/1/observables").size()).isEqualTo(4 * 7 + 21 + 4 * 5);
        }
        assertThat(study.resolve("lgatr/log.txt")).content().contains("events of ttbar+0jet are left out");
    }

    @Test
    void theReportShowsTheJudgeAndMarginals() {
        assertThat(study.resolve("report.html"))
                .content()
                .contains("Events like those of event_generation_ttbar_pythia.hdf5", "judge", "ttbar+1jet", "L-GATr");
        for (String figure :
                List.of("multiplicity.svg", "judge-0j.png", "top-1j.svg", "distances-1j.pdf", "paths-0j.svg")) {
            assertThat(study.resolve("figures").resolve(figure)).isNotEmptyFile();
        }
    }

    @Test
    void pathsBeginWithTrueEventsAndNeverEnterTheForbiddenCircle() throws IOException {
        try (NpzFile file = NpzFile.open(study.resolve("lgatr/predictions.npz"))) {
            double[] truth = all(file, "truth_1j");
            double[] paths = all(file, "paths_1j");
            int points = paths.length / (2 * 40);
            for (int i = 0; i < paths.length; i += 2) {
                assertThat(Math.hypot(paths[i], paths[i + 1])).isGreaterThan(22);
            }
            for (int event = 0; event < 40; event++) {
                for (int k : List.of(0, 1)) {
                    assertThat(paths[2 * points * event + k])
                            .isCloseTo(truth[4 * (7 * event + 2) + 1 + k], within(FLOAT32));
                }
            }
        }
        try (NpzFile file = NpzFile.open(study.resolve("jetgpt/predictions.npz"))) {
            assertThat(file.names()).contains("truth_0j").doesNotContain("paths_0j");
        }
    }

    private static double[] all(NpzFile file, String name) throws IOException {
        try (NpyArray a = file.array(name)) {
            return a.doubles(0, a.rows());
        }
    }

    @Test
    void evaluatingARunGivesItsOwnNumbers() {
        for (String net : List.of("lgatr", "jetgpt")) {
            Run own = Run.of("evaluate", study.resolve(net), "--json");
            assertThat(own.status()).as(own.err()).isZero();
            JsonNode found = JsonMapper.shared().readTree(own.out()).get(0);
            JsonNode stored =
                    json(study.resolve(net).resolve("evaluation.json")).path("test");
            for (String number : List.of("/processes/0/auc", "/processes/1/auc", "/processes/1/nll")) {
                assertThat(found.at(number).doubleValue())
                        .isNotZero()
                        .isEqualTo(stored.at(number).doubleValue());
            }
        }
    }

    @Test
    void samplesPassTheCutsAndDependOnTheSeedAlone() throws IOException {
        Path few = folder.resolve("few.hdf5");
        Path more = folder.resolve("more.hdf5");
        sampled(few, "-n", 30, "--steps", 2, "--threads", 1);
        sampled(more, "-n", 700, "--steps", 2, "--threads", 2);
        try (TtbarEvents a = TtbarEvents.open(few);
                TtbarEvents b = TtbarEvents.open(more)) {
            assertThat(b.counts()).isEqualTo(Map.of(0, 700L, 1, 700L));
            for (int jets : List.of(0, 1)) {
                double[] all = b.read(jets, 0, 700).momenta();
                PhaseSpaceCuts.ttbar(6 + jets).require(all);
                assertThat(a.read(jets, 0, 30).momenta())
                        .isEqualTo(b.read(jets, 0, 30).momenta());
            }
        }
    }

    @Test
    void theSeedAndTheSolverMakeADifferenceAndJsonCountsEvents() throws IOException {
        List<List<Double>> made = new ArrayList<>();
        for (String option : List.of("--steps=2", "--steps=3", "--seed=2", "--tolerance=0.5")) {
            Path out = folder.resolve("differs" + made.size() + ".npy");
            Run run = Run.of("sample", study.resolve("lgatr"), "-n", 200, "--jets", 1, "-o", out, "--json", option);
            assertThat(run.status()).as(run.err()).isZero();
            JsonNode json = JsonMapper.shared().readTree(run.out());
            assertThat(json.path("output").asString()).isEqualTo(out.toString());
            JsonNode of = json.path("ttbar+1jet");
            assertThat(of.path("events").intValue()).isEqualTo(200);
            assertThat(of.path("outside-cuts").intValue()).isPositive();
            assertThat(of.path("spacelike").intValue()
                            + of.path("not-converged").intValue())
                    .isZero();
            assertThat(json.has("ttbar+0jet") || of.has("weights")).isFalse();
            try (TtbarEvents events = TtbarEvents.open(out)) {
                made.add(Arrays.stream(events.read(1, 0, 200).momenta()).boxed().toList());
            }
        }
        assertThat(made).doesNotHaveDuplicates();
    }

    private static void sampled(Path out, Object... more) {
        Object[] words = new Object[4 + more.length];
        words[0] = "sample";
        words[1] = study.resolve("lgatr");
        words[2] = "-o";
        words[3] = out;
        System.arraycopy(more, 0, words, 4, more.length);
        Run run = Run.of(words);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("events; rejected");
    }

    @Test
    void samplesBecomeRecordsOfParticles() throws IOException {
        Path lhe = folder.resolve("events.lhe.gz");
        Path array = folder.resolve("events.npy");
        sampled(lhe, "-n", 5, "--steps", 2, "--jets", 1);
        sampled(array, "-n", 5, "--steps", 2, "--jets", 1);
        Run jetGpt = Run.of("sample", study.resolve("jetgpt"), "-n", 5, "-o", folder.resolve("jetgpt.hepmc"));
        assertThat(jetGpt.status()).as(jetGpt.err()).isZero();
        try (EventReader reader = EventTable.reader(lhe);
                TtbarEvents events = TtbarEvents.open(array)) {
            for (int event = 0; event < 5; event++) {
                EventRecord record = reader.next();
                assertThat(record).isNotNull();
                assertThat(record.particles().getLast().momentum())
                        .isEqualTo(events.read(1, event, event + 1).momentum(0, 6));
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void reweightedEventsHaveTheWeightsOfTheJudgeOfTheRun() throws IOException {
        Path hdf5 = folder.resolve("weighted.hdf5");
        Path lhe = folder.resolve("weighted.lhe");
        sampled(hdf5, "-n", 5, "--steps", 2, "--reweight");
        sampled(lhe, "-n", 5, "--steps", 2, "--reweight");
        try (TtbarEvents events = TtbarEvents.open(hdf5);
                EventReader records = EventTable.reader(lhe);
                Workers workers = new Workers(1)) {
            for (int jets : List.of(0, 1)) {
                EventJudge judge = EventJudge.load(study.resolve("lgatr/judge/" + jets + "j/model"));
                double[] weights = judge.weights(events.read(jets, 0, 5).momenta(), workers);
                assertThat(events.weights(jets, 0, 5)).isEqualTo(weights).doesNotHaveDuplicates();
                for (double weight : weights) {
                    EventRecord record = records.next();
                    assertThat(record).isNotNull();
                    assertThat(record.weight()).isEqualTo(weight);
                }
            }
        }
        Path alone = Files.createDirectories(folder.resolve("alone/model"));
        for (String file : List.of("model.json", "weights.safetensors")) {
            Files.copy(study.resolve("lgatr/model").resolve(file), alone.resolve(file));
        }
        refused(2, "there is no judge of events with 0 further jets", "sample", alone, "-n", 1, "--reweight");
        refused(
                2,
                "without weights; write .hdf5",
                "sample",
                study.resolve("lgatr"),
                "-n",
                1,
                "--jets",
                1,
                "--reweight",
                "-o",
                folder.resolve("x.npy"));
        refused(2, "holds events with weights", "train", RECIPE, "data.files=" + hdf5, "--run", folder.resolve("w"));
    }

    @Test
    void aModelTellsWhatItIs() {
        Run info = Run.of("info", study.resolve("jetgpt"));
        assertThat(info.status()).as(info.err()).isZero();
        assertThat(info.out()).contains("event-generator", "AUTOREGRESSIVE", "206.6");
    }

    @Test
    void whatCannotBeSampledIsRefused() throws IOException {
        Path model = study.resolve("lgatr");
        refused(2, "-n must be 1 or more", "sample", model, "-n", 0);
        refused(2, "the ending must be one of", "sample", model, "-n", 1, "-o", folder.resolve("x.root"));
        refused(2, "choose one of [0, 1]", "sample", model, "-n", 1, "-o", folder.resolve("x.npy"));
        refused(2, "[0, 1] further jets", "sample", model, "-n", 1, "--jets", 3, "-o", folder.resolve("x.npy"));
        Path there = Files.writeString(folder.resolve("there.lhe"), "before");
        refused(1, "--force", "sample", model, "-n", 1, "-o", there);
        assertThat(there).hasContent("before");
        refused(1, "'event-generator'", "sample", study.resolve("lgatr/judge/0j"), "-n", 1);
        refused(2, "several models", "sample", study, "-n", 1, "-o", folder.resolve("x.lhe"));
    }

    private static void refused(int status, String sentence, Object... words) {
        Run run = Run.of(words);
        assertThat(run.status()).as(run.out()).isEqualTo(status);
        assertThat(run.err()).contains(sentence);
    }

    @Test
    void eventsOutsideOfTheCutsAreNamedWhereTheyAreRefused() {
        refused(1, "ttbar+0jet, row ", "train", RECIPE, "data.outside=refuse", "--run", folder.resolve("refused"));
    }
}
