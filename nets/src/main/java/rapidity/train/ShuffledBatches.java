package rapidity.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import rapidity.random.RandomStreams;

/// Batches of epochs, each in an order of its own: see [Batches#shuffled] and [Batches#epochs].
final class ShuffledBatches implements Batches {
    private final int[] events;
    private final int size;
    private final int perEpoch;
    private final LongFunction<int[]> orders;
    private final String description;
    private long epoch = -1;
    private int[] order = {};

    private ShuffledBatches(int[] events, int size, int perEpoch, LongFunction<int[]> orders, String description) {
        this.events = events;
        this.size = size;
        this.perEpoch = perEpoch;
        this.orders = orders;
        this.description = description;
    }

    /// Whole batches only; the order of epoch k comes from this stream, k.
    static ShuffledBatches whole(int[] events, int size, RandomStreams streams, String stream) {
        int[] own = Batches.checked(events, size);
        return new ShuffledBatches(
                own,
                size,
                own.length / size,
                epoch -> streams.stream(stream, epoch).permutation(own.length),
                own.length + " events shuffled with seed " + streams.seed());
    }

    /// The last batch of an epoch may be smaller; the order of epoch k is the JDK's with seed + k.
    static ShuffledBatches all(int[] events, int size, long seed) {
        int[] own = Batches.checked(events, size);
        return new ShuffledBatches(
                own,
                size,
                Math.ceilDiv(own.length, size),
                epoch -> shuffled(own.length, new Random(seed + epoch)),
                own.length + " events in epochs shuffled with seeds from " + seed + " on");
    }

    private static int[] shuffled(int n, Random random) {
        List<Integer> r = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(r, random);
        return r.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int[] at(long step) {
        if (epoch != step / perEpoch) {
            epoch = step / perEpoch;
            order = orders.apply(epoch);
        }
        int from = (int) (step % perEpoch) * size;
        int to = Math.min(events.length, from + size);
        return IntStream.range(from, to).map(i -> events[order[i]]).toArray();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String description() {
        return description + ", " + size + " a batch";
    }
}
