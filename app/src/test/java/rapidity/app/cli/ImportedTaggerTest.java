package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Attend;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.BareNetwork;
import rapidity.model.Features;
import rapidity.model.JetTagger;
import rapidity.model.TokenNetwork;

/// Checkpoints of taggers become models that score jets.
class ImportedTaggerTest {
    private static final Path CHECKPOINTS =
            Path.of("..", "nets", "src", "test", "resources", "rapidity", "model", "python");
    private static final Jets JET =
            Jets.of(new double[] {50, 30, 40, 0, 21, 0, 12, 16, 80, 60, 0, 48}, new int[] {0, 3});

    @TempDir
    private Path folder;

    private Path arguments(String checkpoint, String tagger) throws IOException {
        String text = Files.readString(CHECKPOINTS.resolve(checkpoint + ".json"));
        Path r = folder.resolve("args.json");
        Files.writeString(r, "{\"tagger\": " + tagger + ", " + text.strip().substring(1));
        return r;
    }

    private Run imported(String checkpoint, String tagger) throws IOException {
        return Run.of(
                "import",
                CHECKPOINTS.resolve(checkpoint + ".pt"),
                "--args",
                arguments(checkpoint, tagger),
                "-o",
                folder.resolve("model"));
    }

    @Test
    void anImportedTaggerScoresJetsAsItsNetworkDoes() throws IOException {
        Run run = imported("slim-v2-tagger", """
                {"classes": ["qcd", "top"], "beam_spurion": null, "add_time_spurion": false,
                 "features": ["charge"]}""");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("a jet tagger of the classes qcd, top");
        Path model = folder.resolve("model");
        double[] charge = {1, -1, 0.5};
        try (Workers one = new Workers(1)) {
            double[] logits = JetTagger.load(model).logits(JET.with("charge", charge), one);
            assertThat(logits).containsExactly(byHand(model, charge));
        }
    }

    /// The bare network on [global, constituents] in units of 20 GeV, with charge and global flag as scalars.
    private static double byHand(Path model, double[] charge) throws IOException {
        BareNetwork net = BareNetwork.load(model, Engine.of(Precision.FLOAT64));
        Tape tape = Tape.forward(net.weights());
        double[] v = new double[16];
        double[] s = new double[8];
        s[1] = 1;
        for (int i = 0; i < 3; i++) {
            s[2 + 2 * i] = charge[i];
            for (int k = 0; k < 4; k++) {
                v[4 + 4 * i + k] = JET.momenta()[4 * i + k] / 20;
            }
        }
        Features in = new Features(tape.tensor(v, 4, 1, 4), tape.tensor(s, 4, 2));
        Features out = net.function().apply(new TokenNetwork.Inputs(in, Attend.full(4), java.util.Optional.empty()));
        return java.util.Objects.requireNonNull(out.scalars()).toArray()[0];
    }

    @Test
    void aBlockThatDoesNotFitTheNetworkIsRefused() throws IOException {
        String slim = "slim-v2-tagger";
        Run features = imported(slim, "{\"classes\": [\"qcd\", \"top\"], \"beam_spurion\": \"lightlike\"}");
        assertThat(features.status()).isEqualTo(1);
        assertThat(features.err())
                .contains("'tagger': expected jets and classes that fit the arguments, found")
                .contains("the L-GATr-slim goes from");
        assertThat(imported(slim, "{\"classes\": [\"top\"]}").err()).contains("two or more different classes");
        assertThat(imported(slim, "{\"clases\": [\"qcd\", \"top\"]}").err())
                .contains("'clases'; did you mean 'classes'?");
        assertThat(imported(slim, "{\"classes\": [\"a\", \"b\"], \"beam_spurion\": \"xyplan\"}")
                        .err())
                .contains("tagger.beam_spurion", "did you mean 'xyplane'?");
        assertThat(folder.resolve("model")).doesNotExist();
    }
}
