package rapidity.data.format.hdf5;

import java.io.IOException;

/// What to do with each entry of an array of chunks: its number in the array and what it says of the chunk.
interface ChunkEntries {
    /// @param address where the chunk is, or [Metadata#UNDEFINED]
    /// @param size its size as stored, negative if it is not filtered
    void accept(long number, long address, long size, int mask) throws IOException;

    /// Reads one entry: an address and, for filtered chunks, size and filter mask.
    ///
    /// @param sizeBytes the bytes of the size, 0 if there is none
    default void read(Cursor entry, long number, int sizeBytes) throws IOException {
        long found = entry.address();
        // pages that were never written are zero, and at address 0 is the superblock
        long address = found == 0 ? Metadata.UNDEFINED : found;
        if (sizeBytes == 0) {
            accept(number, address, -1, 0);
        } else {
            long size = entry.number(sizeBytes);
            accept(number, address, size, (int) entry.u32());
        }
    }
}
