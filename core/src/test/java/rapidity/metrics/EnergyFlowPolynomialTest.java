package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.golden.GoldenFile;

class EnergyFlowPolynomialTest {
    /// Sums of some thousand products of order one or less, relative.
    private static final double ROUNDING = 1e-12;

    private static final GoldenFile GOLDEN = GoldenFile.of(EnergyFlowPolynomialTest.class, "distances.txt");

    private static EnergyFlowPolynomial graph(String name) {
        double[] numbers = GOLDEN.at(name);
        int[][] edges = new int[numbers.length / 2][];
        Arrays.setAll(edges, e -> new int[] {(int) numbers[2 * e], (int) numbers[2 * e + 1]});
        int vertices = (int) Arrays.stream(numbers).max().orElse(0) + 1;
        return EnergyFlowPolynomial.of(vertices, edges);
    }

    private static EnergyFlow jet(int k) {
        return EnergyFlow.hadronic(GOLDEN.at("efp" + k + ".jet"), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void polynomialsAreThoseOfEnergyflow(int k) {
        for (String set : List.of("d<=4", "prime")) {
            double[] expected = GOLDEN.at("efp" + k + "." + set);
            for (int g = 0; g < expected.length; g++) {
                double value = graph("graph." + set + "." + g).of(jet(k));
                assertThat(value).isCloseTo(expected[g], within(ROUNDING * Math.max(1e-3, expected[g])));
            }
        }
    }

    @Test
    void allGraphsAreFoundOnce() {
        List<EnergyFlowPolynomial> all = EnergyFlowPolynomial.upTo(4);
        assertThat(all).hasSize(36);
        double[] values = all.stream().mapToDouble(p -> p.of(jet(2))).sorted().toArray();
        double[] expected = GOLDEN.at("efp2.d<=4").clone();
        Arrays.sort(expected);
        assertThat(values).containsExactly(expected, within(ROUNDING));
        // the numbers of connected multigraphs by edges, and of all without lone vertices: Table 2 of the paper
        assertThat(Multigraphs.connected(5)).hasSize(33);
        assertThat(Multigraphs.all(5)).hasSize(66);
        List<EnergyFlowPolynomial> prime = EnergyFlowPolynomial.prime(4, 4);
        double[] ofPrime =
                prime.stream().mapToDouble(p -> p.of(jet(1))).sorted().toArray();
        double[] expectedOfPrime = GOLDEN.at("efp1.prime").clone();
        Arrays.sort(expectedOfPrime);
        assertThat(ofPrime).containsExactly(expectedOfPrime, within(ROUNDING));
    }

    @Test
    void azimuthsAreWrappedAndAnglesMayHaveAnyPower() {
        EnergyFlow across = EnergyFlow.hadronic(new double[] {2, 0, 3.1, 3, 0, -3.1}, 2);
        double angle = 2 * Math.PI - 6.2;
        double expected = 2 * 2 * 3 * angle * angle;
        assertThat(EnergyFlowPolynomial.of(2, new int[] {0, 1}).of(across)).isCloseTo(expected, within(ROUNDING));
    }

    @Test
    void jetsWithoutParticlesAndGraphsThatAreNone() {
        EnergyFlow nothing = EnergyFlow.hadronic(new double[0], 1);
        assertThat(EnergyFlowPolynomial.upTo(2))
                .allSatisfy(p -> assertThat(p.of(nothing)).isZero());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyFlowPolynomial.of(2, new int[] {0, 2}))
                .withMessageContaining("no edge [0, 2] between two of 2 vertices");
        EnergyFlowPolynomial complete = EnergyFlowPolynomial.of(
                4, new int[] {0, 1}, new int[] {0, 2}, new int[] {0, 3}, new int[] {1, 2}, new int[] {1, 3}, new int[] {
                    2, 3
                });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete.of(jet(1)))
                .withMessageContaining("4 vertices and 6 edges");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyFlow.hadronic(new double[4], 1))
                .withMessageContaining("got 4 numbers");
    }
}
