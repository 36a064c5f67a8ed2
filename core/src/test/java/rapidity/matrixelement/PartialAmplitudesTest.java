package rapidity.matrixelement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class PartialAmplitudesTest {
    /// Rounding of a sum of up to a thousand terms whose cancellation reaches some 100, measured at hard points: 3e-14.
    private static final double ROUNDING = 1e-12;
    /// A gauge test that fails because of a wrong sign gives a ratio of order one.
    private static final double BROKEN = 1e-3;
    /// Colour-ordered sums of MadGraph, whose own rounding reaches 3e-13.
    private static final double MADGRAPH = 1e-11;
    /// The worked example is printed with 12 digits.
    private static final double PRINTED = 2e-12;

    private static final long SEED = 20240514;
    private final RandomStream random = new RandomStreams(SEED).stream("partial-amplitudes");

    private static PartialAmplitudes amplitudes(int gluons, double vertex) {
        return new PartialAmplitudes(new GluonSequences(gluons), Points.Z_MASS, vertex);
    }

    private static double largest(PartialAmplitudes amplitudes) {
        double largest = 0;
        for (double[] row : amplitudes.amplitude) {
            for (double a : row) {
                largest = Math.max(largest, Math.abs(a));
            }
        }
        return largest;
    }

    /// Largest amplitude with the polarisation vector of one gluon replaced by its momentum, per energy of the gluon,
    /// relative to the largest physical amplitude.
    private static double gaugeRatio(PartialAmplitudes amplitudes, double[] p, int gluon) {
        amplitudes.calculate(p, 0);
        double physical = largest(amplitudes);
        amplitudes.start(p, 0);
        for (int state = 0; state < 2; state++) {
            int slot = 4 * (new GluonSequences(amplitudes.gluons()).firstSlot(1 + gluon) + state);
            System.arraycopy(p, 12 + 4 * gluon, amplitudes.currents().current, slot, 4);
        }
        amplitudes.recurse();
        return largest(amplitudes) / p[12 + 4 * gluon] / physical;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aGluonPolarisedAlongItsMomentumDecouples(int gluons) {
        double[] p = Points.draw(gluons, 800, random);
        for (int gluon = 0; gluon < gluons; gluon++) {
            assertThat(gaugeRatio(amplitudes(gluons, QuarkLine.VERTEX), p, gluon))
                    .as("gluon %d of %d, seed %d", gluon, gluons, SEED)
                    .isLessThan(ROUNDING);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void theWrongSignOfTheQuarkGluonVertexBreaksGaugeInvariance(int gluons) {
        double[] p = Points.draw(gluons, 800, random);
        assertThat(gaugeRatio(amplitudes(gluons, -QuarkLine.VERTEX), p, 0)).isGreaterThan(BROKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aZPolarisedAlongItsMomentumDecouples(int gluons) {
        double[] p = Points.draw(Math.max(gluons, 1), 800, random);
        PartialAmplitudes amplitudes = amplitudes(gluons, QuarkLine.VERTEX);
        if (gluons == 0) {
            p = new double[] {45.594, 0, 0, 45.594, 45.594, 0, 0, -45.594, 91.188, 0, 0, 0};
        }
        amplitudes.calculate(p, 0);
        double physical = largest(amplitudes);
        amplitudes.start(p, 0);
        for (int z = 0; z < PartialAmplitudes.Z_STATES; z++) {
            System.arraycopy(p, 8, amplitudes.zPolarization, 4 * z, 4);
        }
        amplitudes.recurse();
        assertThat(largest(amplitudes) / p[8] / physical).isLessThan(ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theSpinSumOfTheZMayBeTakenOverTheUnitVectors(int gluons) {
        double[] p = Points.draw(gluons, 500, random);
        PartialAmplitudes amplitudes = amplitudes(gluons, QuarkLine.VERTEX);
        amplitudes.calculate(p, 0);
        double physical = colourSum(amplitudes, 1, 1, 1);
        amplitudes.start(p, 0);
        unitVectors(amplitudes, 1, 2, 3);
        amplitudes.recurse();
        double space = colourSum(amplitudes, 1, 1, 1);
        amplitudes.start(p, 0);
        unitVectors(amplitudes, 0, 0, 0);
        amplitudes.recurse();
        double time = colourSum(amplitudes, 1, 0, 0);
        assertThat(space - time).isCloseTo(physical, within(ROUNDING * (space + time)));
    }

    private static void unitVectors(PartialAmplitudes amplitudes, int... axes) {
        java.util.Arrays.fill(amplitudes.zPolarization, 0);
        for (int z = 0; z < axes.length; z++) {
            amplitudes.zPolarization[4 * z + axes[z]] = 1;
        }
    }

    private static double colourSum(PartialAmplitudes amplitudes, double... weights) {
        ColourMatrix colour = new ColourMatrix(new GluonSequences(amplitudes.gluons()));
        double[] form = new double[PartialAmplitudes.rows(amplitudes.gluons())];
        colour.form(amplitudes.amplitude, new double[form.length], form);
        double sum = 0;
        for (int r = 0; r < form.length; r++) {
            sum += weights[r / 2 % PartialAmplitudes.Z_STATES] * form[r];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("rapidity.matrixelement.ReferencePoint#all")
    void colourOrderedSumsAreMadgraphs(ReferencePoint point) {
        GluonSequences sequences = new GluonSequences(point.gluons());
        PartialAmplitudes amplitudes = amplitudes(point.gluons(), QuarkLine.VERTEX);
        amplitudes.calculate(point.momenta(), 0);
        StandardModel model = StandardModel.DEFAULT;
        double factor = Math.pow(2 * 4 * Math.PI * model.alphaS(), point.gluons()) * model.kappa(point.flavour());
        for (int k = 0; k < point.sums().length; k++) {
            double sum = 0;
            for (double a :
                    amplitudes.amplitude[ordering(sequences, point.orderings().get(k))]) {
                sum += factor * a * a;
            }
            assertThat(sum).isCloseTo(point.sums()[k], within(MADGRAPH * point.sums()[k]));
        }
    }

    private static int ordering(GluonSequences sequences, int... letters) {
        int first = sequences.first(sequences.gluons());
        for (int s = first; s < sequences.count(); s++) {
            if (java.util.Arrays.equals(sequences.letters(s), letters)) {
                return s - first;
            }
        }
        throw new IllegalArgumentException(java.util.Arrays.toString(letters));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyAmplitudeIsThatOfTheSlowRecursion(int gluons) {
        double[] p = Points.draw(gluons, 600, random);
        PartialAmplitudes amplitudes = amplitudes(gluons, QuarkLine.VERTEX);
        amplitudes.calculate(p, 0);
        GluonSequences sequences = new GluonSequences(gluons);
        double scale = largest(amplitudes);
        for (List<Integer> sigma : SlowRecursion.orderings(gluons)) {
            double[] row = amplitudes
                    .amplitude[
                    ordering(sequences, sigma.stream().mapToInt(i -> i).toArray())];
            for (int r = 0; r < row.length; r += 2) {
                double[] slow = slow(p, r / 2, true).amplitude(sigma);
                assertThat(row[r]).isCloseTo(slow[0], within(ROUNDING * scale));
                assertThat(row[r + 1]).isCloseTo(slow[1], within(ROUNDING * scale));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void inTheSumOverAllOrderingsTheSelfCouplingOfGluonsDropsOut(int gluons) {
        double[] p = Points.draw(gluons, 600, random);
        PartialAmplitudes amplitudes = amplitudes(gluons, QuarkLine.VERTEX);
        amplitudes.calculate(p, 0);
        double scale = largest(amplitudes);
        for (int r = 0; r < PartialAmplitudes.rows(gluons); r += 2) {
            double[] abelian = new double[2];
            for (List<Integer> sigma : SlowRecursion.orderings(gluons)) {
                double[] a = slow(p, r / 2, false).amplitude(sigma);
                abelian[0] += a[0];
                abelian[1] += a[1];
            }
            for (int part = 0; part < 2; part++) {
                double sum = 0;
                for (double[] row : amplitudes.amplitude) {
                    sum += row[r + part];
                }
                assertThat(sum).isCloseTo(abelian[part], within(ROUNDING * scale));
            }
        }
    }

    private static SlowRecursion slow(double[] p, int state, boolean selfCoupling) {
        int gluons = p.length / 4 - 3;
        double[][] polarization = new double[gluons][4];
        double[] vectors = new double[12];
        for (int g = 0; g < gluons; g++) {
            Polarization.transverse(p, 12 + 4 * g, vectors, 0);
            System.arraycopy(vectors, 4 * (((state / 3) >> g) & 1), polarization[g], 0, 4);
        }
        double[] z = new double[4];
        Polarization.massive(p, 8, Points.Z_MASS, vectors, 0);
        System.arraycopy(vectors, 4 * (state % 3), z, 0, 4);
        return new SlowRecursion(p, polarization, z, 1 / Math.sqrt(2), selfCoupling);
    }

    @Test
    void theWorkedExampleHasItsPrintedValues() {
        double[] p = ReferencePoint.first(2).momenta();
        PartialAmplitudes amplitudes = amplitudes(2, QuarkLine.VERTEX);
        amplitudes.calculate(p, 0);
        double[] a12 = amplitudes.amplitude[0];
        double[] a21 = amplitudes.amplitude[1];
        printed(a12, 6 * 0, 0.00808938879337, -0.00197582948471);
        printed(a12, 6 * 1 + 2, 0.0206814169096, -0.00957858128961);
        printed(a21, 6 * 1 + 2, -0.0147440026236, 0.0121969151203);
        printed(a21, 6 * 2, 0.00975935060915, -0.0012771196063);
        printed(amplitudes.zPolarization, 0, 0, 0.131291925161, -0.0953321409169, -0.986749316339);
        printed(amplitudes.zPolarization, 8, 1.31360319612, -1.31820063278, 0.957156263242, -0.267866265743);
        printed(new double[] {square(a12), square(a21)}, 0, 0.00434800928541651, 0.00187451549972418);
    }

    @Test
    void theCurrentsOfTheWorkedExampleHaveTheirPrintedValues() {
        double[] p = ReferencePoint.first(2).momenta();
        PartialAmplitudes amplitudes = amplitudes(2, QuarkLine.VERTEX);
        amplitudes.calculate(p, 0);
        GluonSequences sequences = new GluonSequences(2);
        double[] j = amplitudes.currents().current;
        printed(j, 4 * sequences.firstSlot(1), 0, 0.314159560465, 0.00984195937932, -0.949319180468);
        printed(j, 4 * sequences.firstSlot(2) + 4, 0, 0.938686127036, 0.344772903387, 0);
        int pair = 4 * sequences.firstSlot(3);
        printed(j, pair, 0.000275997052792, -0.00489617999566, -0.00628975606812, 0.00374210168639);
        printed(j, pair + 4, 1.28393961707e-05, -0.000238877213764, -0.0039689370143, -0.0129077750377);
        double[] psi = amplitudes.quark().spinor;
        printed(psi, 0, 0, 0, 17.32050808, 0);
        printed(psi, 4 * sequences.firstSlot(1), -0.04080481027, 0.001278329027, -0.1755169463, 0);
        printed(psi, pair, 0.0003867995633, 0.000717310179, 0.0006091055019, -0.0003113095933);
    }

    private static double square(double[] row) {
        double sum = 0;
        for (double a : row) {
            sum += a * a;
        }
        return sum;
    }

    private static void printed(double[] values, int at, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            double precision = Math.max(PRINTED, 1e-9 * Math.abs(expected[i]));
            assertThat(values[at + i]).isCloseTo(expected[i], within(precision));
        }
    }
}
