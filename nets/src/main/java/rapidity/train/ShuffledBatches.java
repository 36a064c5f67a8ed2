package rapidity.train;

import rapidity.random.RandomStreams;

/// See [Batches#shuffled].
final class ShuffledBatches implements Batches {
    private final int[] events;
    private final int size;
    private final RandomStreams streams;
    private final String stream;
    private long epoch = -1;
    private int[] order = {};

    ShuffledBatches(int[] events, int size, RandomStreams streams, String stream) {
        this.events = Batches.checked(events, size);
        this.size = size;
        this.streams = streams;
        this.stream = stream;
    }

    @Override
    public int[] at(long step) {
        int perEpoch = events.length / size;
        shuffle(step / perEpoch);
        int from = (int) (step % perEpoch) * size;
        int[] r = new int[size];
        for (int i = 0; i < size; i++) {
            r[i] = events[order[from + i]];
        }
        return r;
    }

    private void shuffle(long wanted) {
        if (epoch != wanted) {
            order = streams.stream(stream, wanted).permutation(events.length);
            epoch = wanted;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String description() {
        return events.length + " events shuffled with seed " + streams.seed() + ", " + size + " a batch";
    }
}
