package rapidity.engine.torch;

import java.util.Arrays;

/// Tensors that an operation has made on its way, to be given back when it returns.
final class Made {
    private final Shim shim;
    private long[] handles = new long[16];
    private int count;

    Made(Shim shim) {
        this.shim = shim;
    }

    int count() {
        return count;
    }

    void add(long handle) {
        if (count == handles.length) {
            handles = Arrays.copyOf(handles, 2 * count);
        }
        handles[count++] = handle;
    }

    /// Gives a tensor to somebody else.
    ///
    /// @param mark how many there were when the operation began
    /// @return whether it is one of the operation's
    boolean give(long handle, int mark) {
        for (int i = mark; i < count; i++) {
            if (handles[i] == handle) {
                handles[i] = 0;
                return true;
            }
        }
        return false;
    }

    void releaseSince(int mark) {
        while (count > mark) {
            long handle = handles[--count];
            if (handle != 0) {
                shim.delete(handle);
            }
        }
    }
}
