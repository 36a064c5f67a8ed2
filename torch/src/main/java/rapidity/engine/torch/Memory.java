package rapidity.engine.torch;

import java.lang.ref.Cleaner;

/// Tensors that one engine's operations own. Those that nobody has given back when this is forgotten are given back
/// then.
final class Memory {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Handles handles;

    Memory(Shim shim) {
        handles = new Handles(shim);
        CLEANER.register(this, handles);
    }

    void own(long handle) {
        handles.own(handle);
    }

    void release(long handle) {
        handles.release(handle);
    }

    /// How many tensors are owned.
    int count() {
        return handles.count();
    }

    /// A set of addresses, in a table that is at most half full.
    private static final class Handles implements Runnable {
        private static final int SMALLEST = 256;

        private final Shim shim;
        private long[] handles = new long[SMALLEST];
        private int count;

        Handles(Shim shim) {
            this.shim = shim;
        }

        synchronized void own(long handle) {
            if (2 * count >= handles.length) {
                grow();
            }
            put(handle);
            count++;
        }

        private void put(long handle) {
            int i = slot(handle);
            while (handles[i] != 0) {
                i = i + 1 & handles.length - 1;
            }
            handles[i] = handle;
        }

        private int slot(long handle) {
            return (int) (handle * 0x9E3779B97F4A7C15L >>> 32) & handles.length - 1;
        }

        private void grow() {
            long[] old = handles;
            handles = new long[2 * old.length];
            for (long handle : old) {
                if (handle != 0) {
                    put(handle);
                }
            }
        }

        synchronized void release(long handle) {
            int i = slot(handle);
            while (handles[i] != handle) {
                if (handles[i] == 0) {
                    throw new IllegalStateException("a tensor was released twice");
                }
                i = i + 1 & handles.length - 1;
            }
            handles[i] = 0;
            count--;
            moveUp(i);
            shim.delete(handle);
        }

        /// Entries behind a gap, which a search would not find past it, are put again.
        private void moveUp(int gap) {
            for (int i = gap + 1 & handles.length - 1; handles[i] != 0; i = i + 1 & handles.length - 1) {
                long handle = handles[i];
                handles[i] = 0;
                put(handle);
            }
        }

        synchronized int count() {
            return count;
        }

        @Override
        public synchronized void run() {
            for (long handle : handles) {
                if (handle != 0) {
                    shim.delete(handle);
                }
            }
            handles = new long[SMALLEST];
            count = 0;
        }
    }
}
