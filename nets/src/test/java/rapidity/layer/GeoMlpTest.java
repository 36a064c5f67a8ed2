package rapidity.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
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
        OptionalDouble none = OptionalDouble.empty();
        assertThat(layers(config(1), none)).containsExactlyInAnyOrder("0");
        assertThat(layers(config(2), none)).containsExactlyInAnyOrder("0", "2");
        assertThat(layers(config(3), none)).containsExactlyInAnyOrder("0", "2", "4");
        GeoMlp.Config withoutProduct = config(2).withProduct(GeometricProduct.NONE);
        assertThat(layers(withoutProduct, none)).containsExactlyInAnyOrder("1", "3");
    }

    @Test
    void namesCountDropoutEvenOfProbabilityZero() {
        OptionalDouble zero = OptionalDouble.of(0);
        assertThat(layers(config(1), zero)).containsExactlyInAnyOrder("0");
        assertThat(layers(config(2), zero)).containsExactlyInAnyOrder("0", "3");
        assertThat(layers(config(3), zero)).containsExactlyInAnyOrder("0", "3", "6");
        GeoMlp.Config withoutProduct = config(2).withProduct(GeometricProduct.NONE);
        assertThat(layers(withoutProduct, zero)).containsExactlyInAnyOrder("1", "4");
    }

    private static GeoMlp.Config config(int layers) {
        return new GeoMlp.Config(2, layers, Nonlinearity.GELU, GeluForm.TANH, GeometricProduct.FULL);
    }

    private static Set<String> layers(GeoMlp.Config config, OptionalDouble dropout) {
        Params p = Params.of(new RandomStreams(0));
        new GeoMlp(p, EquiLinear.Rules.v2(), new Channels(2, 3), config, dropout);
        return p.weights(Engine.scalar(Precision.FLOAT32)).parameters().stream()
                .map(parameter -> parameter.name().replaceAll("^layers\\.([0-9]+)\\..*", "$1"))
                .collect(Collectors.toSet());
    }

    @Test
    void anMlpWithoutLayersIsRefused() {
        assertThatThrownBy(() -> new GeoMlp.Config(2, 0, Nonlinearity.GELU, GeluForm.TANH, GeometricProduct.FULL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 layers");
    }
}
