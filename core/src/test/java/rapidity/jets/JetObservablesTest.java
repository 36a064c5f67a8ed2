package rapidity.jets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.jets.JetObservables.EnergyCorrelators;
import rapidity.jets.NSubjettiness.Axes;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.FourVectors;

class JetObservablesTest {
    /// Sums of a few hundred terms, and rapidities from another formula.
    private static final double ROUNDING = 1e-11;

    /// FastJet's contribution stops moving its axes when they move by less than 1e-4.
    private static final double UNSETTLED = 1e-3;

    private static final ClusteredEvents GOLDEN = ClusteredEvents.read();

    private static List<List<String>> events() {
        return GOLDEN.events().stream()
                .filter(event -> ClusteredEvents.particles(event).size() >= 8)
                .toList();
    }

    @Test
    void energyCorrelatorsAreThoseOfFastJet() {
        for (List<String> event : events()) {
            for (double beta : new double[] {1, 2}) {
                double[] expected = ClusteredEvents.numbers(event, "correlators " + beta);
                EnergyCorrelators e =
                        JetObservables.of(ClusteredEvents.particles(event)).correlators(beta);
                assertThat(e.c2()).isCloseTo(expected[0], within(ROUNDING * expected[0]));
                assertThat(e.d2()).isCloseTo(expected[1], within(ROUNDING * expected[1]));
            }
        }
    }

    @Test
    void subjettinessOnKtAxesIsThatOfFastJet() {
        for (List<String> event : events()) {
            for (double beta : new double[] {1, 2}) {
                double[] expected = ClusteredEvents.numbers(event, "tau KT_Axes " + beta);
                double[] taus =
                        new NSubjettiness(beta, 0.8, Axes.KT).taus(ClusteredEvents.particles(event), expected.length);
                for (int n = 0; n < taus.length; n++) {
                    assertThat(taus[n]).isCloseTo(expected[n], within(ROUNDING * expected[n]));
                }
            }
        }
    }

    @Test
    void movedAxesAreAsGoodAsThoseOfFastJet() {
        for (List<String> event : events()) {
            for (double beta : new double[] {1, 2}) {
                double[] expected = ClusteredEvents.numbers(event, "tau OnePass_KT_Axes " + beta);
                double[] taus = new NSubjettiness(beta, 0.8, Axes.ONE_PASS_KT)
                        .taus(ClusteredEvents.particles(event), expected.length);
                for (int n = 0; n < taus.length; n++) {
                    assertThat(taus[n])
                            .as(
                                    "tau_%d of %d particles, beta %s",
                                    n + 1, ClusteredEvents.particles(event).size(), beta)
                            .isCloseTo(expected[n], within(UNSETTLED * expected[n]));
                }
            }
        }
    }

    @Test
    void twoParticlesHaveTheObservablesOfTheFormulas() {
        FourVector hard = FourVector.ofPtEtaPhi(30, 0.1, 3.1, 0);
        FourVector soft = FourVector.ofPtEtaPhi(10, -0.2, -3.1, 0);
        JetObservables jet = JetObservables.of(FourVectors.of(hard, soft));
        FourVector sum = hard.plus(soft);
        double r = Math.hypot(0.3, 2 * Math.PI - 6.2);
        assertThat(jet.momentum()).isEqualTo(sum);
        assertThat(jet.multiplicity()).isEqualTo(2);
        assertThat(jet.scalarPt()).isCloseTo(40, within(ROUNDING));
        assertThat(jet.ptD()).isCloseTo(Math.sqrt(1000) / 40, within(ROUNDING));
        double toHard = Math.hypot(0.1 - sum.rapidity(), hard.deltaPhi(sum));
        double toSoft = Math.hypot(-0.2 - sum.rapidity(), soft.deltaPhi(sum));
        assertThat(jet.width()).isCloseTo((30 * toHard + 10 * toSoft) / 40, within(ROUNDING));
        EnergyCorrelators e = jet.correlators(0.5);
        assertThat(e.ecf2()).isCloseTo(300 * Math.sqrt(r), within(300 * ROUNDING));
        assertThat(e.ecf3()).isZero();
        double[] taus = new NSubjettiness(2, 0.8, Axes.ONE_PASS_KT).taus(FourVectors.of(hard, soft), 3);
        // the best axis is the mean: 30 (r / 4)^2 + 10 (3 r / 4)^2 over 40 R0^2
        assertThat(taus[0]).isCloseTo(7.5 * r * r / 40 / 0.64, within(ROUNDING));
        assertThat(taus[1]).isZero();
        assertThat(taus[2]).isZero();
    }

