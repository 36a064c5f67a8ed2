package rapidity.jets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.LorentzTransformation;

class JetsTest {
    private static final double[] MOMENTA = {5, 3, 0, 4, 13, 0, 5, 12, 2, 0, 0, 0};
    private static final int[] OFFSETS = {0, 2, 2, 3};

    /// A few units in the last place of momenta of some 25 GeV.
    private static final double ROUNDING = 1e-13;

    private static Jets jets() {
        return Jets.of(MOMENTA, OFFSETS).with("charge", new double[] {1, -1, 0});
    }

    @Test
    void constituentsStandOneAfterAnother() {
        Jets jets = jets();
        assertThat(jets.size()).isEqualTo(3);
        assertThat(jets.constituents(0)).isEqualTo(2);
        assertThat(jets.constituent(0, 1)).isEqualTo(new FourVector(13, 0, 5, 12));
        assertThat(jets.axis(0)).isEqualTo(new FourVector(18, 3, 5, 16));
        assertThat(jets.feature("charge")).containsExactly(1, -1, 0);
    }

    @Test
    void aJetMayHaveNoConstituents() {
        Jets jets = jets();
        assertThat(jets.constituents(1)).isZero();
        assertThat(jets.axis(1)).isEqualTo(FourVector.ZERO);
        assertThat(Jets.of(new double[0], new int[] {0}).size()).isZero();
    }

    @Test
    void theHardestConstituentsKeepTheirOrder() {
        double[] momenta = {9, 0, 0, 9, 2, 1, 0, 0, 2, 0, 2, 0, 5, 0, -3, 4};
        Jets jets = Jets.of(momenta, new int[] {0, 1, 4});
        assertThat(jets.hardest(1, 2)).containsExactly(2, 3);
        assertThat(jets.hardest(1, 3)).containsExactly(1, 2, 3);
        assertThat(jets.hardest(0, 1)).containsExactly(0);
        assertThat(jets.hardest(0, 0)).isEmpty();
    }

    @Test
    void rowsMayRepeatAndReorderJetsWithTheirFeatures() {
        Jets rows = jets().rows(new int[] {2, 1, 0, 2});
        assertThat(rows.offsets()).containsExactly(0, 1, 1, 3, 4);
        assertThat(rows.momenta()).containsExactly(2, 0, 0, 0, 5, 3, 0, 4, 13, 0, 5, 12, 2, 0, 0, 0);
        assertThat(rows.feature("charge")).containsExactly(0, 1, -1, 0);
    }

    @Test
    void movingJetsMovesEveryConstituent() {
        // E' = gamma (E + beta pz), pz' = gamma (pz + beta E), by hand with gamma = 5/4, beta = 3/5
        Jets moved = jets().moved(LorentzTransformation.boost(0, 0, 1, Math.log(2)));
        double[] expected = {9.25, 3, 0, 8.75, 25.25, 0, 5, 24.75, 2.5, 0, 0, 1.5};
        assertThat(moved.momenta()).containsExactly(expected, within(ROUNDING));
        assertThat(moved.offsets()).isEqualTo(OFFSETS);
        assertThat(moved.feature("charge")).isEqualTo(jets().feature("charge"));
        assertThatThrownBy(() -> jets().moved(LorentzTransformation.timeReversal()))
                .hasMessageContaining("time is reflected");
    }

    @Test
    void aSlowConstituentMayShowTheRoundingOfItsEnergy() {
        // E = |p| (1 - 2e-6) passes the rule for data, and after a boost with gamma = 10 that slows it does not
        Jets jets = Jets.of(new double[] {100 - 2e-4, 0, 0, 100}, new int[] {0, 1});
        FourVector slow =
                jets.moved(LorentzTransformation.boost(0, 0, -1, Math.log(20))).constituent(0, 0);
        assertThat(slow.mass2()).isCloseTo(jets.axis(0).mass2(), within(1e-9));
        assertThat(slow.e()).isLessThan(slow.pz() * (1 - 1e-5));
    }

    @Test
    void aSliceIsTheRowsOfItsRange() {
        Jets slice = jets().slice(1, 3);
        Jets rows = jets().rows(new int[] {1, 2});
        assertThat(slice.offsets()).isEqualTo(rows.offsets());
        assertThat(slice.momenta()).isEqualTo(rows.momenta());
        assertThat(slice.feature("charge")).isEqualTo(rows.feature("charge"));
        assertThatThrownBy(() -> jets().slice(2, 4)).hasMessage("jets 2 to 4 are not within 3");
    }

    @Test
    void lengthsMustAgree() {
        assertThatThrownBy(() -> Jets.of(new double[7], new int[] {0, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the last offset is 2 constituents, which have 8 components of momenta, got 7");
        assertThatThrownBy(() -> Jets.of(MOMENTA, new int[] {0, 2, 1, 3}))
                .hasMessage("jet 1 ends at constituent 1, before it begins at 2");
        assertThatThrownBy(() -> Jets.of(MOMENTA, new int[] {1, 3})).hasMessageContaining("got 1 at the beginning");
        assertThatThrownBy(() -> Jets.of(MOMENTA, new int[0])).hasMessageContaining("got none");
        assertThatThrownBy(() -> jets().with("d0", new double[2]))
                .hasMessage("feature d0 has 2 values for 3 constituents");
    }

    @Test
    void whatNoParticleHasIsRefusedWithJetAndConstituent() {
        refused(1, Double.NaN, "has a component that is not finite");
        refused(0, -1, "has the negative energy -1.0");
        refused(2, 13, "has less energy than momentum, E = 13.0 < |p| = 17.69180601295413");
        assertThatThrownBy(() -> jets().with("d0", new double[] {0, Double.POSITIVE_INFINITY, 0}))
                .hasMessage("jet 0: constituent 1 has the feature d0 = Infinity, which is not finite");
    }

    private static void refused(int component, double value, String fault) {
        double[] momenta = MOMENTA.clone();
        momenta[4 + component] = value;
        assertThatThrownBy(() -> Jets.of(momenta, OFFSETS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("jet 0: constituent 1 (E, px, py, pz) = (")
                .hasMessageEndingWith(fault);
    }

    @Test
    void energiesMayBeRoundedToSinglePrecision() {
        double[] momenta = {(float) Math.sqrt(0.14), 0.1, 0.2, 0.3};
        momenta[0] *= 1 - 1e-7;
        assertThatCode(() -> Jets.of(momenta, new int[] {0, 1})).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> jets().feature("d0")).hasMessage("the jets have no feature d0; they have [charge]");
        assertThatThrownBy(() -> jets().with("charge", new double[3]))
                .hasMessage("the jets have a feature charge already");
        assertThatThrownBy(() -> jets().rows(new int[] {3})).hasMessage("there is no jet 3 among 3");
        assertThatThrownBy(() -> jets().constituent(1, 0)).hasMessage("jet 1 has 0 constituents and none of index 0");
    }
}
