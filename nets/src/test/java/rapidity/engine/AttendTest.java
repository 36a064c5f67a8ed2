package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AttendTest {
    private static final double HIDDEN = Double.NEGATIVE_INFINITY;

    @Test
    void withoutAMaskNothingIsAdded() {
        assertThat(Attend.segments(0, 2, 5).mask(1)).isNull();
    }

    @Test
    void masksOfAllKindsAddUp() {
        Attend attend = Attend.segments(0, 1, 3)
                .withMask(new double[] {7}, new double[] {1, 2, 3, 4})
                .withKeyMask(10, 20, 30)
                .causal();
        assertThat(scores(attend, 0, 1, 1)).containsExactly(17);
        // queries 0 and 1 of the second sequence, in rows
        assertThat(scores(attend, 1, 2, 2)).containsExactly(21, HIDDEN, 23, 34);
    }

    /// The mask of a sequence, one row for each query.
    private static double[] scores(Attend attend, int sequence, int queries, int keys) {
        double[] mask = attend.mask(sequence);
        double[] r = new double[queries * keys];
        for (int i = 0; mask != null && i < r.length; i++) {
            r[i] = mask[i % keys * (mask.length / keys) + i / keys];
        }
        return r;
    }

    @Test
    void causalQueriesOfAnotherSetSeeTheKeysUpToTheirPlace() {
        Attend attend = Attend.cross(new int[] {0, 2}, new int[] {0, 3}).causal();
        assertThat(scores(attend, 0, 2, 3)).containsExactly(0, HIDDEN, HIDDEN, 0, 0, HIDDEN);
    }

    @Test
    void masksOfAnotherSizeAreRefused() {
        Attend attend = Attend.segments(0, 2, 5);
        assertRefused(() -> attend.withMask(new double[4]), "1 masks for 2 sequences");
        assertRefused(() -> attend.withMask(new double[4], new double[8]), "8 numbers for 9 queries and keys");
        assertRefused(() -> attend.withKeyMask(0, 0, 0, 0), "4 numbers for 5 keys");
    }

    @Test
    void masksThatNoSoftmaxSurvivesAreRefused() {
        assertRefused(() -> Attend.full(1).withKeyMask(Double.NaN), "NaN");
        assertRefused(() -> Attend.full(1).withMask(new double[] {Double.POSITIVE_INFINITY}), "Infinity");
    }

    private static void assertRefused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
