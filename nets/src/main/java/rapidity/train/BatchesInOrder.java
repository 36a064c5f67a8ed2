package rapidity.train;

/// See [Batches#inOrder].
final class BatchesInOrder implements Batches {
    private final int[] events;
    private final int size;

    BatchesInOrder(int[] events, int size) {
        this.events = Batches.checked(events, size);
        this.size = size;
    }

    @Override
    public int[] at(long step) {
        int[] r = new int[size];
        for (int i = 0; i < size; i++) {
            r[i] = events[(int) ((step * size + i) % events.length)];
        }
        return r;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String description() {
        return events.length + " events in order, " + size + " a batch";
    }
}
