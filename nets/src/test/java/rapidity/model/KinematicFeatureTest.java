package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.LorentzTransformation;

class KinematicFeatureTest {
    /// The reference prints nine digits.
    private static final double NINE_DIGITS = 1e-8;

    /// Rounding of some ten operations on numbers around 1.
    private static final double ROUNDING = 1e-12;

    private static final FourVector[] JET = {
        new FourVector(52.0, 30.0, -40.0, 5.0),
        new FourVector(17.5, 9.0, -12.0, 8.5),
        new FourVector(3.25, -1.0, 2.0, 2.25)
    };

    /// From numpy, with artanh(pz / |p|) for the pseudorapidity: `train_toptag.py`, function `features`.
    private static final double[][] EXPECTED = {
        {1.54841610, 1.36587060, 3.13043335, 3.05495037, -6.36934062e-03, 1.48399782e-01, -2.05854376e-01},
        {7.05635141e-01, 6.03540617e-01, 2.28765239, 2.29262038, -6.36934062e-03, -2.91798645e-01, 3.67472604e-01},
        {-6.26696731e-01, -5.74941503e-01, 9.55320519e-01, 1.11413826, 2.95536981, -6.37538563e-01, 1.12934138e01}
    };

    private static FourVector sum() {
        return JET[0].plus(JET[1]).plus(JET[2]);
    }

    @Test
    void theSevenFeaturesAreThoseOfTheReference() {
        for (int i = 0; i < JET.length; i++) {
            for (int k = 0; k < 7; k++) {
                KinematicInput input = KinematicInput.ALL.get(k);
                assertThat(input.apply(input.feature().of(JET[i], sum())))
                        .as("%s of constituent %d", input.feature(), i)
                        .isCloseTo(EXPECTED[i][k], within(NINE_DIGITS * (1 + Math.abs(EXPECTED[i][k]))));
            }
        }
    }

    @Test
    void boostsAlongTheBeamChangeTheEnergiesOnly() {
        LorentzTransformation boost = LorentzTransformation.boost(0, 0, 1, 0.7);
        FourVector p = FourVector.ofPtEtaPhi(15, 0.6, -0.9, 0);
        FourVector jet = FourVector.ofPtEtaPhi(60, 0.5, -0.8, 0);
        for (KinematicInput k : KinematicInput.ALL) {
            double before = k.feature().of(p, jet);
            double after = k.feature().of(boost.apply(p), boost.apply(jet));
            if (KinematicInput.Z_INVARIANT.contains(k)) {
                assertThat(after).as(k.feature().name()).isCloseTo(before, within(ROUNDING));
            } else {
                assertThat(Math.abs(after - before)).as(k.feature().name()).isGreaterThan(1e-3);
            }
        }
        assertThat(KinematicInput.Z_INVARIANT).hasSize(5);
        assertThat(KinematicInput.SO3_INVARIANT).hasSize(2).doesNotContainAnyElementsOf(KinematicInput.Z_INVARIANT);
    }

    @Test
    void everyFeatureOfAForwardConstituentIsFinite() {
        FourVector forward = new FourVector(5, 0, 0, 5);
        for (KinematicFeature f : KinematicFeature.values()) {
            assertThat(f.of(forward, sum())).as(f.name()).isFinite();
            assertThat(f.of(forward, forward)).as(f.name()).isFinite();
        }
    }
}
