package rapidity.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rapidity.kinematics.FourVector;

class FiducialCutsTest {
    private final FiducialCuts cuts = FiducialCuts.DEFAULT;

    private static double[] event(double zPt, FourVector... gluons) {
        double[] p = new double[12 + 4 * gluons.length];
        set(p, 8, FourVector.ofPtEtaPhi(zPt, 0.3, 1, 91.188));
        for (int i = 0; i < gluons.length; i++) {
            set(p, 12 + 4 * i, gluons[i]);
        }
        return p;
    }

    private static void set(double[] p, int at, FourVector v) {
        p[at] = v.e();
        p[at + 1] = v.px();
        p[at + 2] = v.py();
        p[at + 3] = v.pz();
    }

    private static FourVector gluon(double pt, double y, double phi) {
        return FourVector.ofPtEtaPhi(pt, y, phi, 0);
    }

    private boolean pass(double zPt, FourVector... gluons) {
        return cuts.pass(event(zPt, gluons), 0, gluons.length);
    }

    @Test
    void transverseMomentaOfZAndGluonsMustExceedTwenty() {
        assertThat(pass(20.1, gluon(20.1, 0, 0))).isTrue();
        assertThat(pass(19.9, gluon(20.1, 0, 0))).isFalse();
        assertThat(pass(20.1, gluon(19.9, 0, 0))).isFalse();
    }

    @Test
    void rapiditiesOfGluonsMustBeBelowFive() {
        assertThat(pass(30, gluon(30, 4.99, 0))).isTrue();
        assertThat(pass(30, gluon(30, 5.01, 0))).isFalse();
        assertThat(pass(30, gluon(30, -5.01, 0))).isFalse();
    }

    @Test
    void gluonsMustBeApartAlsoAcrossTheSeamOfTheAzimuth() {
        assertThat(pass(30, gluon(30, 0, 0), gluon(30, 0.41, 0))).isTrue();
        assertThat(pass(30, gluon(30, 0, 0), gluon(30, 0.39, 0))).isFalse();
        assertThat(pass(30, gluon(30, 0, 3.0), gluon(30, 0, -3.0))).isFalse();
        assertThat(pass(30, gluon(30, 0, 2.9), gluon(30, 0, -2.9))).isTrue();
    }

    @Test
    void aCutThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> new FiducialCuts(0, 5, 0.4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pT > 0.0");
    }
}
