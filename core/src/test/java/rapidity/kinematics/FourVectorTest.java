package rapidity.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class FourVectorTest {
    /// Some roundings of double precision, relative.
    private static final double ROUNDING = 1e-14;

    private static final double PION = 0.13957;

    private final RandomStream random = new RandomStreams(9646).stream("momenta");

    @Test
    void aLightlikeVectorOfRoundedEnergyHasNoMassAndNoNaN() {
        FourVector p = new FourVector(278.4481729460619, 62.352, 75.432, -260.683);
        assertThat(p.e() * p.e() - (p.px() * p.px() + p.py() * p.py() + p.pz() * p.pz()))
                .isNegative();
        assertThat(p.mass2()).isZero();
        assertThat(p.mass()).isZero();
        assertThat(p.logMass2(1e-3)).isEqualTo(Math.log(1e-6));
    }

    @Test
    void massesOfMasslessVectorsAreFiniteAndWithinRoundingOfZero() {
        for (int i = 0; i < 20_000; i++) {
            FourVector p = FourVector.ofMomentum(gaussian(100), gaussian(100), gaussian(1000), 0);
            FourVector single = new FourVector((float) p.e(), (float) p.px(), (float) p.py(), (float) p.pz());
            assertThat(p.mass()).isBetween(-1e-7 * p.e(), 1e-7 * p.e());
            // |m| <= E sqrt(2 * 2 * 2^-24)
            assertThat(single.mass()).isBetween(-5e-4 * p.e(), 5e-4 * p.e());
            assertThat(single.logMass2(1e-3)).isFinite();
        }
    }

    @Test
    void theMassKeepsTheSignOfItsSquare() {
        assertThat(new FourVector(3, 0, 0, 5).mass()).isEqualTo(-4);
        assertThat(new FourVector(5, 0, 3, 0).mass()).isEqualTo(4);
        FourVector pion = FourVector.ofMomentum(612.3, -488.1, 7411.9, PION);
        assertThat(pion.mass()).isCloseTo(PION, within(1e-5));
        assertThat(new FourVector((float) pion.e(), pion.px(), pion.py(), pion.pz()).mass())
                .isFinite();
    }

    @Test
    void pairMassesOfCollinearPionsAreExactToAMillionth() {
        for (double angle : new double[] {1e-7, 1e-4, 0.1, 1.5, 3, Math.PI}) {
            FourVector a = FourVector.ofMomentum(612.3, -488.1, 7411.9, PION);
            LorentzTransformation turn = LorentzTransformation.rotation(488.1, 612.3, 0, angle);
            FourVector b = turn.apply(a).times(0.4);
            double m2 = FourVector.pairMass2(a, PION, b, PION);
            double exact = exactPairMass2(a, b, PION);
            assertThat(m2 / exact).isCloseTo(1, within(ROUNDING));
            assertThat(FourVector.pairMass2(b, PION, a, PION) / exact).isCloseTo(1, within(ROUNDING));
        }
    }

    @Test
    void aMasslessCollinearPairHasNoMass() {
        FourVector p = FourVector.ofMomentum(1, 2, 3, 0);
        assertThat(FourVector.pairMass2(p, 0, p.times(2), 0)).isZero();
        assertThat(FourVector.pairMass2(p, 0, FourVector.ZERO, 0)).isZero();
        assertThat(FourVector.pairMass2(p, 0, FourVector.ofMomentum(-1, -2, -3, 0), 0))
                .isCloseTo(4 * 14, within(1e-13));
    }

    private static double exactPairMass2(FourVector a, FourVector b, double mass) {
        MathContext digits = new MathContext(60);
        BigDecimal m2 = new BigDecimal(mass).pow(2);
        BigDecimal energies = energy(a, m2, digits).multiply(energy(b, m2, digits));
        BigDecimal product = new BigDecimal(a.px())
                .multiply(new BigDecimal(b.px()))
                .add(new BigDecimal(a.py()).multiply(new BigDecimal(b.py())))
                .add(new BigDecimal(a.pz()).multiply(new BigDecimal(b.pz())));
        return m2.add(energies.subtract(product)).multiply(BigDecimal.TWO).doubleValue();
    }

    private static BigDecimal energy(FourVector p, BigDecimal m2, MathContext digits) {
        return m2.add(new BigDecimal(p.px()).pow(2))
                .add(new BigDecimal(p.py()).pow(2))
                .add(new BigDecimal(p.pz()).pow(2))
                .sqrt(digits);
    }

    @Test
    void pseudorapiditiesOfForwardParticlesAreRightAlsoFromFloat32() {
        assertThat(eta(0.5f, 900f)).isCloseTo(8.1887, within(5e-5));
        assertThat(eta(0.5f, -6500f)).isCloseTo(-10.166, within(5e-4));
        assertThat(eta(0.001f, 1e4f)).isCloseTo(16.811, within(5e-4));
        assertThat(eta(1e-20f, 1f)).isCloseTo(Math.log(2) + 20 * Math.log(10), within(1e-5));
    }

    @Test
    void pseudorapidityIsOddAndKeepsTinyAndHugeValues() {
        for (double t = 1e-300; t < 1e300; t *= 7.3) {
            double eta = Angles.pseudorapidity(1, t);
            assertThat(Angles.pseudorapidity(1, -t)).isEqualTo(-eta);
            if (eta < 700 && eta > 0) {
                assertThat(Math.sinh(eta) / t).isCloseTo(1, within(1e-12));
            }
        }
        assertThat(Angles.pseudorapidity(1, -1e-200)).isEqualTo(-1e-200);
        assertThat(Angles.pseudorapidity(0, -3)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Angles.pseudorapidity(0, 0)).isZero();
    }

    private static double eta(float pt, float pz) {
        return new FourVector(0, pt, 0, pz).eta();
    }

    @Test
    void rapidityIsAdditiveUnderBoostsAlongTheBeam() {
        FourVector p = FourVector.ofMomentum(0.3, -0.4, 1.2, 0.7);
        assertThat(p.rapidity()).isCloseTo(0.5 * Math.log((p.e() + 1.2) / (p.e() - 1.2)), within(ROUNDING));
        for (double y : new double[] {-7, -1, 2, 7}) {
            FourVector q = LorentzTransformation.boost(0, 0, 1, y).apply(p);
            // E^2 = 10^5 m_t^2 at the largest, with roundings of 1e-16
            assertThat(q.rapidity()).isCloseTo(p.rapidity() + y, within(1e-9));
        }
    }

    @Test
    void azimuthsLieInMinusPiToPiAndDifferencesWrap() {
        assertThat(new FourVector(1, -1, 0, 0).phi()).isEqualTo(-Math.PI);
        assertThat(new FourVector(1, -1, -0.0, 0).phi()).isEqualTo(-Math.PI);
        assertThat(new FourVector(1, 0, 0, 1).phi()).isZero();
        FourVector a = FourVector.ofPtEtaPhi(1, 0, 3.10, 0);
        FourVector b = FourVector.ofPtEtaPhi(1, 0, -3.10, 0);
        assertThat(a.deltaR(b)).isCloseTo(2 * Math.PI - 6.2, within(ROUNDING));
        assertThat(a.deltaPhi(b)).isCloseTo(6.2 - 2 * Math.PI, within(ROUNDING));
        assertThat(b.deltaPhi(a)).isCloseTo(2 * Math.PI - 6.2, within(ROUNDING));
        assertThat(Angles.wrap(Math.PI)).isEqualTo(-Math.PI);
        assertThat(Angles.wrap(3 * Math.PI)).isEqualTo(-Math.PI);
        assertThat(Angles.wrap(-Math.PI)).isEqualTo(-Math.PI);
    }

    /// Case of files whose azimuths were unwrapped jet by jet: values from -0.54 to 6.83.
    @Test
    void aJetDoesNotDependOnTheBranchOfItsAzimuths() {
        double[] phis = {-0.54, 3.10, -3.10, 6.83, 0};
        for (double shift : new double[] {-2 * Math.PI, 2 * Math.PI, Math.PI}) {
            for (double first : phis) {
                for (double second : phis) {
                    FourVector a = FourVector.ofPtEtaPhi(2, 0.3, first, 0);
                    FourVector b = FourVector.ofPtEtaPhi(1, -0.3, second, 0);
                    FourVector c = FourVector.ofPtEtaPhi(2, 0.3, first + shift, 0);
                    FourVector d = FourVector.ofPtEtaPhi(1, -0.3, second + shift, 0);
                    assertThat(a.deltaR(b)).isCloseTo(c.deltaR(d), within(1e-14));
                    assertThat(a.plus(b).mass()).isCloseTo(c.plus(d).mass(), within(1e-14));
                    assertThat(Angles.wrap(first - second)).isCloseTo(a.deltaPhi(b), within(1e-14));
                }
            }
        }
    }

    @Test
    void goingToARestFrameAndBackChangesNothing() {
        FourVector frame = FourVector.ofMomentum(30, -40, 200, 91.2);
        FourVector p = FourVector.ofMomentum(-3, 5, 7, 1.5);
        FourVector there = p.boostedToRestOf(frame);
        FourVector back = there.boostedFromRestOf(frame);
        assertThat(frame.boostedToRestOf(frame).p()).isCloseTo(0, within(1e-12));
        assertThat(there.e()).isCloseTo(p.dot(frame) / 91.2, within(1e-13));
        assertThat(there.mass()).isCloseTo(1.5, within(1e-12));
        assertThat(new double[] {back.e(), back.px(), back.py(), back.pz()})
                .containsExactly(new double[] {p.e(), p.px(), p.py(), p.pz()}, within(1e-13));
        assertThatThrownBy(() -> p.boostedToRestOf(new FourVector(1, 1, 0, 0))).hasMessageContaining("rest frame");
    }

    private double gaussian(double width) {
        return width * random.nextGaussian();
    }

    @Test
    void rapidityAzimuthAndMassComeBack() {
        FourVector p = FourVector.ofPtYPhi(0.9, -1.3, 2.5, PION);
        assertThat(p.rapidity()).isCloseTo(-1.3, within(ROUNDING));
        assertThat(p.pt()).isCloseTo(0.9, within(ROUNDING));
        assertThat(p.phi()).isCloseTo(2.5, within(ROUNDING));
        assertThat(p.mass2()).isCloseTo(PION * PION, within(ROUNDING));
    }
}
