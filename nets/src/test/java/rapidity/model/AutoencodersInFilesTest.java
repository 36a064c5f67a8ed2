package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.layer.graph.PairMetric;
import rapidity.net.AutoencoderConfig;
import rapidity.net.CnnaeConfig;
import rapidity.net.GnnaeConfig;
import rapidity.net.LatentAggregation;
import rapidity.net.LatentPlace;
import rapidity.net.TransformerAutoencoderConfig;
import tools.jackson.databind.json.JsonMapper;

/// Descriptions of autoencoders in files.
class AutoencodersInFilesTest {
    private static final List<AutoencoderConfig> CONFIGS = List.of(
            new TransformerAutoencoderConfig(30, 4, LatentPlace.PARTICLE, 2, 64, 4, 4),
            GnnaeConfig.jetLevel(30, 4, 45)
                    .withMetric(PairMetric.MINKOWSKI)
                    .withAggregation(LatentAggregation.MAX)
                    .withOutput(GnnaeConfig.OutputLayer.LINEAR, GnnaeConfig.Output.POLAR_TANH)
                    .withDropout(0.1),
            CnnaeConfig.published());

    /// Some record with a network.
    record Holder(AutoencoderConfig network) {}

    @TempDir
    private Path folder;

    private Holder read(Path file) throws IOException {
        return JsonFile.value(file, JsonMapper.shared().readTree(Files.readString(file)), Holder.class);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        for (AutoencoderConfig config : CONFIGS) {
            Path file = folder.resolve("network.json");
            JsonFile.write(file, new Holder(config));
            assertThat(read(file).network()).isEqualTo(config);
        }
    }

    @Test
    void aNetworkThatIsNoAutoencoderIsRefused() throws IOException {
        Path file = folder.resolve("network.json");
        Files.writeString(
                file, "{\"network\": {\"kind\": \"mlp\", \"in\": 1, \"hidden\": 1, \"layers\": 1, \"out\": 1}}");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("a kind of network");
    }
}
