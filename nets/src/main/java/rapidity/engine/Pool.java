package rapidity.engine;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/// Arrays that are used again from step to step. Lengths are rounded up to eighths of an octave, so that batches of
/// ragged sizes share them and memory stays bounded.
final class Pool {
    private static final int SMALLEST = 64;

    private final IntFunction<Object> allocate;
    private final Map<Integer, ArrayDeque<Buffer>> free = new HashMap<>();

    Pool(IntFunction<Object> allocate) {
        this.allocate = allocate;
    }

    Buffer take(int n) {
        int capacity = capacity(n);
        ArrayDeque<Buffer> same = free.get(capacity);
        if (same == null || same.isEmpty()) {
            return new Buffer(allocate.apply(capacity), capacity);
        }
        Buffer b = same.pop();
        b.owners = 1;
        return b;
    }

    void release(Buffer b) {
        if (--b.owners == 0) {
            free.computeIfAbsent(b.capacity, k -> new ArrayDeque<>()).push(b);
        } else if (b.owners < 0) {
            throw new IllegalStateException("a buffer of " + b.capacity + " numbers was released twice");
        }
    }

    static int capacity(int n) {
        if (n <= SMALLEST) {
            return SMALLEST;
        }
        int step = Integer.highestOneBit(n - 1) >> 3;
        return Math.multiplyExact((n + step - 1) / step, step);
    }
}
