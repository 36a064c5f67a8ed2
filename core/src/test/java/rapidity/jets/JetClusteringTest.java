package rapidity.jets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.jets.JetClustering.Measure;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.FourVectors;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class JetClusteringTest {
    /// The same sums of the same numbers in the same order; distances differ in the rounding of logarithms.
    private static final double ROUNDING = 1e-12;

    private static final ClusteredEvents GOLDEN = ClusteredEvents.read();

    @ParameterizedTest
    @EnumSource
    void jetsAreThoseOfFastJet(Measure measure) {
        for (List<String> event : GOLDEN.events()) {
            FourVectors particles = ClusteredEvents.particles(event);
            for (double radius : new double[] {0.4, 1}) {
                assertSame(
                        new JetClustering(measure, radius).cluster(particles).inclusive(0),
                        ClusteredEvents.jets(event, "jet " + measure + " " + radius));
            }
        }
    }

    @Test
    void exclusiveJetsAreThoseOfFastJet() {
        for (List<String> event : GOLDEN.events()) {
            FourVectors particles = ClusteredEvents.particles(event);
            if (particles.size() >= 3) {
                ClusterSequence sequence = JetClustering.kt(1).cluster(particles);
                assertSame(sequence.exclusive(3), ClusteredEvents.jets(event, "three"));
                assertSame(sequence.exclusive(20.0), ClusteredEvents.jets(event, "above20"));
                double[] merging = ClusteredEvents.numbers(event, "merging");
                for (int n = 0; n < merging.length; n++) {
                    assertThat(sequence.mergingDistance(n)).isCloseTo(merging[n], within(ROUNDING * merging[n]));
                }
            }
        }
    }

    private static void assertSame(List<ClusteredJet> found, List<ClusteredJet> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).constituents()).isEqualTo(expected.get(i).constituents());
            assertThat(found.get(i).momentum()).isEqualTo(expected.get(i).momentum());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfParticlesDoesNotMatter(Measure measure) {
        FourVectors particles = ClusteredEvents.particles(GOLDEN.events().getLast());
        int[] order = new RandomStreams(1).stream("order").permutation(particles.size());
        FourVectors shuffled = FourVectors.zeros(particles.size());
        for (int i = 0; i < order.length; i++) {
            shuffled.set(i, particles.at(order[i]));
        }
        List<ClusteredJet> jets =
                new JetClustering(measure, 0.6).cluster(particles).inclusive(1);
        List<ClusteredJet> others =
                new JetClustering(measure, 0.6).cluster(shuffled).inclusive(1);
        assertThat(others).hasSameSizeAs(jets);
        for (int i = 0; i < jets.size(); i++) {
            int[] back = Arrays.stream(others.get(i).constituents())
                    .map(k -> order[k])
                    .sorted()
                    .toArray();
            assertThat(back).isEqualTo(jets.get(i).constituents());
        }
    }

    @ParameterizedTest
    @EnumSource
    void jetsAreThoseOfTheDefinition(Measure measure) {
        RandomStream random = new RandomStreams(2).stream("events");
        for (int event = 0; event < 20; event++) {
            FourVectors particles = FourVectors.zeros(25);
            for (int i = 0; i < particles.size(); i++) {
                particles.set(
                        i,
                        FourVector.ofPtEtaPhi(
                                random.nextExponential(), random.nextGaussian(), 7 * random.nextDouble(), 0.1));
            }
            List<FourVector> found = new JetClustering(measure, 0.7)
                    .cluster(particles).inclusive(0).stream()
                            .map(ClusteredJet::momentum)
                            .toList();
            assertThat(found).containsExactlyInAnyOrderElementsOf(new SlowClustering(measure, 0.7).jets(particles));
        }
    }

    @Test
    void nothingMakesNoJetsAndOneParticleOne() {
        assertThat(JetClustering.antiKt(1).cluster(FourVectors.zeros(0)).inclusive(0))
                .isEmpty();
        FourVector p = new FourVector(5, 3, 0, 4);
        ClusteredJet jet =
                JetClustering.kt(1).cluster(FourVectors.of(p)).inclusive(0).getFirst();
        assertThat(jet.momentum()).isEqualTo(p);
        assertThat(JetClustering.kt(1).cluster(FourVectors.of(p)).inclusive(3.1))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void particlesAlongTheBeamAndZerosAreJetsOrPartsOfThem(Measure measure) {
        FourVectors particles = FourVectors.of(
                new FourVector(7, 0, 0, 7),
                FourVector.ZERO,
                new FourVector(9, 0, 0, -9),
                new FourVector(5, 3, 0, 4),
                FourVector.ZERO);
        List<ClusteredJet> jets =
                new JetClustering(measure, 1).cluster(particles).inclusive(0);
        assertThat(jets.stream().mapToInt(jet -> jet.constituents().length).sum())
                .isEqualTo(5);
        assertThat(jets.getFirst().momentum().pt()).isEqualTo(3);
    }

    @Test
    void whatCannotBeClusteredIsRefused() {
        assertThatThrownBy(() -> JetClustering.antiKt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the radius of a jet is positive and finite, got 0.0");
        FourVectors bad = FourVectors.of(FourVector.ZERO, new FourVector(1, Double.NaN, 0, 0));
        assertThatThrownBy(() -> JetClustering.antiKt(1).cluster(bad))
                .hasMessage("particle 1 has a component that is not finite");
        ClusterSequence sequence = JetClustering.kt(1).cluster(FourVectors.zeros(2));
        assertThatThrownBy(() -> sequence.exclusive(3)).hasMessage("2 particles make no 3 exclusive jets");
        assertThatThrownBy(() -> sequence.mergingDistance(2)).hasMessage("no step leaves 2 jets of 2 particles");
    }
}
