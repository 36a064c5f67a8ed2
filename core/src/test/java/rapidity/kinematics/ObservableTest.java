package rapidity.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.kinematics.Observable.OfBody;
import rapidity.kinematics.Observable.OfPair;
import rapidity.kinematics.Observable.Quantity;
import rapidity.kinematics.Observable.Separation;

class ObservableTest {
    private static final double ROUNDING = 1e-12;

    private static double[] event(double... ptEtaPhiM) {
        double[] r = new double[ptEtaPhiM.length];
        for (int i = 0; i < r.length; i += 4) {
            FourVector p = FourVector.ofPtEtaPhi(ptEtaPhiM[i], ptEtaPhiM[i + 1], ptEtaPhiM[i + 2], ptEtaPhiM[i + 3]);
            double[] numbers = {p.e(), p.px(), p.py(), p.pz()};
            System.arraycopy(numbers, 0, r, i, 4);
        }
        return r;
    }

    private static final double[] TWO_EVENTS = event(30, 1.5, 3, 5, 40, -0.5, -3, 10, 50, 0, 0, 0, 60, 2, 1, 4);

    @Test
    void aBodyOfOneParticleHasItsQuantities() {
        Body second = Body.of("q", 1);
        double[] expected = {40, -3, -0.5, 10};
        List<Quantity> polar = List.of(Quantity.PT, Quantity.PHI, Quantity.ETA, Quantity.M);
        for (int i = 0; i < 4; i++) {
            assertThat(new OfBody(second, polar.get(i)).of(TWO_EVENTS, 0)).isCloseTo(expected[i], within(ROUNDING));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(new OfBody(second, Quantity.values()[i]).of(TWO_EVENTS, 8))
                    .isEqualTo(TWO_EVENTS[12 + i]);
        }
    }

    @Test
    void aBodyOfSeveralIsTheirSum() {
        FourVectors p = FourVectors.ofRows(TWO_EVENTS);
        double mass = new OfBody(Body.of("W", 1, 0), Quantity.M).of(TWO_EVENTS, 0);
        assertThat(mass).isCloseTo(p.sum(0, 2).mass(), within(ROUNDING));
    }

    @Test
    void separationsAreFirstMinusSecondAndWrapped() {
        Body a = Body.of("a", 0);
        Body b = Body.of("b", 1);
        double[] expected = {2, 6 - 2 * Math.PI, Math.hypot(2, 6 - 2 * Math.PI)};
        for (Separation s : Separation.values()) {
            assertThat(new OfPair(a, b, s).of(TWO_EVENTS, 0)).isCloseTo(expected[s.ordinal()], within(ROUNDING));
        }
    }

    @Test
    void rowsAreEventAfterEvent() {
        Observable pt = new OfBody(Body.of("a", 0), Quantity.PT);
        Observable eta = new OfBody(Body.of("b", 1), Quantity.ETA);
        double[] rows = Observable.rows(List.of(pt, eta), TWO_EVENTS, 2);
        double[] expected = {30, -0.5, 50, 2};
        assertThat(rows).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(rows[i]).isCloseTo(expected[i], within(ROUNDING));
        }
        assertThat(eta.column(TWO_EVENTS, 2)).containsExactly(rows[1], rows[3]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Observable.rows(List.of(pt), TWO_EVENTS, 3))
                .withMessageContaining("16 numbers are no events of 3 particles");
    }

    @Test
    void aTopPairIsJudgedByEveryParticlePairAndDecayedBody() {
        List<String> names = TopPair.judged(8).stream().map(Observable::name).toList();
        assertThat(names).hasSize(4 * 8 + 28 + 4 * 5).doesNotHaveDuplicates();
        assertThat(names)
                .startsWith("b1-pt", "b1-phi", "b1-eta", "b1-m", "q1-pt")
                .endsWith("W--m");
        assertThat(names).contains("j1-j2-delta-r", "b2-q3-delta-r", "tt-m", "tbar-eta");
        assertThat(TopPair.drawn(7)).hasSize(8 * 7 + 3 * 21 + 4 * 5);
    }

    @Test
    void decayedBodiesAreTheSumsOfTheirProducts() {
        assertThat(TopPair.virtual())
                .containsExactly(
                        Body.of("tt", 0, 1, 2, 3, 4, 5),
                        Body.of("t", 0, 1, 2),
                        Body.of("tbar", 3, 4, 5),
                        Body.of("W+", 1, 2),
                        Body.of("W-", 4, 5));
        assertThat(TopPair.particles(7).getLast()).isEqualTo(Body.of("j1", 6));
    }

    @Test
    void bodiesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Body.of("t", 1, 1))
                .withMessage("body t is of different particles of an event, not of [1, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> Body.of("nothing"));
        assertThatIllegalArgumentException().isThrownBy(() -> Body.of("nobody", -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopPair.judged(5))
                .withMessage("a top pair decays into 6 particles, an event has 5");
    }
}
