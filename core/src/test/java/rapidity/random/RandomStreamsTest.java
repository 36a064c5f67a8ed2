package rapidity.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
    private static final int DRAWS = 200_000;

    /// Five standard errors of a mean over DRAWS values of unit variance.
    private static final double FIVE_SIGMA = 5 / Math.sqrt(DRAWS);

    private final RandomStreams streams = new RandomStreams(42);

    @Test
    void theGeneratorIsXoshiro256PlusPlus() {
        RandomStream stream = RandomStream.of(1, 2, 3, 4);
        // first outputs of the reference implementation for this state
        assertThat(stream.longs(10))
                .containsExactly(
                        41943041L,
                        58720359L,
                        3588806011781223L,
                        3591011842654386L,
                        -9218127359498767411L,
                        -8473074601504656454L,
                        -4435742961462588739L,
                        -6040557928525160809L,
                        -2597705026922659880L,
                        -7996720260207963616L);
    }

    @Test
    void aStreamIsTheDigestOfSeedNameAndIndices() {
        // sha256(pack(">q", 42) + b"noise") and sha256(pack(">q", 42) + b"phase-space" + b"\xff" + pack(">qq", 2, 7))
        assertThat(streams.stream("noise").state())
                .containsExactly(
                        -8593296685088377223L, 6680182640714164411L, 6035972594165366046L, -6504575291603753920L);
        assertThat(streams.stream("phase-space", 2, 7).state())
                .containsExactly(
                        4905129576716495717L, 786370466371818958L, -7531397377882533039L, -3005864650026074722L);
    }

    @Test
    void aRestoredStreamContinuesBitForBit() {
        RandomStream stream = streams.stream("noise");
        stream.nextGaussian();
        stream.permutation(5);
        RandomStream restored = RandomStream.of(stream.state());
        for (int i = 0; i < 100; i++) {
            assertThat(restored.nextGaussian()).isEqualTo(stream.nextGaussian());
            assertThat(restored.nextInt(17)).isEqualTo(stream.nextInt(17));
            assertThat(restored.nextExponential()).isEqualTo(stream.nextExponential());
        }
    }

    @Test
    void namesAndIndicesOpenDifferentStreams() {
        Set<Long> first = new HashSet<>();
        for (String name : new String[] {"", "init", "shuffle", "noise"}) {
            first.add(streams.stream(name).nextLong());
            first.add(new RandomStreams(43).stream(name).nextLong());
            for (long block = 0; block < 10; block++) {
                first.add(streams.stream(name, block).nextLong());
                first.add(streams.stream(name, 0, block).nextLong());
            }
        }
        assertThat(first).hasSize(4 * 22);
        assertThat(streams.stream("init").state())
                .isEqualTo(streams.stream("init").state());
    }

    @Test
    void gaussiansHaveTheMomentsOfTheNormalDistribution() {
        RandomStream stream = streams.stream("noise");
        double[] moments = new double[5];
        for (int i = 0; i < DRAWS; i++) {
            double x = stream.nextGaussian();
            for (int k = 1; k < moments.length; k++) {
                moments[k] += Math.pow(x, k) / DRAWS;
            }
        }
        // variances of x, x^2, x^3, x^4: 1, 2, 15, 96
        assertThat(moments[1]).isCloseTo(0, within(FIVE_SIGMA));
        assertThat(moments[2]).isCloseTo(1, within(FIVE_SIGMA * Math.sqrt(2)));
        assertThat(moments[3]).isCloseTo(0, within(FIVE_SIGMA * Math.sqrt(15)));
        assertThat(moments[4]).isCloseTo(3, within(FIVE_SIGMA * Math.sqrt(96)));
    }

    @Test
    void boundedIntegersAreUniform() {
        RandomStream stream = streams.stream("shuffle");
        int[] counts = new int[7];
        for (int i = 0; i < DRAWS; i++) {
            counts[stream.nextInt(counts.length)]++;
        }
        double chi2 = Arrays.stream(counts)
                .mapToDouble(n -> Math.pow(n - DRAWS / 7.0, 2) * 7 / DRAWS)
                .sum();
        // 99.99 % of chi^2 with 6 degrees of freedom
        assertThat(chi2).isLessThan(27.9);
        assertThat(stream.nextInt(1)).isZero();
        assertThatThrownBy(() -> stream.nextInt(0)).hasMessageContaining("must be positive");
    }

    /// Without rejection, each third integer of this range would be drawn with probability 3/8 or 1/4.
    @Test
    void boundedIntegersOfALargeRangeAreUniform() {
        RandomStream stream = streams.stream("shuffle");
        int bound = 3 << 29;
        double multiplesOfThree = IntStream.range(0, DRAWS)
                .mapToDouble(i -> stream.nextInt(bound) % 3 == 0 ? 1 : 0)
                .average()
                .orElseThrow();
        assertThat(multiplesOfThree).isCloseTo(1 / 3.0, within(FIVE_SIGMA / 2));
    }

    @Test
    void everyOrderOfThreeIsEquallyLikely() {
        RandomStream stream = streams.stream("shuffle");
        int[] counts = new int[27];
        for (int i = 0; i < DRAWS; i++) {
            int[] order = stream.permutation(3);
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        int[] orders = Arrays.stream(counts).filter(n -> n > 0).toArray();
        assertThat(orders).hasSize(6);
        assertThat(Arrays.stream(orders).mapToDouble(n -> (double) n / DRAWS))
                .allSatisfy(f -> assertThat(f).isCloseTo(1 / 6.0, within(FIVE_SIGMA / 2)));
    }

    @Test
    void aStateOfZerosOrOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> RandomStream.of(0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RandomStream.of(1, 2, 3)).hasMessageContaining("got 3");
    }
}
