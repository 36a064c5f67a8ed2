package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetColumns;
import rapidity.data.dataset.TopTagging;
import rapidity.data.format.Column;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.data.format.parquet.ParquetTable;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.jets.Jets;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.model.InputFeature;
import rapidity.model.JetTagger;
import rapidity.model.Particle;
import rapidity.model.Provenance;
import rapidity.model.TaggingPreprocessing;
import rapidity.net.LgatrConfig;
import rapidity.net.MlpConfig;
import tools.jackson.databind.json.JsonMapper;

class ScoreCommandTest {
    private static final Path FILES = Path.of("..", "data", "src", "test", "resources", "rapidity", "data", "dataset");
    private static final Provenance PROVENANCE = Provenance.now("test", "none", 5, List.of(), "scalar");

    @TempDir
    private Path folder;

    private Path model(List<String> classes, String... features) throws IOException {
        TaggingPreprocessing p = TaggingPreprocessing.lgatr()
                .withFeatures(Arrays.stream(features).map(InputFeature::of).toList());
        LgatrConfig net =
                LgatrConfig.v2(p.multivectors(), new Channels(2, 4), new Channels(JetTagger.outputs(classes), 0), 1, 2);
        Path r = folder.resolve("model");
        JetTagger.of(net, p, classes, 3, Engine.of(Precision.FLOAT32)).save(r, PROVENANCE);
        return r;
    }

    private Path tops() throws IOException {
        return model(TopTagging.CLASSES);
    }

    private static String file(String name) {
        return FILES.resolve(name).toString();
    }

