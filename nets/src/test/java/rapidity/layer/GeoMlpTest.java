package rapidity.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.random.RandomStreams;

class GeoMlpTest {
    @Test
    void namesCountTheNonlinearities() {
        assertThat(layers(1)).containsExactlyInAnyOrder("0");
        assertThat(layers(2)).containsExactlyInAnyOrder("0", "2");
        assertThat(layers(3)).containsExactlyInAnyOrder("0", "2", "4");
    }

    private static Set<String> layers(int count) {
        Params p = Params.of(new RandomStreams(0));
        GeoMlp.Config config = new GeoMlp.Config(2, count, Nonlinearity.GELU, GeluForm.TANH);
        new GeoMlp(p, EquiLinear.Rules.v2(), new Channels(2, 3), config);
        return p.weights(Engine.scalar(Precision.FLOAT32)).parameters().stream()
                .map(parameter -> parameter.name().replaceAll("^layers\\.([0-9]+)\\..*", "$1"))
                .collect(Collectors.toSet());
    }

    @Test
    void anMlpWithoutLayersIsRefused() {
        assertThatThrownBy(() -> new GeoMlp.Config(2, 0, Nonlinearity.GELU, GeluForm.TANH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 layers");
    }
}
