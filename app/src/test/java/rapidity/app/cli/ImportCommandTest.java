package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzFile;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `import`, `forward`, `export` and `info`, as a person who comes from Python uses them.
class ImportCommandTest {
    private static final Path CHECKPOINTS =
            Path.of("..", "nets", "src", "test", "resources", "rapidity", "model", "python");
    private static final String NAME = "lgatr-v1-headscale";
    private static final double IN_DOUBLE = 1e-11;
    private static final double IN_FLOAT = 1e-4;

    @TempDir
    private Path folder;

    private static Path checkpoint(String file) {
        return CHECKPOINTS.resolve(file);
    }

    private Path imported() {
        Path model = folder.resolve("model");
        Run run = Run.of("import", checkpoint(NAME + "-nested.pt"), "--args", checkpoint(NAME + ".json"), "-o", model);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("LGATr in the dialect of lgatr 1.x, 33,163", "parameters in float32")
                .contains("state dictionary 'model', prefix 'net.'");
        return model;
    }

    @Test
    void anAutoencoderIsImportedFromItsFolderReproducedAndExported() throws IOException {
        Path model = folder.resolve("lgae");
        Path arguments = checkpoint("lgae-minmax4-trained.json");
        Run run = Run.of("import", checkpoint("lgae-minmax4"), "--args", arguments, "-o", model);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("LGAE in the dialect of lgn-autoencoder, 62,976 parameters in float64")
                .contains("with a block \"autoencoder\" in " + arguments + " it takes jets");
        for (String command : new String[] {"encode", "audit"}) {
            Object[] line = command.equals("audit")
                    ? new Object[] {command, model}
                    : new Object[] {command, model, "../samples/jetnet/t.hdf5", "-o", folder.resolve("z.npz")};
            Run bare = Run.of(line);
            assertThat(bare.status()).isEqualTo(1);
            assertThat(bare.err().lines()).hasSize(1);
            assertThat(bare.err()).contains("import it again with a block \"autoencoder\"");
        }
        Run forward = Run.of("forward", model, "--inputs", arguments, "--compare", "--tolerance", IN_DOUBLE, "--json");
        assertThat(forward.status()).as(forward.err()).isZero();
        assertThat(new JsonMapper().readTree(forward.out()).get("comparison").propertyNames())
                .containsExactly("latent_scalar", "latent_vector", "output_complex");
        Path file = folder.resolve("lgae.safetensors");
        assertThat(Run.of("export", model, "-o", file).status()).isZero();
        Path again = folder.resolve("again");
        assertThat(Run.of("import", file, "--args", arguments, "-o", again).status())
                .isZero();
        assertThat(Files.mismatch(model.resolve("weights.safetensors"), again.resolve("weights.safetensors")))
                .isEqualTo(-1);
    }

    @Test
    void whatPythonGaveIsReproduced() {
        Path model = imported();
        for (String precision : new String[] {"float64", "float32"}) {
            double bar = precision.equals("float64") ? IN_DOUBLE : IN_FLOAT;
            Run run = Run.of(
                    "forward",
                    model,
                    "--inputs",
                    checkpoint(NAME + ".json"),
                    "--dtype",
                    precision,
                    "--compare",
                    "--tolerance",
                    bar,
                    "--json");
            assertThat(run.status()).as(run.err()).isZero();
            JsonNode comparison = new JsonMapper().readTree(run.out()).get("comparison");
            assertThat(comparison.propertyNames()).containsExactly("multivectors", "scalars");
            assertThat(comparison.path("scalars").path("largest-deviation").asDouble(1))
                    .isLessThan(bar);
        }
        Run strict =
                Run.of("forward", model, "--inputs", checkpoint(NAME + ".json"), "--compare", "--tolerance", "1e-12");
        assertThat(strict.status()).isEqualTo(1);
        assertThat(strict.out()).contains("scalars", "largest deviation");
        assertThat(strict.err())
                .startsWith("rapidity forward: " + checkpoint(NAME + ".json") + ": outputs 'multivectors': deviation ")
                .contains(" is more than the tolerance 1.0E-12");
        assertThat(Run.of("forward", model, "--inputs", "x.json", "--compare", "--tolerance", "-1")
                        .status())
                .isEqualTo(2);
        assertThat(Run.of("forward", model, "--inputs", "x.json", "--dtype", "float16")
                        .err())
                .contains("--dtype must be float32 or float64");
    }

    @Test
    void arraysComeFromArchivesAndGoThere() throws IOException {
        Path model = imported();
        JsonNode in = new JsonMapper()
                .readTree(Files.readString(checkpoint(NAME + ".json")))
                .get("inputs");
        double[] mv = flat(in.get("multivectors"));
        double[] s = flat(in.get("scalars"));
        Path npz = folder.resolve("in.npz");
        try (NpzWriter w = NpzWriter.create(npz, WhenExists.REFUSE)) {
            w.array("multivectors", NpyType.FLOAT64, 2, 5, 1, 16).write(mv);
            w.array("scalars", NpyType.FLOAT64, 2, 5, 2).write(s);
            w.commit();
        }
        Path out = folder.resolve("out.npz");
        assertThat(Run.of("forward", model, "--inputs", npz, "-o", out).status())
                .isZero();
        Run text = Run.of("forward", model, "--inputs", checkpoint(NAME + ".json"));
        JsonNode expected = new JsonMapper().readTree(text.out());
        try (NpzFile archive = NpzFile.open(out);
                NpyArray found = archive.array("multivectors")) {
            assertThat(found.header().shape()).containsExactly(2L, 5L, 1L, 16L);
            assertThat(found.doubles(0, 2)).isEqualTo(flat(expected.get("multivectors")));
        }
        assertThat(Run.of("forward", model, "--inputs", npz, "-o", out).err()).contains("replace it with --force");
    }

