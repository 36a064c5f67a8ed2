package rapidity.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// See [Batches#epochs].
final class ShuffledEpochs implements Batches {
    private final int[] events;
    private final int size;
    private final long seed;
    private long epoch = -1;
    private List<Integer> order = List.of();

    ShuffledEpochs(int[] events, int size, long seed) {
        this.events = Batches.checked(events, size);
        this.size = size;
        this.seed = seed;
    }

    @Override
    public int[] at(long step) {
        int perEpoch = Math.ceilDiv(events.length, size);
        shuffle(step / perEpoch);
        int from = (int) (step % perEpoch) * size;
        int to = Math.min(events.length, from + size);
        return IntStream.range(from, to).map(i -> events[order.get(i)]).toArray();
    }

    private void shuffle(long wanted) {
        if (epoch != wanted) {
            List<Integer> all =
                    new ArrayList<>(IntStream.range(0, events.length).boxed().toList());
            Collections.shuffle(all, new Random(seed + wanted));
            order = all;
            epoch = wanted;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String description() {
        return events.length + " events in epochs shuffled with seeds from " + seed + " on, " + size + " a batch";
    }
}
