package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
