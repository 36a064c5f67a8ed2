package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.dataset.JetNet;
import rapidity.data.dataset.JetNetFrame;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.WhenExists;
import rapidity.data.format.hdf5.Hdf5File;
import rapidity.data.format.hdf5.Hdf5Writer;
import rapidity.engine.Workers;
import rapidity.model.JetAutoencoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The smoke recipe of autoencoders as a user runs it, and the commands that go with it.
class AutoencoderSmokeTest {
    private static final Path RECIPE = Path.of("../recipes/lgae/smoke.yaml");

    @TempDir
    private static Path folder;

    private static Path study;
    private static Path run;
    private static Run training;

    @BeforeAll
    static void train() {
        study = folder.resolve("study");
        run = study.resolve("min-max");
        training = Run.of("train", RECIPE, "--run", study);
    }

    @Test
    void trainingEndsWithTheNameOfTheStudy() {
        assertThat(training.status()).as(training.err()).isZero();
        assertThat(training.out().strip()).isEqualTo(study.toString());
        assertThat(training.err()).contains("test part: loss ");
    }

    @Test
    void everyFileIsThere() throws IOException {
        for (String file : List.of(
                "config.yaml",
                "provenance.json",
                "metrics.jsonl",
                "predictions.npz",
                "evaluation.json",
                "model/model.json")) {
            assertThat(run.resolve(file)).isNotEmptyFile();
        }
        JsonNode r = JsonMapper.shared().readTree(run.resolve("evaluation.json").toFile());
        assertThat(r.at("/test/jets/pt/count").intValue()).isEqualTo(60);
        assertThat(r.at("/test/loss").doubleValue()).isPositive();
        assertThat(r.at("/signals/0").asString()).isEqualTo("t");
        assertThat(r.at("/anomalies/0/eps-0.1-error").doubleValue()).isPositive();
    }

    @Test
    void theReportShowsTablesImagesAndTheLiterature() {
        assertThat(study.resolve("report.html"))
                .content()
                .contains(
                        "Autoencoders of g.hdf5",
                        "mass of the jet alone",
                        "are Pythia stand-ins",
                        "GNNAE-JL",
                        "FPD",
                        "best if flipped",
                        "as the mean of the training jets");
        for (String figure : List.of(
                "features-of-jets.svg",
                "mean-images.png",
                "anomaly-roc.pdf",
                "anomaly-roc-gnnae.svg",
                "all-images-own-axes.png",
                "symmetry.svg",
                "losses.svg")) {
            assertThat(study.resolve("figures").resolve(figure)).isNotEmptyFile();
        }
    }

    private static JsonNode evaluation(String net) throws IOException {
        return JsonMapper.shared()
                .readTree(study.resolve(net).resolve("evaluation.json").toFile());
    }

    @Test
    void distancesOfSetsStandBesideThoseOfTrainingJets() throws IOException {
        for (String net : List.of("min-max", "gnnae", "transformer")) {
            JsonNode d = evaluation(net).path("distances");
            for (String name : List.of("w1-particles-ptrel", "w1-jets-mass", "w1-efp", "fpd", "kpd")) {
                assertThat(d.at("/reconstructions/" + name + "/error").doubleValue())
                        .as("%s of %s", name, net)
                        .isPositive();
                assertThat(d.at("/training-jets/" + name).has("value")).isTrue();
            }
        }
        JsonNode images = evaluation("cnnae").at("/distances/reconstructions");
        assertThat(images.has("w1-jets-mass")).isTrue();
        assertThat(images.has("fpd")).isFalse();
        assertThat(evaluation("cnnae").path("minimised").asString()).isEqualTo("mse");
        assertThat(evaluation("gnnae").path("minimised").asString()).isEqualTo("chamfer");
    }

    @Test
    void theEvaluationTellsWhichSymmetriesHold() throws IOException {
        JsonNode lgae = evaluation("min-max").at("/symmetry/massive-jets");
        assertThat(lgae.at("/boosts-along-z/5/norm").doubleValue()).isLessThan(1e-12);
        assertThat(lgae.at("/rotations-around-x/7/norm").doubleValue()).isLessThan(1e-12);
        assertThat(lgae.at("/permutation/invariance").doubleValue()).isLessThan(1e-12);
        JsonNode graph = evaluation("gnnae").at("/symmetry/test-jets");
        assertThat(graph.at("/rotations-around-x/7/norm").doubleValue()).isGreaterThan(1e-4);
        assertThat(graph.at("/permutation/equivariance").doubleValue()).isLessThan(1e-12);
        assertThat(graph.at("/permutation/invariance").doubleValue()).isGreaterThan(1e-10);
    }

