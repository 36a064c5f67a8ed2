package rapidity.matrixelement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Where a gluon is soft or collinear, abs(M)^2 factorises into a known function and abs(M)^2 of one gluon less.
class SoftAndCollinearLimitsTest {
    /// The deviation from a soft limit falls linearly with the energy, over the smallest hard scale: 0.14 per GeV
    /// measured.
    private static final double PER_GEV = 1;
    /// The deviation from the initial collinear limit is of the order of the angle.
    private static final double PER_RADIAN = 10;
    /// The deviation after the mean over the azimuth is the squared ratio of the opening angle to that with the beam,
    /// 0.08 or more: 10 per squared radian measured.
    private static final double PER_SQUARED_RADIAN = 100;

    private static final double G2 = 4 * Math.PI * StandardModel.DEFAULT.alphaS();
    private static final long SEED = 5;
    private final RandomStream random = new RandomStreams(SEED).stream("limits");

    /// abs(M)^2 summed over all spins and colours, without 1/36 and 1/n!.
    private static double sum(double... momenta) {
        int gluons = momenta.length / 4 - 3;
        double factor = 36;
        for (int i = 2; i <= gluons; i++) {
            factor *= i;
        }
        return factor * new QqbarToZGluons(gluons, QuarkFlavour.UP, StandardModel.DEFAULT).value(momenta);
    }

    private static double eikonal(double[] p, int a, int b, FourVector k) {
        FourVector pa = Points.vector(p, 4 * a);
        FourVector pb = Points.vector(p, 4 * b);
        return pa.dot(pb) / (pa.dot(k) * pb.dot(k));
    }

    /// The point with one more gluon k; the Z takes the recoil.
    private static double[] withGluon(double[] p, FourVector k) {
        double[] q = Arrays.copyOf(p, p.length + 4);
        Points.set(q, p.length, k);
        Points.set(q, 8, Points.vector(p, 8).minus(k));
        return Points.rebuilt(q);
    }

    private static FourVector soft(double energy) {
        return FourVector.ofMomentum(0.48 * energy, 0.6 * energy, 0.64 * energy, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4})
    void aSoftGluonGivesTheEikonalFactor(double energy) {
        double[] none = {
            Points.Z_MASS / 2,
            0,
            0,
            Points.Z_MASS / 2,
            Points.Z_MASS / 2,
            0,
            0,
            -Points.Z_MASS / 2,
            Points.Z_MASS,
            0,
            0,
            0
        };
        FourVector k = soft(energy);
        double expected = G2 * 8 / 3 * eikonal(none, 0, 1, k) * sum(none);
        assertThat(sum(withGluon(none, k))).isCloseTo(expected, within(PER_GEV * energy * expected));

        double[] one = Points.draw(1, 400, random);
        double colour = 3 * (eikonal(one, 0, 3, k) + eikonal(one, 3, 1, k)) - eikonal(one, 0, 1, k) / 3;
        expected = G2 * colour * sum(one);
        assertThat(sum(withGluon(one, k))).isCloseTo(expected, within(PER_GEV * energy * expected));
    }

    @ParameterizedTest
    @CsvSource({"1, 1e-2", "2, 1e-2", "3, 1e-2", "2, 1e-4", "3, 1e-4"})
    void inAnOrderingTheEikonalFactorIsThatOfTheNeighbours(int gluons, double energy) {
        double[] p = Points.draw(gluons, 500, random);
        FourVector k = soft(energy);
        double[] q = withGluon(p, k);
        GluonSequences sequences = new GluonSequences(gluons + 1);
        PartialAmplitudes amplitudes = new PartialAmplitudes(sequences, Points.Z_MASS, QuarkLine.VERTEX);
        amplitudes.calculate(q, 0);
        GluonSequences fewer = new GluonSequences(gluons);
        PartialAmplitudes without = new PartialAmplitudes(fewer, Points.Z_MASS, QuarkLine.VERTEX);
        without.calculate(p, 0);
        for (int i = 0; i < amplitudes.amplitude.length; i++) {
            int[] letters = sequences.letters(sequences.first(gluons + 1) + i);
            int place = place(letters, gluons);
            int before = place == 0 ? 0 : letters[place - 1] + 3;
            int after = place == gluons ? 1 : letters[place + 1] + 3;
            int[] rest = Arrays.stream(letters).filter(g -> g != gluons).toArray();
            double expected = eikonal(p, before, after, k) * square(without.amplitude[ordering(fewer, rest)]);
            assertThat(square(amplitudes.amplitude[i])).isCloseTo(expected, within(PER_GEV * energy * expected));
        }
    }

