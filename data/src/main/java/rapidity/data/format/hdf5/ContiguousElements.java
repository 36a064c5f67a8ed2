package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Elements that lie one after another in the file.
///
/// @param address of the first element
/// @param rowElements elements in a row
record ContiguousElements(Metadata file, long address, long rowElements, int elementSize) implements Elements {
    private static final int BUFFER = 1 << 18;

    @Override
    public void read(long from, long to, Run run) throws IOException {
        int perBuffer = Math.max(1, BUFFER / elementSize);
        ByteBuffer buffer = ByteBuffer.allocate(perBuffer * elementSize);
        long count = (to - from) * rowElements;
        for (long done = 0; done < count; done += perBuffer) {
            int n = (int) Math.min(perBuffer, count - done);
            long at = file.base() + address + (from * rowElements + done) * elementSize;
            file.source().read(at, buffer.clear().limit(n * elementSize));
            run.accept(buffer, 0, n, (int) done);
        }
    }
}
