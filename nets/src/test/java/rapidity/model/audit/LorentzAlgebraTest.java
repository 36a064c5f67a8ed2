package rapidity.model.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rapidity.algebra.Multivector;
import rapidity.kinematics.LorentzTransformation;

class LorentzAlgebraTest {
    /// A few roundings of each of the squarings, relative to the largest entry.
    private static final double ROUNDING = 1e-13;

    private static void same(LorentzTransformation found, LorentzTransformation expected) {
        for (int i = 0; i < 16; i++) {
            double deviation = Math.abs(found.entry(i / 4, i % 4) - expected.entry(i / 4, i % 4));
            assertThat(deviation / expected.gamma()).as("entry " + i).isLessThan(ROUNDING);
        }
    }

    @Test
    void generatorsMakeBoostsAndRotations() {
        for (double t : new double[] {0, 1e-4, 0.3, -2, 10}) {
            for (int axis = 0; axis < 3; axis++) {
                double[] n = new double[3];
                n[axis] = 1;
                double[] k = new double[6];
                k[axis] = t;
                same(LorentzAlgebra.exp(k), LorentzTransformation.boost(n[0], n[1], n[2], t));
                double[] j = new double[6];
                j[3 + axis] = t;
                same(LorentzAlgebra.exp(j), LorentzTransformation.rotation(n[0], n[1], n[2], t));
            }
        }
    }

    @Test
    void exponentsOfOneGeneratorAdd() {
        double[] g = {0.3, -0.2, 0.5, 1.1, 0.4, -0.7};
        double[] twice = {0.6, -0.4, 1.0, 2.2, 0.8, -1.4};
        same(LorentzAlgebra.exp(g).times(LorentzAlgebra.exp(g)), LorentzAlgebra.exp(twice));
    }

    /// K_x + J_y leaves (1, 0, 0, 1), K_x alone does not.
    @Test
    void derivativesVanishForWhatStays() {
        Multivector beam = Multivector.vector(1, 0, 0, 1);
        assertThat(LorentzAlgebra.derivative(new double[] {1, 0, 0, 0, -1, 0}, beam))
                .isEqualTo(LorentzAlgebra.derivative(new double[6], beam));
        assertThat(LorentzAlgebra.derivative(LorentzAlgebra.generator(0), beam))
                .isEqualTo(Multivector.vector(0, 1, 0, 0));
    }
}
