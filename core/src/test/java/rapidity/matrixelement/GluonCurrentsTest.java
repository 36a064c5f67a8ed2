package rapidity.matrixelement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class GluonCurrentsTest {
    /// Rounding of the recursion relative to the largest component, measured at hard points: 1e-13.
    private static final double ROUNDING = 1e-11;

    private static final long SEED = 31;
    private final RandomStream random = new RandomStreams(SEED).stream("gluon-currents");

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void currentsAreConservedAndAntisymmetricUnderReflectionAndThoseOfTheSlowRecursion(int gluons) {
        double[] p = Points.draw(gluons, 900, random);
        GluonSequences sequences = new GluonSequences(gluons);
        GluonCurrents currents = new GluonCurrents(sequences);
        currents.start(p, 12);
        for (int s = sequences.first(2); s < sequences.first(gluons); s++) {
            if (s < sequences.mirror(s)) {
                currents.recurse(s);
                for (int h = 0; h < sequences.states(s); h++) {
                    compare(sequences, currents, s, h, p);
                }
            }
        }
    }

    private static void compare(GluonSequences sequences, GluonCurrents currents, int s, int h, double[] p) {
        int length = sequences.length(s);
        double[] j = at(currents.current, sequences.firstSlot(s) + h);
        int mirrored = sequences.firstSlot(sequences.mirror(s)) + GluonSequences.mirrorState(h, length);
        double sign = length % 2 == 0 ? -1 : 1;
        List<Integer> letters = Arrays.stream(sequences.letters(s)).boxed().toList();
        double[][] polarization = new double[p.length / 4 - 3][4];
        for (int place = 0; place < length; place++) {
            double[] both = new double[8];
            Polarization.transverse(p, 12 + 4 * letters.get(place), both, 0);
            System.arraycopy(both, 4 * ((h >> place) & 1), polarization[letters.get(place)], 0, 4);
        }
        SlowRecursion slow = new SlowRecursion(p, polarization, new double[4], 1, true);
        double[] expected = slow.current(letters);
        double[] momentum = slow.sum(letters);
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(SlowRecursion.dot(momentum, j)).isCloseTo(0, within(ROUNDING * scale * momentum[0]));
        for (int mu = 0; mu < 4; mu++) {
            assertThat(j[mu]).isCloseTo(expected[mu], within(ROUNDING * scale));
            assertThat(at(currents.current, mirrored)[mu]).isEqualTo(sign * j[mu]);
        }
        double[] backwards = slow.current(letters.reversed());
        assertThat(backwards[1]).isCloseTo(sign * j[1], within(ROUNDING * scale));
    }

    private static double[] at(double[] current, int slot) {
        return Arrays.copyOfRange(current, 4 * slot, 4 * slot + 4);
    }
}
