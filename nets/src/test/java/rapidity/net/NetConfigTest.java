package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.layer.AttentionProduct;
import rapidity.layer.Bias;
import rapidity.layer.GeluForm;
import rapidity.layer.GeometricProduct;

class NetConfigTest {
    private static final Channels ONE = new Channels(1, 1);

    @Test
    void thePresetsDifferInEveryPointOfTheirDialects() {
        LgatrConfig v1 = LgatrConfig.v1(ONE, ONE, ONE, 1, 1);
        LgatrConfig v2 = LgatrConfig.v2(ONE, ONE, ONE, 1, 1);
        assertThat(v1.block().mlp().scalarGelu()).isEqualTo(GeluForm.EXACT);
        assertThat(v2.block().mlp().scalarGelu()).isEqualTo(GeluForm.TANH);
        assertThat(v1.block().attention().qkvBias()).isEqualTo(Bias.PRESENT);
        assertThat(v2.block().attention().qkvBias()).isEqualTo(Bias.ABSENT);
        assertThat(v1.block().linear().balancedInvariants()).isFalse();
        assertThat(v2.block().linear().balancedInvariants()).isTrue();
        assertThat(v1.block().normGains()).isFalse();
        assertThat(v2.block().normGains()).isTrue();
    }

    @Test
    void changingOnePointKeepsTheOthers() {
        LgatrConfig v2 = LgatrConfig.v2(ONE, ONE, ONE, 1, 1);
        LgatrConfig changed = v2.withAttentionRatio(3)
                .withHeadScale()
                .withMlpRatio(5)
                .withMlpLayers(4)
                .withGeometricProduct(GeometricProduct.WITHOUT_BIVECTORS)
                .withAttentionProduct(AttentionProduct.EUCLIDEAN)
                .withSymmetry(SymmetryGroup.FULL_LORENTZ);
        assertThat(changed.block().attention().ratio()).isEqualTo(3);
        assertThat(changed.block().attention().headScale()).isTrue();
        assertThat(changed.block().attention().product()).isEqualTo(AttentionProduct.EUCLIDEAN);
        assertThat(changed.block().mlp().product()).isEqualTo(GeometricProduct.WITHOUT_BIVECTORS);
        assertThat(changed.block().attention().qkvBias()).isEqualTo(Bias.ABSENT);
        assertThat(changed.block().mlp().ratio()).isEqualTo(5);
        assertThat(changed.block().mlp().layers()).isEqualTo(4);
        assertThat(changed.block().linear().symmetry()).isEqualTo(SymmetryGroup.FULL_LORENTZ);
        assertThat(changed.block().linear().balancedInvariants()).isTrue();
        assertThat(changed.block().normGains()).isTrue();
    }

    @Test
    void networksThatCannotBeAreRefusedWithTheirNumbers() {
        assertRefused(() -> LgatrConfig.v2(ONE, ONE, ONE, -1, 1), "-1 blocks");
        assertRefused(() -> LgatrConfig.v2(ONE, new Channels(0, 4), ONE, 1, 1), "multivector");
        assertRefused(() -> LgatrConfig.v2(ONE, ONE, ONE, 1, 0), "0 heads");
        assertRefused(() -> LgatrConfig.v2(ONE, ONE, ONE, 1, 1).withMlpRatio(0), "ratio 0");
        assertRefused(() -> new TransformerConfig(4, 8, 1, 1, 9), "8 heads, got 9");
        assertRefused(() -> new TransformerConfig(0, 8, 1, 1, 1), "0 features");
        assertRefused(() -> new MlpConfig(4, 8, 0, 1), "0 hidden layers");
    }

    private static void assertRefused(Runnable construction, String message) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
