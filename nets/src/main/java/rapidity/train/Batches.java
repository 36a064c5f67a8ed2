package rapidity.train;

import java.util.List;
import rapidity.random.RandomStreams;

/// Which events each step sees: a function of the number of the step, so that a run can go on from any step.
public sealed interface Batches permits ShuffledBatches, BatchesInOrder, JointBatches {
    /// Every epoch in another random order; what is left over at its end, less than a batch, is dropped.
    ///
    /// @param events rows in the data
    /// @param size events of a batch
    /// @param streams the order of epoch k comes from stream "shuffle", k
    /// @throws IllegalArgumentException if there are fewer events than a batch holds
    static Batches shuffled(int[] events, int size, RandomStreams streams) {
        return ShuffledBatches.whole(events, size, streams, "shuffle");
    }

    /// Several sets of events trained jointly: as many of each in every batch. Each set has its own epochs, so that the
    /// shorter ones are used again, in another order, while the longest one lasts.
    ///
    /// @param sets rows in the data
    /// @param size events of each set in a batch
    /// @param streams the order of epoch k of set i comes from stream "shuffle/i", k
    /// @throws IllegalArgumentException if there is no set, or one has fewer events than that
    static Batches joint(List<int[]> sets, int size, RandomStreams streams) {
        return JointBatches.of(sets, size, streams);
    }

    /// Through the events in their order, and from the last one on to the first, within a batch too.
    ///
    /// @param events rows in the data
    /// @param size events of a batch
    /// @throws IllegalArgumentException if there are fewer events than a batch holds
    static Batches inOrder(int[] events, int size) {
        return new BatchesInOrder(events, size);
    }

    /// Every epoch in another order, to its last event: what is left over is a smaller batch. Epoch k is in the order
    /// of `java.util.Collections.shuffle` with `new java.util.Random(seed + k)`.
    ///
    /// @param events rows in the data
    /// @param size events of a batch
    /// @throws IllegalArgumentException if there are fewer events than a batch holds
    static Batches epochs(int[] events, int size, long seed) {
        return ShuffledBatches.all(events, size, seed);
    }

    /// Rows of the events of a step.
    ///
    /// @param step 0 at the first
    int[] at(long step);

    /// Events of a batch.
    int size();

    /// One line that says which batches these are.
    String description();

    /// A copy of the events.
    ///
    /// @throws IllegalArgumentException if there are fewer than a batch holds
    static int[] checked(int[] events, int size) {
        if (size < 1 || size > events.length) {
            throw new IllegalArgumentException("a batch of " + size + " events cannot be taken from " + events.length
                    + " training events: choose a batch of at most that many");
        }
        return events.clone();
    }
}