    @Test
    void aFileOfOtherJetsIsEvaluatedWithTheRunOrWithTheModelAlone() throws IOException {
        Path tops = first(120, Path.of("../samples/jetnet/t.hdf5"));
        Run ofRun = Run.of("evaluate", run, "--data", tops, "--json");
        assertThat(ofRun.status()).as(ofRun.err()).isZero();
        JsonNode r = JsonMapper.shared().readTree(ofRun.out()).get(0);
        assertThat(r.path("data").asString()).isEqualTo("120 jets (t) of " + tops);
        assertThat(r.at("/test/loss").doubleValue())
                .isNotEqualTo(evaluation("min-max").at("/test/loss").doubleValue());
        assertThat(r.at("/test/jets/mass/count").intValue()).isEqualTo(120);
        assertThat(r.path("anomalies")).isEmpty();
        Path alone = folder.resolve("alone");
        Files.createDirectory(alone);
        for (String file : List.of("model.json", "weights.safetensors")) {
            Files.copy(run.resolve("model").resolve(file), alone.resolve(file));
        }
        Run ofModel = Run.of("evaluate", alone, "--data", tops);
        assertThat(ofModel.status()).as(ofModel.err()).isZero();
        assertThat(ofModel.out()).contains("120 jets (t)").doesNotContain("mean jet");
        Run part = Run.of("evaluate", alone, "--data", tops, "--split", "train");
        assertThat(part.status()).isEqualTo(2);
        assertThat(part.err()).contains("t.hdf5 holds no parts: leave out --split");
        Run nothing = Run.of("evaluate", alone);
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.err()).contains("--data FILE");
    }

    private static Path first(int jets, Path of) throws IOException {
        Path r = folder.resolve(of.getFileName());
        try (Hdf5File from = Hdf5File.open(of);
                Hdf5Writer to = Hdf5Writer.create(
                        r,
                        WhenExists.REFUSE,
                        List.of(
                                new Hdf5Writer.Dataset("particle_features", NpyType.FLOAT64, jets, 30, 4),
                                new Hdf5Writer.Dataset("jet_features", NpyType.FLOAT64, jets, 4)))) {
            for (String name : List.of("particle_features", "jet_features")) {
                to.next().write(from.dataset(name).doubles(0, jets));
            }
            to.commit();
        }
        return r;
    }

    @Test
    void evaluatingARunGivesItsOwnNumbers() throws IOException {
        Run own = Run.of("evaluate", run, "--json");
        assertThat(own.status()).as(own.err()).isZero();
        JsonNode stored =
                JsonMapper.shared().readTree(run.resolve("evaluation.json").toFile());
        JsonNode found = JsonMapper.shared().readTree(own.out()).get(0);
        assertThat(found.at("/test/loss").doubleValue())
                .isEqualTo(stored.at("/test/loss").doubleValue());
    }

    @Test
    void decodingWhatWasEncodedIsTheReconstruction() throws IOException {
        Path jets = first(300, Path.of("../samples/jetnet/q.hdf5"));
        for (String net : List.of("min-max", "gnnae", "cnnae")) {
            Path model = study.resolve(net);
            Path latents = folder.resolve(net + ".npz");
            Path decoded = folder.resolve(net + ".npy");
            Run encode = Run.of("encode", model, jets, "-o", latents);
            assertThat(encode.status()).as(encode.err()).isZero();
            Run other = Run.of("decode", study.resolve("transformer"), latents, "-o", folder.resolve("other.npy"));
            assertThat(other.err()).contains("decode them with the model that encoded them");
            Run decode = Run.of("decode", model, latents, "-o", decoded);
            assertThat(decode.status()).as(decode.err()).isZero();
            JetAutoencoder autoencoder = JetAutoencoder.load(model.resolve("model"));
            int row = 4 * autoencoder.network().particles();
            try (JetNet file = JetNet.open(jets, new JetNetFrame(JetNetFrame.Azimuth.RANDOM, 0, 1));
                    NpyArray found = NpyArray.open(decoded);
                    Workers workers = new Workers(1)) {
                assertThat(found.rows()).isEqualTo(300);
                double[] expected = autoencoder.reconstruct(file.read(100, 110).jets(), workers);
                assertThat(found.doubles(100, 110)).hasSize(10 * row).containsExactly(expected);
                double[] late = autoencoder.reconstruct(file.read(290, 300).jets(), workers);
                assertThat(found.doubles(290, 300)).containsExactly(late);
            }
        }
    }

    @Test
    void aScoreStandsInTheRowOfItsJet() throws IOException {
        Path scores = folder.resolve("scores.npy");
        Path jets = first(300, Path.of("../samples/jetnet/w.hdf5"));
        Run score = Run.of("score", run, jets, "-o", scores);
        assertThat(score.status()).as(score.err()).isZero();
        try (NpyArray found = NpyArray.open(scores)) {
            assertThat(found.rows()).isEqualTo(300);
            assertThat(DoubleStream.of(found.doubles(0, 300)).min().orElseThrow())
                    .isPositive();
        }
        Run other = Run.of("score", run, jets, "--anomaly-score", "chamfer-lorenz");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("chamfer-lorentz");
    }

    @Test
    void theReportIsRedrawnWithoutTheModels() throws IOException {
        Path copy = folder.resolve("copy");
        try (var files = Files.walk(study)) {
            for (Path file : files.filter(f -> !f.toString().contains("model")).toList()) {
                Path target = copy.resolve(study.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        Path page = folder.resolve("again.html");
        Run report = Run.of("report", copy, "-o", page);
        assertThat(report.status()).as(report.err()).isZero();
        assertThat(page).content().contains("Autoencoders of g.hdf5");
    }

    @Test
    void anAuditSaysWhatIsKeptWithAndWithoutTheNormalisation() throws IOException {
        Run audit = Run.of("audit", run, "--json");
        assertThat(audit.status()).as(audit.err()).isZero();
        JsonNode r = JsonMapper.shared().readTree(audit.out());
        assertThat(r.at("/claim").asString("")).startsWith("SO+(1,3)");
        JsonNode row = r.at("/boosts-along-z/5");
        assertThat(row.path("norm").doubleValue()).isLessThan(1e-9);
        assertThat(row.path("normalised").doubleValue()).isGreaterThan(1e-4);
    }
}