    private static Run ok(Object... arguments) {
        Run run = Run.of(arguments);
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private static double[] numbers(Path npy) throws IOException {
        try (NpyArray array = NpyArray.open(npy)) {
            return array.doubles(0, array.rows());
        }
    }

    private double[] scored(Path model, String file, Object... more) throws IOException {
        Path out = folder.resolve("out.npy");
        Object[] words = new Object[6 + more.length];
        System.arraycopy(new Object[] {"score", model, file, "-o", out, "--force"}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        ok(words);
        return numbers(out);
    }

    @Test
    void bothLayoutsOfTopTaggingGiveTheScoresOfTheTagger() throws IOException {
        Path model = tops();
        double[] archive = scored(model, file("toptagging.npz"), "--split", "train");
        assertThat(archive).hasSize(12);
        assertThat(scored(model, file("toptagging.h5"))).isEqualTo(archive);
        assertThat(scored(model, file("toptagging_other_order.h5"), "--threads", 1))
                .isEqualTo(archive);
        assertThat(scored(model, file("toptagging.npz"))).isEqualTo(Arrays.copyOf(archive, 2));
        try (TopTagging source =
                TopTagging.open(FILES.resolve("toptagging.npz"), TopTagging.Part.TRAIN, Constituents.PUBLISHED)) {
            JetColumns all = source.read(0, 12);
            float[] expected = JetTagger.load(model).score(Jets.of(all.momenta(), all.offsets()));
            for (int i = 0; i < 12; i++) {
                assertThat(archive[i]).isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void theSameNumbersGoIntoEveryFormat() throws IOException {
        Path model = tops();
        double[] expected = scored(model, file("toptagging.h5"));
        Path npz = folder.resolve("out.npz");
        Path csv = folder.resolve("out.csv");
        ok("score", model, file("toptagging.h5"), "-o", npz, "--quiet");
        ok("score", model, file("toptagging.h5"), "-o", csv, "--quiet");
        try (NpzFile archive = NpzFile.open(npz);
                NpyArray array = archive.array("scores")) {
            assertThat(array.doubles(0, 12)).isEqualTo(expected);
        }
        Path parquet = folder.resolve("out.parquet");
        ok("score", model, file("toptagging.h5"), "-o", parquet, "--quiet");
        try (ParquetTable table = ParquetTable.open(parquet)) {
            assertThat(table.read(table.columns().getFirst(), 0, 12).values()).isEqualTo(expected);
        }
        List<String> lines = Arrays.stream(expected).mapToObj(Double::toString).toList();
        assertThat(Files.readAllLines(csv)).first().isEqualTo("score");
        assertThat(Files.readAllLines(csv))
                .endsWith(lines.toArray(String[]::new))
                .hasSize(13);
        assertThat(ok("info", csv).out()).contains("1 column of numbers", "score ");
        Run printed = ok("score", model, file("toptagging.h5"), "-o", "-");
        assertThat(printed.out()).isEqualTo(Files.readString(csv));
        Run json = ok("score", model, file("toptagging.h5"), "-o", folder.resolve("x.npy"), "--json");
        assertThat(new JsonMapper().readTree(json.out()).path("rows").intValue())
                .isEqualTo(12);
    }

    @Test
    void severalFilesAreScoredOneAfterAnother() throws IOException {
        Path model = tops();
        double[] one = scored(model, file("toptagging.h5"));
        Path out = folder.resolve("two.npy");
        ok("score", model, file("toptagging{,_other_order}.h5"), "-o", out);
        assertThat(numbers(out)).hasSize(24).startsWith(one).endsWith(one);
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path model = tops();
        Path out = folder.resolve("out.csv");
        Files.writeString(out, "mine");
        Run run = Run.of("score", model, file("toptagging.h5"), "-o", out);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("out.csv exists");
        assertThat(out).hasContent("mine");
        Path copy = Files.copy(FILES.resolve("toptagging.npz"), folder.resolve("own.npz"));
        assertThat(Run.of("score", model, copy, "-o", copy, "--force").err()).contains("it would be lost");
        assertThat(Run.of("score", model, copy, "-o", "x.txt").err()).contains("the ending must be");
    }

    @Test
    void jetClassFilesBringTheFeaturesThatTheModelNeeds() throws IOException {
        Path model = model(List.of("a", "b", "c"), "charge", "d0val");
        double[] found = scored(model, file("jetclass.root"));
        double[] mapped = scored(
                model,
                file("jetclass.root") + ":tree",
                "--constituents",
                "e=part_energy",
                "--constituents",
                "px=part_px",
                "--constituents",
                "py=part_py",
                "--constituents",
                "pz=part_pz",
                "--features",
                "charge=part_charge",
                "--features",
                "d0val=tanh(part_d0val)");
        assertThat(mapped).isEqualTo(found).isNotEmpty();
        assertThat(found.length % 3).isZero();
        assertThat(found[0] + found[1] + found[2]).isCloseTo(1, within(1e-6));
        Path parquet = folder.resolve("classes.parquet");
        ok("score", model, file("jetclass.root"), "-o", parquet);
        try (ParquetTable table = ParquetTable.open(parquet)) {
            assertThat(table.columns()).extracting(Column::name).containsExactly("a", "b", "c");
            assertThat(table.read(table.columns().get(1), 0, 1).values()).containsExactly(found[1]);
        }
        assertThat(ok("score", model, file("jetclass.root"), "-o", "-").out()).startsWith("a,b,c\n");
        Run without = Run.of("score", tops(), file("jetclass.root"), "-o", "-", "--features", "x=part_charge");
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).contains("belong to --constituents");
    }

    @Test
    void theColumnsAreThoseOfTheRunOrOfARecipe() throws IOException {
        Path recipe = folder.resolve("own.yaml");
        Files.writeString(recipe, """
                task: tagging
                data:
                  files: {train: [gone.root], test: [gone.root]}
                  constituents: {e: part_energy, px: part_px, py: part_py, pz: part_pz}
                  features: {q: part_charge}
                  label: {signal: label_QCD}
                  max-constituents: 200
                """);
        Path model = model(TopTagging.CLASSES, "q");
        double[] named = scored(model, file("jetclass.root"), "--columns", recipe);
        assertThat(named).isNotEmpty();
        Path ofRun = Files.createDirectories(folder.resolve("run")).resolve("model");
        Files.move(model, ofRun);
        Files.move(recipe, folder.resolve("run").resolve("config.yaml"));
        assertThat(scored(folder.resolve("run"), file("jetclass.root"))).isEqualTo(named);
    }

    @Test
    void quarksAndGluonsBringTheirIdentity() throws IOException {
        assertThat(scored(model(TopTagging.CLASSES, "charge", "isPhoton"), file("quarkgluon.npz")))
                .isNotEmpty();
    }

    @Test
    void rowsThatTheSelectionLeavesOutHaveNoScore() throws IOException {
        Path out = folder.resolve("some.npy");
        Run run = ok(
                "score",
                tops(),
                file("jetclass.root"),
                "--constituents",
                "px=part_px",
                "--constituents",
                "py=part_py",
                "--constituents",
                "pz=part_pz",
                "--constituents",
                "e=part_energy",
                "--selection",
                "jet_pt > 600",
                "-o",
                out);
        long scored = Arrays.stream(numbers(out)).filter(x -> !Double.isNaN(x)).count();
        assertThat(scored).isBetween(1L, (long) numbers(out).length - 1);
        assertThat(run.err()).contains(numbers(out).length - scored + " rows without constituents, or left out");
    }

    @Test
    void otherLayoutsAreKnownByTheirColumns() throws IOException {
        for (String name : List.of("t.hdf5", "lorentznet.h5", "quarkgluon.npz")) {
            double[] scores = scored(tops(), file(name));
            assertThat(scores).as(name).isNotEmpty();
            assertThat(Arrays.stream(scores).filter(x -> x > 0 && x < 1).count())
                    .as(name)
                    .isPositive();
        }
    }

    @Test
    void whatCannotBeScoredIsToldInOneSentence() throws IOException {
        Path model = model(TopTagging.CLASSES, "charge");
        Run feature = Run.of("score", model, file("toptagging.h5"), "-o", "-");
        assertThat(feature.status()).isEqualTo(1);
        assertThat(feature.err()).contains("toptagging.h5: columns", "needs the feature 'charge'");
        Run layout = Run.of("score", model, file("expected.npz"), "-o", "-");
        assertThat(layout.err()).contains("expected.npz: columns: expected those of top tagging");
        assertThat(Run.of("score", model, folder.resolve("absent.h5"), "-o", "-")
                        .err())
                .contains("absent.h5: there is no such file");
        assertThat(Run.of("score", model, folder, "-o", "-").err())
                .contains(folder + " is a folder; name a file in it");
        assertThat(Run.of("score", folder.resolve("nothing"), file("toptagging.h5"), "-o", "-")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void aSurrogateGivesTheAmplitudesOfEvents() throws IOException {
        Path events = Path.of("..", "samples", "zg.npy");
        double[] rows;
        try (NpyArray array = NpyArray.open(events)) {
            rows = array.doubles(0, 50);
        }
        double[] momenta = new double[50 * 16];
        double[] amplitudes = new double[50];
        for (int i = 0; i < 50; i++) {
            System.arraycopy(rows, 17 * i, momenta, 16 * i, 16);
            amplitudes[i] = rows[17 * i + 16];
        }
        EventMomenta some = new EventMomenta(4, momenta);
        AmplitudePreprocessing p = AmplitudePreprocessing.of(Particle.ofZAndGluons(1), some, amplitudes);
        AmplitudeSurrogate surrogate =
                AmplitudeSurrogate.of(new MlpConfig(16, 8, 1, 1), p, 1, Engine.of(Precision.FLOAT32));
        Path model = folder.resolve("surrogate");
        surrogate.save(model, PROVENANCE);
        Path out = folder.resolve("amplitudes.npy");
        ok("score", model, events, "-o", out);
        assertThat(numbers(out)).hasSize(20_000).startsWith(surrogate.predict(some));
        assertThat(Run.of("score", model, Path.of("..", "samples", "zgg.npy"), "-o", "-")
                        .err())
                .contains("events of 4 particles, as the model has");
    }
}
