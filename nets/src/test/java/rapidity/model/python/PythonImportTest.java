package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Precision;
import rapidity.model.BareNetwork;
import rapidity.model.ModelFormatException;
import rapidity.model.Provenance;
import rapidity.model.Safetensors;

class PythonImportTest {
    @TempDir
    private Path folder;

    private static PythonImport read(Fixture f) throws IOException {
        return PythonImport.read(f.pickled(), PythonNetwork.read(f.json()), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("rapidity.model.python.Fixture#all")
    void anImportedNetworkIsSavedAndLoaded(Fixture f) throws IOException {
        BareNetwork net = read(f).net();
        Path model = folder.resolve("model");
        net.save(model, Provenance.now("test", "test", 0, List.of(), "scalar"));
        BareNetwork back = BareNetwork.load(model);
        assertThat(back.config()).isEqualTo(net.config());
        assertThat(back.origin()).isEqualTo(net.origin());
        assertThat(back.weights().read())
                .usingRecursiveComparison()
                .isEqualTo(net.weights().read());
        assertThat(back.weights().engine().precision())
                .isEqualTo(net.weights().engine().precision());
        assertThat(PythonNetwork.of(model, back).config()).isEqualTo(net.config());
    }

    @ParameterizedTest
    @MethodSource("rapidity.model.python.Fixture#all")
    void whatIsExportedIsWhatPythonWrote(Fixture f) throws IOException {
        PythonImport read = read(f);
        Path file = folder.resolve("out.safetensors");
        PythonExport.of(read.net(), read.python()).write(file);
        Safetensors ours = Safetensors.read(file);
        Safetensors theirs = Safetensors.read(f.safetensors());
        assertThat(ours.tensors()).containsOnlyKeys(theirs.tensors().keySet());
        theirs.tensors()
                .forEach((name, t) -> assertThat(ours.tensors().get(name))
                        .usingRecursiveComparison()
                        .isEqualTo(t));
        assertThat(ours.metadata())
                .containsAllEntriesOf(Map.of(
                        "class", read.python().origin().type(),
                        "package", read.python().origin().packageName()));
    }

    @Test
    void theWrongDialectIsRefused() throws IOException {
        for (List<String> names : List.of(
                List.of("lgatr-v1-headscale", "lgatr-v2-headscale"),
                List.of("lgatr-v2-headscale", "lgatr-v1-headscale"))) {
            PythonNetwork python = PythonNetwork.read(new Fixture(names.get(0)).json());
            Path weights = new Fixture(names.get(1)).pickled();
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> PythonImport.read(weights, python, Optional.empty()))
                    .withMessageContaining(
                            "dialect: expected weights of " + python.dialect().packages())
                    .withMessageContaining("computes another function");
        }
    }

    /// Before memory is taken: a file bounds the network that it can hold.
    @Test
    void aNetworkFarTooLargeForTheFileIsRefused() throws IOException {
        Fixture f = new Fixture("lgatr-v2-headscale");
        String text = Files.readString(f.json()).replace("\"num_blocks\": 2", "\"num_blocks\": 900");
        PythonNetwork python = PythonNetwork.read(Files.writeString(folder.resolve("args.json"), text));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonImport.read(f.pickled(), python, Optional.empty()))
                .withMessageStartingWith(f.pickled() + ": contents: expected the weights of a network as large as")
                .withMessageContaining("a network of more than ");
    }

    /// With strides of 0 one number is 900 million.
    @Test
    void aTensorOfRepeatedNumbersAllowsNoLargerNetwork() throws IOException {
        byte[] pickle = new PickleProgram()
                .op(0x80, 2)
                .op('}')
                .text("linear_in.weight")
                .tensor("FloatStorage", "0", 1, 0, new int[] {30_000, 30_000}, new int[] {0, 0})
                .op('s')
                .stop();
        byte[] zip = new StoredZip()
                .with("n/data/0", new byte[Float.BYTES])
                .with("n/data.pkl", pickle)
                .bytes();
        Path file = Files.write(folder.resolve("x.pt"), zip);
        String text = Files.readString(new Fixture("lgatr-v2-headscale").json())
                .replace("\"num_blocks\": 2", "\"num_blocks\": 900");
        PythonNetwork python = PythonNetwork.read(Files.writeString(folder.resolve("args.json"), text));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonImport.read(file, python, Optional.empty()))
                .withMessageContaining("a network of more than ");
    }

    @Test
    void weightsThatAreNotFiniteAreCounted() throws IOException {
        Fixture f = new Fixture("lgatr-v2-headscale");
        PythonImport read = read(f);
        assertThat(read.notFinite()).isEmpty();
        Map<String, double[]> weights = read.net().weights().read();
        double[] first = Objects.requireNonNull(weights.get("linear_in.weight"));
        first[1] = Double.NaN;
        first[2] = Double.NEGATIVE_INFINITY;
        read.net().weights().write(weights);
        assertThat(read.notFinite()).containsExactly(Map.entry("linear_in.weight", 2));
    }

    @Test
    void aFolderWithOtherThingsIsNotReplaced() throws IOException {
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("thesis.tex"), "x");
        BareNetwork net = read(new Fixture("slim-v2")).net();
        assertThatIOException()
                .isThrownBy(() -> net.save(full, Provenance.now("test", "test", 0, List.of(), "scalar")))
                .withMessage(full + " is a folder with other things in it (thesis.tex); it is not replaced");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void thePrecisionIsThatOfTheFile() throws IOException {
        assertThat(read(new Fixture("lgatr-v2-headscale"))
                        .net()
                        .weights()
                        .engine()
                        .precision())
                .isEqualTo(Precision.FLOAT32);
    }
}