    private static double[] flat(JsonNode n) {
        return n.isArray()
                ? n.valueStream().flatMapToDouble(x -> Arrays.stream(flat(x))).toArray()
                : new double[] {n.asDouble()};
    }

    @Test
    void theExportIsImportedAgain() {
        Path model = imported();
        Path file = folder.resolve("out.safetensors");
        assertThat(Run.of("export", model, "-o", file).out()).contains("of LGATr, lgatr 1.4.4");
        Path again = folder.resolve("again");
        Run run = Run.of("import", file, "--args", checkpoint(NAME + ".json"), "-o", again);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(again.resolve("weights.safetensors")).hasSameBinaryContentAs(model.resolve("weights.safetensors"));
        assertThat(Run.of("export", model, "-o", file).err()).contains("replace it with --force");
        assertThat(Run.of("export", model, "-o", folder.resolve("out.pt")).status())
                .isEqualTo(2);
    }

    @Test
    void anExistingModelIsKept() {
        Path model = imported();
        Run again = Run.of("import", checkpoint(NAME + ".pt"), "--args", checkpoint(NAME + ".json"), "-o", model);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("replace it with --force");
    }

    @Test
    void modelsAndCheckpointsAreTold() {
        Path model = imported();
        assertThat(Run.of("info", model).out())
                .contains("a model with 33,163 parameters", "network.kind", "lgatr", "python.package", "lgatr 1.4.4");
        JsonNode json =
                new JsonMapper().readTree(Run.of("info", model, "--json").out());
        assertThat(json.path("network").path("blocks").asInt(0)).isEqualTo(2);
        String checkpoint =
                Run.of("info", checkpoint(NAME + "-nested.pt"), "--tensors").out();
        assertThat(checkpoint).contains("a checkpoint with a state dictionary", "'model': ", "net.linear_in.weight");
    }

    /// A diverged training: it is imported, but nobody can overlook it.
    @Test
    void numbersThatAreNotFiniteAreTold() throws IOException {
        Path model = imported();
        Path file = folder.resolve("nan.safetensors");
        assertThat(Run.of("export", model, "-o", file).status()).isZero();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) -1);
        Files.write(file, bytes);
        Path diverged = folder.resolve("diverged");
        Run run = Run.of("import", file, "--args", checkpoint(NAME + ".json"), "-o", diverged);
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("rapidity import: warning: ", " holds 1 numbers that are not finite");
        Path out = folder.resolve("out.json");
        Run forward = Run.of("forward", diverged, "--inputs", checkpoint(NAME + ".json"), "-o", out);
        assertThat(forward.status()).isEqualTo(1);
        assertThat(forward.err()).contains(" numbers are not finite");
        assertThat(Files.readString(out)).contains("NaN").doesNotContain("\"NaN");
    }

    @Test
    void checkpointsAreNoModelsYet() {
        for (String command : new String[] {"forward --inputs x.json", "export -o x.safetensors", "audit"}) {
            Run run = Run.of((Object[]) (command + " " + checkpoint(NAME + ".pt")).split(" "));
            assertThat(run.err()).contains(NAME + ".pt is a Python checkpoint: `rapidity import` it first");
        }
    }

    @Test
    void mistakesInInputsNameTheFile() throws IOException {
        Path model = imported();
        Path in = Files.writeString(folder.resolve("in.json"), "{\"inputs\": {\"multivectors\": [[[1, 2, 3, 4]]]}}");
        assertThat(Run.of("forward", model, "--inputs", in).err())
                .startsWith("rapidity forward: " + in + ": input multivectors: expected [.., tokens, 1, 16]");
        assertThat(Run.of(
                                "forward",
                                model,
                                "--inputs",
                                in,
                                "-o",
                                folder.resolve("no").resolve("out.json"))
                        .err())
                .startsWith("rapidity forward: " + folder.resolve("no") + ": there is no such file or folder");
    }

    @Test
    void whatDoesNotFitIsRefusedInOneSentence() throws IOException {
        Path model = folder.resolve("model");
        Run other = Run.of(
                "import", checkpoint("lgatr-v2-headscale.pt"), "--args", checkpoint(NAME + ".json"), "-o", model);
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err().lines()).hasSize(1);
        assertThat(other.err()).contains("expected weights of lgatr 1.x, as 'package' in the arguments says");
        assertThat(model).doesNotExist();
        Path text = Files.writeString(folder.resolve("x.pt"), "no checkpoint");
        assertThat(Run.of("import", text, "--args", checkpoint(NAME + ".json"), "-o", model)
                        .err())
                .contains("expected", "found");
        assertThat(Run.of("import", text, "-o", model).status()).isEqualTo(2);
    }
}
