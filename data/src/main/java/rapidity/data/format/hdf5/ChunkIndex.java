package rapidity.data.format.hdf5;

import java.util.Arrays;
import rapidity.data.format.DataFormatException;

/// Where a dataset's chunks are: by number, counted in C order over the grid of chunks.
final class ChunkIndex {
    private final Metadata file;
    private final String dataset;
    private final long[] counts;
    private final long capacity;
    private long[] numbers = new long[16];
    private long[] addresses = new long[16];
    private int[] sizes = new int[16];
    private int[] masks = new int[16];
    private int count;

    /// A chunk as it is stored.
    ///
    /// @param mask a bit for each filter that was skipped
    record Chunk(long address, int size, int mask) {}

    /// @param counts how many chunks there are along each axis
    ChunkIndex(Metadata file, String dataset, long[] counts) throws DataFormatException {
        this.file = file;
        this.dataset = dataset;
        this.counts = counts;
        // each chunk has an address of its own in the file, and the chunk
        capacity = file.source().size() / (file.addressBytes() + 1);
        try {
            long total = 1;
            for (long along : counts) {
                total = Math.multiplyExact(total, along);
            }
        } catch (ArithmeticException e) {
            throw fault("fewer than 2^63 chunks", Arrays.toString(counts) + " of them");
        }
    }

    long[] counts() {
        return counts;
    }

    /// Adds a chunk by its place in the grid. One outside, left over from a larger dataset, is of no interest.
    void add(long[] place, long address, long size, int mask) throws DataFormatException {
        long number = 0;
        for (int axis = 0; axis < counts.length; axis++) {
            if (place[axis] < 0 || place[axis] >= counts[axis]) {
                return;
            }
            number = number * counts[axis] + place[axis];
        }
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw fault("chunks of less than 2^31 bytes", Long.toUnsignedString(size));
        }
        if (count >= capacity) {
            throw fault("at most " + capacity + " chunks in a file of its size", "more");
        }
        if (count == numbers.length) {
            int larger = 2 * count;
            numbers = Arrays.copyOf(numbers, larger);
            addresses = Arrays.copyOf(addresses, larger);
            sizes = Arrays.copyOf(sizes, larger);
            masks = Arrays.copyOf(masks, larger);
        }
        numbers[count] = number;
        addresses[count] = address;
        sizes[count] = (int) size;
        masks[count] = mask;
        count++;
    }

    /// The chunk of a number; null where nothing was written.
    @org.jspecify.annotations.Nullable
    Chunk chunk(long number) {
        int at = Arrays.binarySearch(numbers, 0, count, number);
        return at < 0 ? null : new Chunk(addresses[at], sizes[at], masks[at]);
    }

    /// Puts the chunks in order, as most indices already have them. Call it once, after the last was added.
    void sort() {
        for (int i = 1; i < count; i++) {
            if (numbers[i] < numbers[i - 1]) {
                sortAll();
                return;
            }
        }
    }

    private void sortAll() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        long[] unordered = numbers;
        Arrays.sort(order, (a, b) -> Long.compare(unordered[a], unordered[b]));
        numbers = reordered(numbers, order);
        addresses = reordered(addresses, order);
        sizes = reordered(sizes, order);
        masks = reordered(masks, order);
    }

    private static long[] reordered(long[] values, Integer[] order) {
        return Arrays.stream(order).mapToLong(i -> values[i]).toArray();
    }

    private static int[] reordered(int[] values, Integer[] order) {
        return Arrays.stream(order).mapToInt(i -> values[i]).toArray();
    }

    DataFormatException fault(String expected, String found) {
        return file.fault("dataset " + dataset + ", chunk index", expected, found);
    }
}
