package rapidity.data.format.hdf5;

import java.io.IOException;

/// The index of chunks of a dataset that cannot grow: one entry each, in pages where there are many.
final class FixedArray {
    private static final int CHECKSUM = 4;

    private FixedArray() {}

    static void read(Metadata file, long address, int sizeBytes, ChunkEntries entries) throws IOException {
        Cursor head = file.cursor(address, 8L + file.lengthBytes() + file.addressBytes());
        head.signature("FAHD");
        head.version("a fixed array", head.u8(), 0, 0);
        boolean filtered = head.u8() == 1;
        int entrySize = head.u8();
        int pageBits = head.u8();
        long count = head.length();
        long block = head.address();
        if (block == Metadata.UNDEFINED) {
            return;
        }
        int size = filtered ? sizeBytes : 0;
        int prefix = 6 + file.addressBytes();
        file.cursor(block, prefix).signature("FADB");
        if (pageBits < 31 && count <= 1L << pageBits) {
            page(file.cursor(block + prefix, count * entrySize), 0, count, size, entries);
            return;
        }
        long perPage = 1L << Math.min(31, pageBits);
        long pages = (count - 1) / perPage + 1;
        Cursor written = file.cursor(block + prefix, (pages + 7) / 8);
        long at = block + prefix + (pages + 7) / 8 + CHECKSUM;
        int flags = 0;
        for (long number = 0; number < pages; number++) {
            flags = number % 8 == 0 ? written.u8() : flags << 1;
            long inPage = Math.min(perPage, count - number * perPage);
            if ((flags & 0x80) != 0) {
                page(file.cursor(at, inPage * entrySize), number * perPage, inPage, size, entries);
            }
            at += perPage * entrySize + CHECKSUM;
        }
    }

    static void page(Cursor page, long first, long count, int sizeBytes, ChunkEntries entries) throws IOException {
        for (long i = 0; i < count; i++) {
            entries.read(page, first + i, sizeBytes);
        }
    }
}