    private static int place(int[] letters, int letter) {
        for (int i = 0; i < letters.length; i++) {
            if (letters[i] == letter) {
                return i;
            }
        }
        throw new IllegalArgumentException("no " + letter + " in " + Arrays.toString(letters));
    }

    private static int ordering(GluonSequences sequences, int[] letters) {
        int first = sequences.first(sequences.gluons());
        for (int s = first; s < sequences.count(); s++) {
            if (Arrays.equals(sequences.letters(s), letters)) {
                return s - first;
            }
        }
        throw new IllegalArgumentException(Arrays.toString(letters));
    }

    private static double square(double[] row) {
        return Arrays.stream(row).map(a -> a * a).sum();
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "1, 0.8", "2, 0.5", "3, 0.6"})
    void aGluonAlongTheQuarkGivesTheSplittingFunctionOfQuarks(int gluons, double x) {
        double[] p = Points.draw(gluons, 400, random);
        double angle = 1e-4;
        double energy = (1 - x) / x * p[0];
        FourVector k = FourVector.ofMomentum(
                energy * Math.sin(angle) * 0.6, energy * Math.sin(angle) * 0.8, energy * Math.cos(angle), 0);
        double[] q = Arrays.copyOf(p, p.length + 4);
        Points.set(q, p.length, k);
        Points.set(q, 8, Points.vector(p, 8).minus(new FourVector(0, k.px(), k.py(), 0)));
        q = Points.rebuilt(q);
        double splitting = 4.0 / 3 * (1 + x * x) / (1 - x);
        double expected = G2 / Points.vector(q, 0).dot(k) / x * splitting * sum(p);
        assertThat(sum(q)).isCloseTo(expected, within(PER_RADIAN * angle * expected));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "2, 0.6", "3, 0.5"})
    void twoCollinearGluonsGiveTheSplittingFunctionOfGluons(int gluons, double z) {
        double[] p = Points.draw(gluons, 500, random);
        double angle = 1e-3;
        int last = p.length - 4;
        FourVector parent = Points.vector(p, last);
        double[] across = {-parent.py() / parent.pt(), parent.px() / parent.pt(), 0};
        double[] up = {
            -parent.pz() * parent.px() / (parent.p() * parent.pt()),
            -parent.pz() * parent.py() / (parent.p() * parent.pt()),
            parent.pt() / parent.p()
        };
        int steps = 12;
        double mean = 0;
        for (int step = 0; step < steps; step++) {
            double phi = 2 * Math.PI * step / steps;
            double kt = z * (1 - z) * parent.p() * angle;
            double[] q = Arrays.copyOf(p, p.length + 4);
            Points.set(q, last, daughter(parent, z, kt * Math.cos(phi), across, kt * Math.sin(phi), up));
            Points.set(q, last + 4, daughter(parent, 1 - z, -kt * Math.cos(phi), across, -kt * Math.sin(phi), up));
            q = Points.rebuilt(q);
            mean += sum(q) * Points.vector(q, last).dot(Points.vector(q, last + 4)) / steps;
        }
        double splitting = 6 * (z / (1 - z) + (1 - z) / z + z * (1 - z));
        double expected = G2 * splitting * sum(p);
        assertThat(mean).isCloseTo(expected, within(PER_SQUARED_RADIAN * angle * angle * expected));
    }

    private static FourVector daughter(FourVector parent, double z, double a, double[] across, double b, double[] up) {
        return FourVector.ofMomentum(
                z * parent.px() + a * across[0] + b * up[0],
                z * parent.py() + a * across[1] + b * up[1],
                z * parent.pz() + a * across[2] + b * up[2],
                0);
    }
}
