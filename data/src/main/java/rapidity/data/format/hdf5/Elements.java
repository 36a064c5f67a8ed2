package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The elements of a dataset, wherever they are stored, handed out in runs that lie one after another.
interface Elements {
    /// What to do with a run: `count` elements from byte `at` of the buffer on, the first of which is element `first`
    /// of the rows asked for.
    interface Run {
        void accept(ByteBuffer bytes, int at, int count, int first) throws IOException;
    }

    /// Hands out the elements of the rows from..to-1, in no particular order of runs.
    void read(long from, long to, Run run) throws IOException;
}
