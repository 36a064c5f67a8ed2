package rapidity.data.format.hdf5;

import java.io.IOException;
import java.util.Arrays;

/// The shape of a dataset or attribute, now and at most.
///
/// @param exists false for a dataspace that holds nothing at all
/// @param most the largest lengths, [#UNLIMITED] where there is no limit
record Dataspace(boolean exists, long[] shape, long[] most) {
    static final long UNLIMITED = -1;

    private static final int MAX_RANK = 32;

    static Dataspace read(Cursor message) throws IOException {
        int version = message.u8();
        message.version("a dataspace", version, 1, 2);
        int rank = message.u8();
        int flags = message.u8();
        int kind = message.u8();
        message.skip(version == 1 ? 4 : 0);
        if (rank > MAX_RANK) {
            throw message.fault("at most " + MAX_RANK + " dimensions", rank + "");
        }
        long[] shape = new long[rank];
        for (int i = 0; i < rank; i++) {
            shape[i] = message.length();
        }
        long[] most = shape.clone();
        if ((flags & 1) != 0) {
            for (int i = 0; i < rank; i++) {
                most[i] = message.number(message.file().lengthBytes());
            }
        }
        return new Dataspace(version == 1 || kind != 2, shape, most);
    }

    @Override
    public String toString() {
        return exists ? Arrays.toString(shape) : "null";
    }
}
