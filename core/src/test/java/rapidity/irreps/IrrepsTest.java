package rapidity.irreps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.irreps.Irreps.Part;

class IrrepsTest {
    private static final Irreps NODES = Irreps.of(3, Irrep.VECTOR, Irrep.SCALAR);

    @Test
    void countsComponents() {
        assertThat(new Irrep(2, 1).dimension()).isEqualTo(6);
        assertThat(NODES.dimension()).isEqualTo(15);
        assertThat(NODES.multiplicity(Irrep.VECTOR)).isEqualTo(3);
        assertThat(NODES.multiplicity(new Irrep(2, 2))).isZero();
    }

    @Test
    void sumsAddMultiplicities() {
        Irreps sum = NODES.plus(Irreps.of(2, new Irrep(2, 0), Irrep.SCALAR));
        assertThat(sum.parts())
                .containsExactly(new Part(Irrep.VECTOR, 3), new Part(Irrep.SCALAR, 5), new Part(new Irrep(2, 0), 2));
    }

    @Test
    void productsKeepTheNumberOfComponents() {
        Irreps other = Irreps.of(2, new Irrep(2, 0), Irrep.VECTOR);
        assertThat(NODES.times(other).dimension()).isEqualTo(NODES.dimension() * other.dimension());
    }

    @Test
    void productsOfChannelsHaveAsManyCopiesAsPairsOfIrreps() {
        Irreps product = NODES.channelwise(NODES);
        assertThat(product.multiplicity(Irrep.VECTOR)).isEqualTo(6);
        assertThat(product.multiplicity(Irrep.SCALAR)).isEqualTo(6);
        assertThat(product.multiplicity(new Irrep(2, 0))).isEqualTo(3);
        assertThat(product.cut(2).labels()).containsExactlyInAnyOrder(Irrep.VECTOR, Irrep.SCALAR);
        assertThat(product.cut(2)
                        .plus(NODES)
                        .plus(NODES.channelwise(NODES).cut(2))
                        .multiplicity(Irrep.VECTOR))
                .isEqualTo(15);
    }

    @Test
    void refusesWhatIsNoSetOfFeatures() {
        assertThatIllegalArgumentException().isThrownBy(() -> Irreps.of(0, Irrep.VECTOR));
        assertThatIllegalArgumentException().isThrownBy(() -> Irreps.of(1, Irrep.VECTOR, Irrep.VECTOR));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Irreps(List.of(new Part(Irrep.VECTOR, 1), new Part(Irrep.SCALAR, 2))).channelwise(NODES))
                .withMessageContaining("same multiplicity");
    }
}
