package rapidity.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rapidity.algebra.Spurions.Beam;
import rapidity.algebra.Spurions.Plane;

class SpurionsTest {
    @Test
    void rowsAreThoseOfLgatr() {
        assertThat(Spurions.none().rows()).isEmpty();
        assertThat(Spurions.none().withPlane(Plane.XY).withTime().rows())
                .containsExactly(Multivector.blade(8), Multivector.blade(1));
        assertThat(Spurions.none().withBeams(Beam.LIGHTLIKE).withTime().rows())
                .containsExactly(Multivector.vector(1, 0, 0, 1), Multivector.vector(1, 0, 0, -1), Multivector.blade(1));
        assertThat(Spurions.none().withBeams(Beam.TIMELIKE).rows())
                .containsExactly(Multivector.vector(Math.sqrt(2), 0, 0, 1), Multivector.vector(Math.sqrt(2), 0, 0, -1));
        assertThat(Spurions.none().withBeam(Beam.SPACELIKE).rows()).containsExactly(Multivector.blade(4));
    }

    @Test
    void planesAreThoseOfTheirNames() {
        Multivector x = Multivector.blade(2);
        Multivector y = Multivector.blade(3);
        Multivector z = Multivector.blade(4);
        assertThat(Spurions.none()
                        .withPlane(Plane.XY)
                        .withPlane(Plane.XZ)
                        .withPlane(Plane.YZ)
                        .rows())
                .containsExactly(x.times(y), x.times(z), y.times(z));
    }

    @Test
    void lorentzGatrExchangesTwoPlanes() {
        assertThat(Spurions.none()
                        .withPlaneAsLorentzGatr(Plane.XZ)
                        .withPlaneAsLorentzGatr(Plane.YZ)
                        .withPlaneAsLorentzGatr(Plane.XY)
                        .rows())
                .containsExactly(Multivector.blade(10), Multivector.blade(9), Multivector.blade(8));
    }

    @Test
    void fourVectorsServeNetworksWithoutBivectors() {
        Spurions all = Spurions.none().withAllAxes().withTime().scaled(0.5);
        assertThat(all.count()).isEqualTo(4);
        assertThat(all.fourVectors())
                .containsExactly(
                        new double[] {0.5, 0, 0, 0.5},
                        new double[] {0.5, 0, 0.5, 0},
                        new double[] {0.5, 0.5, 0, 0},
                        new double[] {0.5, 0, 0, 0});
        assertThatThrownBy(() -> Spurions.none().withPlane(Plane.XY).fourVectors())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("e12");
    }
}