    @Test
    void aJetWithoutConstituentsHasZeros() {
        Jets jets = Jets.of(new double[] {5, 3, 0, 4}, new int[] {0, 0, 1});
        JetObservables none = JetObservables.of(jets, 0);
        assertThat(new double[] {
                    none.width(),
                    none.ptD(),
                    none.scalarPt(),
                    none.correlators(1).c2()
                })
                .containsOnly(0);
        assertThat(new NSubjettiness(1, 0.8, Axes.KT).taus(FourVectors.zeros(0), 2))
                .containsExactly(0, 0);
        JetObservables one = JetObservables.of(jets, 1);
        assertThat(one.ptD()).isEqualTo(1);
        assertThat(one.width()).isZero();
        assertThat(one.correlators(1).d2()).isZero();
    }

    @Test
    void exponentsAndRadiiArePositive() {
        assertThatThrownBy(() -> new NSubjettiness(0, 1, Axes.KT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0.0 and 1.0");
        assertThatThrownBy(() -> new NSubjettiness(1, 1, Axes.KT).taus(FourVectors.zeros(1), -1))
                .hasMessage("no jet has tau_1 to tau_-1");
    }

    /// Its rapidity is infinite and its transverse momentum zero.
    @Test
    void aMasslessConstituentAlongTheBeamHasNoWeight() {
        FourVector hard = FourVector.ofPtEtaPhi(30, 0.1, 3.1, 0);
        FourVector soft = FourVector.ofPtEtaPhi(10, -0.2, -3.1, 0);
        FourVector beam = new FourVector(0.5, 0, 0, -0.5);
        FourVectors constituents = FourVectors.of(hard, beam, soft);
        JetObservables jet = JetObservables.of(constituents);
        FourVector sum = hard.plus(beam).plus(soft);
        assertThat(jet.multiplicity()).isEqualTo(3);
        double toHard = Math.hypot(0.1 - sum.rapidity(), hard.deltaPhi(sum));
        double toSoft = Math.hypot(-0.2 - sum.rapidity(), soft.deltaPhi(sum));
        assertThat(jet.width()).isCloseTo((30 * toHard + 10 * toSoft) / 40, within(ROUNDING));
        EnergyCorrelators without =
                JetObservables.of(FourVectors.of(hard, soft)).correlators(1);
        assertThat(jet.correlators(1)).isEqualTo(without);
        double r = Math.hypot(0.3, 2 * Math.PI - 6.2);
        double[] taus = new NSubjettiness(2, 0.8, Axes.ONE_PASS_KT).taus(constituents, 2);
        assertThat(taus[0]).isCloseTo(7.5 * r * r / 40 / 0.64, within(ROUNDING));
        assertThat(new NSubjettiness(1, 0.8, Axes.ONE_PASS_KT).taus(constituents, 2)[1])
                .isBetween(0.0, 1.0);
        JetObservables alone = JetObservables.of(FourVectors.of(beam, beam));
        assertThat(new double[] {
                    alone.width(), alone.ptD(), alone.correlators(1).d2()
                })
                .containsOnly(0);
        assertThat(new NSubjettiness(1, 0.8, Axes.ONE_PASS_KT).taus(FourVectors.of(beam, beam), 1))
                .containsExactly(0);
    }
}
