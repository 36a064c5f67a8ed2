package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.layer.irreps.Aggregation;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.BareNetwork;
import rapidity.model.JetAutoencoder;
import rapidity.model.JsonTree;
import rapidity.model.Latents;
import rapidity.model.ModelFormatException;
import rapidity.model.Provenance;
import rapidity.net.LgaeConfig;
import tools.jackson.databind.JsonNode;

/// A network of lgn-autoencoder with what happens to jets before it.
class PythonAutoencoderTest {
    /// Relative to the largest number: the mass of a nearly massless particle is the root of a rounding of its
    /// momentum.
    private static final double ENCODED = 1e-7;

    private static final Provenance ORIGIN = Provenance.now("test", "test", 0, List.of(), "scalar");

    @TempDir
    private Path folder;

    private static BareNetwork network() throws IOException {
        PythonNetwork python = PythonNetwork.read(Fixture.path("lgae-minmax4-trained.json"));
        return PythonImport.read(Fixture.path("lgae-minmax4"), python, Optional.empty())
                .net();
    }

    private Path withBlock(String block) throws IOException {
        String text = Files.readString(Fixture.path("lgae-minmax4-trained.json"));
        return Files.writeString(folder.resolve("arguments.json"), text.replaceFirst("\\{", "{" + block + ", "));
    }

    /// Momenta in GeV are in TeV over the largest component there, as Python was given them.
    @Test
    void anImportedAutoencoderOfJetsEncodesThemAsPythonDid() throws IOException {
        Path arguments = withBlock("\"autoencoder\": {}");
        JetAutoencoder model = PythonAutoencoder.read(arguments).orElseThrow().around(arguments, network());
        model.save(folder.resolve("model"), ORIGIN);
        JsonNode golden = JsonTree.read(Fixture.path("lgae-minmax4-trained.json"));
        Jets jets = jets(NestedArray.of(golden.at("/inputs/p4")).values());
        double[] vectors = NestedArray.of(golden.at("/outputs/latent_vector")).values();
        try (Workers workers = new Workers(1)) {
            Latents z = JetAutoencoder.load(folder.resolve("model")).encode(jets, workers);
            int count = z.layout().vectors();
            double largest = Arrays.stream(vectors).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < vectors.length; i++) {
                int part = i / (vectors.length / 2);
                int jet = i / (4 * count) % jets.size();
                double found = z.values()[jet * z.layout().size() + z.layout().at(i / 4 % count, i % 4, part)];
                assertThat(found).isCloseTo(vectors[i], within(ENCODED * largest));
            }
        }
    }

    /// @param p4 `[jets, 30, 4]` in another unit, zeros for padding
    private static Jets jets(double... p4) {
        double[] momenta = new double[p4.length];
        int[] offsets = new int[p4.length / 120 + 1];
        int n = 0;
        for (int i = 0; i < p4.length / 4; i++) {
            for (int k = 0; k < 4 && p4[4 * i] != 0; k++) {
                momenta[n++] = 300 * p4[4 * i + k];
            }
            offsets[i / 30 + 1] = n / 4;
        }
        return Jets.of(Arrays.copyOf(momenta, n), offsets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'units': 'TeV'|did you mean 'unit'",
                "'unit': 'MeV'|one of [TeV, GeV]",
                "'normalize_method': 'jet_E'|one of [overall_max, component_max]"
            })
    void whatHappensToJetsIsInTheWordsOfItsProgram(String option, String why) throws IOException {
        Path arguments = withBlock("\"autoencoder\": {" + option.replace('\'', '"') + "}");
        assertThatThrownBy(() -> PythonAutoencoder.read(arguments))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(why);
    }

    @Test
    void theNetworkAloneIsNoAutoencoderOfJetsAndSaysHowItBecomesOne() throws IOException {
        Path model = folder.resolve("bare");
        network().save(model, ORIGIN);
        assertThatThrownBy(() -> JetAutoencoder.load(model))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("import it again with a block \"autoencoder\" beside its arguments");
    }

    @Test
    void anotherArithmeticHasNoPythonAndSaysWhichHas() throws IOException {
        Path model = folder.resolve("corrected");
        JetAutoencoder.of(
                        LgaeConfig.corrected(4, Aggregation.parse("mix"), 1),
                        AutoencoderPreprocessing.momenta(4),
                        1,
                        Engine.of(Precision.FLOAT64))
                .save(model, ORIGIN);
        BareNetwork net = BareNetwork.load(model);
        assertThatThrownBy(() -> PythonNetwork.of(model, net))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("train it with the setting 'dialect: published'");
    }
}
