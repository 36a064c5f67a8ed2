package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.model.JetTagger;
import rapidity.model.KinematicInput;
import rapidity.model.Particle;
import rapidity.model.Provenance;
import rapidity.model.SpurionRows;
import rapidity.model.TaggingPreprocessing;
import rapidity.model.TaggingSpurions;
import rapidity.net.LgatrConfig;
import rapidity.net.NetConfig;
import rapidity.net.TransformerConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditCommandTest {
    private static final Path CHECKPOINTS =
            Path.of("..", "nets", "src", "test", "resources", "rapidity", "model", "python");
    private static final Path ZG = Path.of("..", "samples", "zg.npy");

    @TempDir
    private Path folder;

    private Path imported(String name) {
        Path model = folder.resolve(name);
        Run run = Run.of(
                "import",
                CHECKPOINTS.resolve(name + ".pt"),
                "--args",
                CHECKPOINTS.resolve(name + ".json"),
                "-o",
                model);
        assertThat(run.status()).as(run.err()).isZero();
        return model;
    }

    private Path surrogate(NetConfig config) throws IOException {
        double[] momenta = {
            250, 0, 0, 250, 250, 0, 0, -250, 258.3, 100, 100, 199.4, 244.46, -100, -100, -199.4,
            300, 0, 0, 300, 300, 0, 0, -300, 306.9, 10, 20, 292.2, 293.1, -10, -20, -292.2
        };
        AmplitudePreprocessing p =
                AmplitudePreprocessing.of(Particle.ofZAndGluons(1), new EventMomenta(4, momenta), new double[] {1, 2});
        Path model = folder.resolve("surrogate");
        AmplitudeSurrogate.of(config, p, 3, Engine.of(Precision.FLOAT32))
                .save(model, Provenance.now("test", "test", 3, List.of(), "test"));
        return model;
    }

    @Test
    void anImportedNetworkKeepsWhatItClaims() throws IOException {
        Path figure = folder.resolve("audit.svg");
        Run run = Run.of("audit", imported("slim-v2"), "-o", figure);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("11013.2", "SO+(1,3), all boosts and rotations", "O(1,3), reflections too");
        assertThat(Files.readString(figure)).contains("<svg", "inputs rounded to float32");
        assertThat(Run.of("audit", folder.resolve("slim-v2"), "-o", figure).err())
                .contains("--force");
    }

    private Path tagger(String name, TaggingPreprocessing jets) throws IOException {
        Path model = folder.resolve(name);
        LgatrConfig net = LgatrConfig.v2(jets.multivectors(), new Channels(4, 8), new Channels(1, 0), 2, 2);
        JetTagger.of(net, jets, List.of("qcd", "top"), 3, Engine.of(Precision.FLOAT32))
                .save(model, Provenance.now("test", "test", 3, List.of(), "test"));
        return model;
    }

    @Test
    void whatTheSpurionsOfATaggerLeaveIsFound() throws IOException {
        TaggingPreprocessing symmetric = TaggingPreprocessing.symmetric();
        Run kept = Run.of("audit", tagger("symmetric", symmetric));
        assertThat(kept.status()).as(kept.err()).isZero();
        assertThat(kept.out()).contains("16 jets of 8 constituents", "SO+(1,3), all boosts and rotations");
        assertThat(kept.out()).contains("of more than 200 constituents the hardest by pt are taken", "have no more");
        assertThat(Run.of("audit", folder.resolve("symmetric"), "--json").out()).contains("the hardest by pt");
        TaggingPreprocessing beam = symmetric.withSpurions(TaggingSpurions.tokens(SpurionRows.XY_PLANE));
        assertThat(Run.of("audit", tagger("beam", beam)).out()).contains("boosts along z and rotations around it");
        Run both = Run.of("audit", tagger("both", TaggingPreprocessing.lgatr()));
        assertThat(both.status()).as(both.err()).isZero();
        assertThat(both.out()).contains("left by spurions    SO(2), rotations around z (J_z)");
        assertThat(Run.of("audit", folder.resolve("both"), "--data", ZG).status())
                .isEqualTo(2);
    }

    @Test
    void withoutSpurionsNothingIsLaidToThem() throws IOException {
        TaggingPreprocessing numbers = TaggingPreprocessing.symmetric().withKinematics(KinematicInput.ALL);
        Run equivariant = Run.of("audit", tagger("numbers", numbers));
        assertThat(equivariant.out())
                .contains("in general not kept by the kinematic inputs", "left by kinematic inputs  ")
                .doesNotContain("spurions");
        Path plain = folder.resolve("plain");
        JetTagger.of(
                        new TransformerConfig(numbers.plainWidth(), 8, 1, 1, 2),
                        numbers,
                        List.of("qcd", "top"),
                        3,
                        Engine.of(Precision.FLOAT32))
                .save(plain, Provenance.now("test", "test", 3, List.of(), "test"));
        Run claimsNothing = Run.of("audit", plain);
        assertThat(claimsNothing.out()).doesNotContain("not kept by").contains("claimed             nothing");
    }

    @Test
    void spurionsAreToldByPosition() throws IOException {
        Path model = imported("lgatr-v2-headscale");
        Run run = Run.of(
                "audit",
                model,
                "--data",
                CHECKPOINTS.resolve("lgatr-v2-headscale.json"),
                "--fixed-tokens",
                "4",
                "--json");
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(json.path("claim").stringValue()).startsWith("SO+(1,3)");
        assertThat(json.path("kept").path("generators").stringValue()).doesNotStartWith("K_x, K_y, K_z");
        assertThat(json.path("boosts")).hasSize(21);
        assertThat(json.path("left-by-spurions")
                        .path("deviation")
                        .path("float64")
                        .asDouble(1))
                .isLessThan(1e-12);
        Path figure = folder.resolve("spurions.svg");
        Run text = Run.of("audit", model, "--fixed-tokens", "4,5", "-o", figure);
        assertThat(text.out())
                .contains("in general not kept by the spurions", "left by spurions ", "if the spurions move too")
                .contains("The spurions are random directions: name data");
        assertThat(Files.readString(figure)).contains("lgatr-v2-headscale, 16 sequences", "spurions leave");
    }

    @Test
    void wrongPositionsOfSpurionsAreWrongUsage() {
        Path model = imported("lgatr-v2-headscale");
        Path data = CHECKPOINTS.resolve("lgatr-v2-headscale.json");
        Run beyond = Run.of("audit", model, "--data", data, "--fixed-tokens", "5");
        assertThat(beyond.status()).isEqualTo(2);
        assertThat(beyond.err()).contains("there is no token 5: there are 5, counted from 0, in ", data.toString());
        Run twice = Run.of("audit", model, "--fixed-tokens", "4,4");
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.err()).contains("--fixed-tokens names a position twice: [4, 4]");
    }

    @Test
    void trainedAmplitudesAreAuditedOnEvents() throws IOException {
        LgatrConfig config = LgatrConfig.v2(new Channels(1, 3), new Channels(4, 4), new Channels(1, 0), 1, 2);
        Path model = surrogate(config);
        Run run = Run.of("audit", model, "--data", ZG);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("16 events of ../samples/zg.npy", "SO+(1,3), boosts and rotations");
        assertThat(Run.of("audit", model).status()).isZero();
    }

    @Test
    void aTransformerClaimsNothingAndBreaksEverything() throws IOException {
        Run run = Run.of("audit", surrogate(new TransformerConfig(7, 8, 1, 1, 2)), "--json");
        assertThat(run.status()).isZero();
        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(json.path("kept").path("generators").stringValue()).isEqualTo("none");
        assertThat(json.path("rotation").path("float64").asDouble(0)).isGreaterThan(1e-3);
    }
}
