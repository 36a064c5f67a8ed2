package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Elements that were never written: all are the fill value.
///
/// @param fill a buffer of some elements, all of them the fill value
record FilledElements(ByteBuffer fill, long rowElements, int elementSize) implements Elements {
    private static final int BUFFER = 1 << 14;

    /// @param value one element, or nothing for zero
    static FilledElements of(byte[] value, long rowElements, int elementSize) {
        int count = Math.max(1, BUFFER / elementSize);
        ByteBuffer fill = ByteBuffer.allocate(count * elementSize);
        for (int i = 0; i < count && value.length > 0; i++) {
            fill.put(value);
        }
        return new FilledElements(fill.clear(), rowElements, elementSize);
    }

    @Override
    public void read(long from, long to, Run run) throws IOException {
        run(run, (int) ((to - from) * rowElements), 0);
    }

    /// Hands out a run of the fill value.
    void run(Run run, int count, int first) throws IOException {
        int perBuffer = fill.capacity() / elementSize;
        for (int done = 0; done < count; done += perBuffer) {
            run.accept(fill, 0, Math.min(perBuffer, count - done), first + done);
        }
    }
}
