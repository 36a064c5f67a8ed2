package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.kinematics.FourVector;

class PhaseSpaceCutsTest {
    private static final PhaseSpaceCuts CUTS = new PhaseSpaceCuts(List.of(20.0, 30.0), 0.5);

    private static double[] event(FourVector a, FourVector b) {
        return new double[] {a.e(), a.px(), a.py(), a.pz(), b.e(), b.px(), b.py(), b.pz()};
    }

    private static double[] event(double pt1, double pt2, double deltaEta, double phi1, double phi2) {
        return event(FourVector.ofPtEtaPhi(pt1, 1, phi1, 5), FourVector.ofPtEtaPhi(pt2, 1 + deltaEta, phi2, 5));
    }

    @Test
    void everyParticleHasItsOwnLeastTransverseMomentum() {
        assertThat(CUTS.passes(event(20.1, 30.1, 1, 0, 0), 0)).isTrue();
        assertThat(CUTS.passes(event(19.9, 30.1, 1, 0, 0), 0)).isFalse();
        assertThat(CUTS.passes(event(20.1, 29.9, 1, 0, 0), 0)).isFalse();
        assertThat(new PhaseSpaceCuts(List.of(0.0, 0.0), 0.5).passes(event(1, 1, 1, 0, 0), 0))
                .isTrue();
    }

    @Test
    void distancesAreMeasuredAcrossPi() {
        assertThat(CUTS.passes(event(40, 40, 0.4, 3.0, -3.0), 0)).isFalse();
        assertThat(CUTS.passes(event(40, 40, 0.42, 3.0, -3.0), 0)).isTrue();
        assertThat(CUTS.passes(event(40, 40, 0, 0.1, -0.3), 0)).isFalse();
        assertThat(new PhaseSpaceCuts(CUTS.ptMin(), 0).passes(event(40, 40, 0, 0.1, -0.3), 0))
                .isTrue();
    }

    @Test
    void numbersThatAreNotFiniteDoNotPass() {
        double[] p = event(40, 40, 1, 0, 0);
        for (int i : new int[] {1, 2, 3, 5, 6, 7}) {
            double[] broken = p.clone();
            broken[i] = Double.NaN;
            assertThat(CUTS.passes(broken, 0)).as("component %d", i).isFalse();
        }
    }

    @Test
    void theFirstEventThatDoesNotPassIsNamed() {
        double[] two = new double[16];
        System.arraycopy(event(40, 40, 1, 0, 0), 0, two, 0, 8);
        System.arraycopy(event(40, 25, 1, 0, 0), 0, two, 8, 8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CUTS.require(two))
                .withMessageStartingWith("event 1: particle 1 has pt = 2")
                .withMessageEndingWith("not above 30.0; select events by these cuts before");
        assertThat(CUTS.violation(two, 0)).isEmpty();
        assertThat(CUTS.violation(two, 1).orElseThrow().sentence()).startsWith("particle 1 has pt = 2");
        System.arraycopy(event(40, 40, 0.1, 0, 0), 0, two, 8, 8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CUTS.require(two))
                .withMessageStartingWith("event 1: particles 0 and 1 have Delta R = 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CUTS.require(new double[9]))
                .withMessageContaining("got 9 numbers");
        assertThatCode(() -> CUTS.require(event(40, 40, 1, 0, 0))).doesNotThrowAnyException();
    }

    @Test
    void cutsFollowTheUnits() {
        assertThat(CUTS.dividedBy(10)).isEqualTo(new PhaseSpaceCuts(List.of(2.0, 3.0), 0.5));
    }
}
