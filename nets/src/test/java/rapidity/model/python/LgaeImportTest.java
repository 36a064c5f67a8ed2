package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.engine.Buffer;
import rapidity.engine.Gradients;
import rapidity.engine.Parameter;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.layer.irreps.Aggregation;
import rapidity.loss.Chamfer;
import rapidity.model.BareNetwork;
import rapidity.model.JsonTree;
import rapidity.model.ModelFormatException;
import rapidity.model.Provenance;
import rapidity.model.PythonOrigin;
import rapidity.model.Safetensors;
import rapidity.model.Safetensors.Stored;
import rapidity.net.LgaeConfig;
import rapidity.net.PaddedJets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Weights that the published code of the Lorentz group autoencoder drew and trained, and what it makes of six jets.
class LgaeImportTest {
    /// Relative to the largest number: nearly massless particles, whose masses are rounding blown up by a root.
    private static final double AGREEMENT = 1e-11;

    /// Relative to the sum of the absolute values of each parameter's gradient.
    private static final double GRADIENT_AGREEMENT = 1e-9;

    private static final int PARAMETERS = 34_114 + 28_862;

    @TempDir
    private Path folder;

    private static PythonImport read(String weights, String arguments) throws IOException {
        return PythonImport.read(Fixture.path(weights), PythonNetwork.read(Fixture.path(arguments)), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "lgae-minmax4-init.safetensors, lgae-minmax4-init.json",
        "lgae-minmax4-trained.safetensors, lgae-minmax4-trained.json",
        "lgae-minmax4, lgae-minmax4-trained.json"
    })
    void importedWeightsGiveThePublishedLatentsAndOutputs(String weights, String arguments) throws IOException {
        PythonImport read = read(weights, arguments);
        assertThat(read.net().weights().size()).isEqualTo(PARAMETERS);
        ForwardCase golden = ForwardCase.read(Fixture.path(arguments));
        Map<String, Stored> results;
        try (Workers workers = new Workers(2)) {
            results = PythonForward.run(read.net(), read.python(), golden.inputs(), workers);
        }
        assertThat(results).containsOnlyKeys(golden.outputs().keySet());
        golden.outputs().forEach((name, expected) -> {
            Stored found = Objects.requireNonNull(results.get(name));
            assertThat(found.shape()).isEqualTo(expected.shape());
            double largest = 0;
            double deviation = 0;
            for (int i = 0; i < found.values().length; i++) {
                largest = Math.max(largest, Math.abs(expected.values()[i]));
                deviation = Math.max(deviation, Math.abs(found.values()[i] - expected.values()[i]));
            }
            assertThat(deviation).as(name).isLessThan(AGREEMENT * largest);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lgae-minmax4-init", "lgae-minmax4-trained"})
    void importedWeightsHaveThePublishedLossAndGradients(String name) throws IOException {
        BareNetwork net = read(name + ".safetensors", name + ".json").net();
        JsonNode golden = JsonTree.read(Fixture.path(name + ".json"));
        double[] momenta = NestedArray.of(golden.at("/inputs/p4")).values();
        double[] labels = NestedArray.of(golden.at("/inputs/labels")).values();
        boolean[] real = new boolean[labels.length];
        for (int i = 0; i < real.length; i++) {
            real[i] = labels[i] != 0;
        }
        Gradients gradients = new Gradients(net.weights());
        Tape tape = Tape.recording(net.weights(), gradients);
        PaddedJets jets = new PaddedJets(real.length / 30, 30, 4, momenta, real);
        Tensor reconstruction = net.autoencoder().decode(net.autoencoder().encode(tape, jets));
        Tensor loss = Chamfer.OF_PARTICLES.sum(reconstruction, momenta);
        double expected = golden.get("loss_chamfer_sum").doubleValue();
        assertThat(loss.item()).isCloseTo(expected, within(AGREEMENT * expected));
        tape.backward(loss);
        Buffer collected = gradients.collect();
        for (Map.Entry<String, JsonNode> e :
                golden.get("chamfer_grad_sum_abssum").properties()) {
            double sum = 0;
            double absolute = 0;
            for (double g : gradient(net.weights(), collected, e.getKey())) {
                sum += g;
                absolute += Math.abs(g);
            }
            JsonNode sums = e.getValue();
            double most = sums.isNull() ? 0 : sums.get(1).doubleValue();
            assertThat(absolute).as(e.getKey()).isCloseTo(most, within(GRADIENT_AGREEMENT * most));
            assertThat(sum)
                    .as(e.getKey())
                    .isCloseTo(sums.isNull() ? 0 : sums.get(0).doubleValue(), within(GRADIENT_AGREEMENT * most));
        }
    }

    private static double[] gradient(Weights weights, Buffer collected, String name) {
        Parameter p = weights.parameters().stream()
                .filter(other -> other.name().equals(name))
                .findFirst()
                .orElseThrow();
        double[] r = new double[p.shape().size()];
        weights.engine().ops().read(collected, p.offset(), r);
        return r;
    }

    @Test
    void anImportedAutoencoderIsSavedLoadedAndExported() throws IOException {
        PythonImport read = read("lgae-minmax4", "lgae-minmax4-trained.json");
        Path model = folder.resolve("model");
        read.net().save(model, Provenance.now("test", "test", 0, List.of(), "scalar"));
        BareNetwork back = BareNetwork.load(model);
        assertThat(back.config()).isEqualTo(read.net().config());
        Path file = folder.resolve("out.safetensors");
        PythonExport.of(back, PythonNetwork.of(model, back)).write(file);
        Map<String, Stored> ours = Safetensors.read(file).tensors();
        Map<String, Stored> theirs = Safetensors.read(Fixture.path("lgae-minmax4-trained.safetensors"))
                .tensors();
        assertThat(ours).containsOnlyKeys(theirs.keySet());
        theirs.forEach((name, t) ->
                assertThat(ours.get(name)).usingRecursiveComparison().isEqualTo(t));
    }

    @Test
    void networksOfThePublishedRulesHaveItsOptions() throws IOException {
        LgaeConfig c = LgaeConfig.published(30, Aggregation.parse("mix"), 9);
        PythonOrigin origin = PythonClass.origin(c, Dialect.LGN_AUTOENCODER).orElseThrow();
        assertThat(PythonNetwork.of(Path.of("here"), origin).config()).isEqualTo(c);
        assertThat(PythonClass.origin(c, Dialect.V2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'aggregation': 'min&&max'|no aggregation ''",
                "'map_to_latent': 'min&max+mean'|by & or by +",
                "'mlp': false|mlp: expected true",
                "'maxdim': [2, 2, 2, 2]|at most 3 numbers",
                "'tau_jet_vectors': 2|one vector",
                "'taulatent_vectors': 2|did you mean 'tau_latent_vectors'",
                "'get_real_method': 'abs'|one of [imag, mean, norm, real, sum]",
                "'encoder_num_channels': [3, 0]|a number from 1 for its input and one for each level",
                "'encoder_num_channels': 'three'|a number or a list of numbers"
            })
    void optionsThatAreNoneAreRefused(String option, String why) {
        JsonNode arguments = JsonMapper.shared().readTree("{" + option.replace('\'', '"') + "}");
        PythonOrigin origin = new PythonOrigin("LGAE", "lgn-autoencoder 66620d0", arguments);
        assertThatThrownBy(() -> PythonNetwork.of(Path.of("here"), origin))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(why);
    }

    @Test
    void classAndPackageGoTogether() {
        JsonNode none = JsonMapper.shared().createObjectNode();
        assertThatThrownBy(() -> PythonNetwork.of(Path.of("here"), new PythonOrigin("LGAE", "lgatr 2.0.0", none)))
                .hasMessageContaining("lgn-autoencoder");
        assertThatThrownBy(() -> PythonNetwork.of(Path.of("here"), new PythonOrigin("LGATr", "lgn-autoencoder", none)))
                .hasMessageContaining("lgatr 1.3.1 to 2.x");
    }

    @Test
    void foldersWithoutBothWeightFilesAreRefused() throws IOException {
        Path half = Files.createDirectories(folder.resolve("half/weights_encoder"));
        Files.copy(
                Fixture.path("lgae-minmax4/weights_encoder/best_encoder_weights.pth"),
                half.resolve("best_encoder_weights.pth"));
        PythonNetwork python = PythonNetwork.read(Fixture.path("lgae-minmax4-trained.json"));
        assertThatThrownBy(() -> PythonImport.read(half.getParent(), python, Optional.empty()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("weights_decoder/best_decoder_weights.pth");
    }

    @Test
    void otherInputsAreRefused() throws IOException {
        PythonImport read = read("lgae-minmax4", "lgae-minmax4-trained.json");
        ForwardCase golden = ForwardCase.read(Fixture.path("lgae-minmax4-trained.json"));
        Stored labels = Objects.requireNonNull(golden.inputs().get("labels"));
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> PythonForward.run(read.net(), read.python(), Map.of("p4", labels), workers))
                    .hasMessageContaining("expected [jets, particles, numbers] [0, 30, 4], found [6, 30]");
            assertThatThrownBy(() -> PythonForward.run(read.net(), read.python(), Map.of("p", labels), workers))
                    .hasMessageContaining("expected inputs among [p4,");
        }
    }
}
