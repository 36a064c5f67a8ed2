package rapidity.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Arrays that are used again from step to step. Lengths are rounded up to eighths of an octave, so that batches of
/// ragged sizes share them and memory stays bounded.
final class Pool {
    private static final int SMALLEST = 64;

    private final IntFunction<Object> allocate;
    private final List<ArrayDeque<Buffer>> free = new ArrayList<>();

    Pool(IntFunction<Object> allocate) {
        this.allocate = allocate;
    }

    Buffer take(int n) {
        int capacity = capacity(n);
        ArrayDeque<Buffer> same = ofCapacity(capacity);
        if (same.isEmpty()) {
            return new Buffer(allocate.apply(capacity), capacity);
        }
        Buffer b = same.pop();
        b.owners = 1;
        return b;
    }

    void release(Buffer b) {
        if (b.release()) {
            ofCapacity(b.capacity).push(b);
        }
    }

    /// Free buffers of a capacity, which is so many eighths, 8 to 15, of a power of two.
    private ArrayDeque<Buffer> ofCapacity(int capacity) {
        int octave = Integer.numberOfTrailingZeros(Integer.highestOneBit(capacity));
        int i = 8 * octave + (capacity >> (octave - 3));
        while (free.size() <= i) {
            free.add(new ArrayDeque<>());
        }
        return free.get(i);
    }

    static int capacity(int n) {
        if (n <= SMALLEST) {
            return SMALLEST;
        }
        int step = Integer.highestOneBit(n - 1) >> 3;
        return Math.multiplyExact((n + step - 1) / step, step);
    }
}
