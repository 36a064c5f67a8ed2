package rapidity.data.format.hdf5;

import java.io.IOException;

/// The index of chunks of a dataset that can grow along one axis: some entries in the index block, then data blocks of
/// growing size, the later ones under super blocks.
///
/// Super block k has `2^(k/2)` data blocks of `2^((k+1)/2)` times the least number of entries (whole divisions); the
/// data blocks of the first ones are listed in the index block itself.
final class ExtensibleArray {
    private static final int CHECKSUM = 4;

    private final Metadata file;
    private final ChunkEntries entries;
    private final int sizeBytes;
    private final int entrySize;
    private final int offsetBytes;
    private final int inIndex;
    private final long leastEntries;
    private final int leastPointers;
    private final long perPage;
    private final int superBlocks;
    private final long count;
    private long next;
    /// As many entries as a file of its size has room for.
    private long left;

    private ExtensibleArray(Metadata file, Cursor head, int sizeBytes, ChunkEntries entries) throws IOException {
        this.file = file;
        this.entries = entries;
        this.sizeBytes = head.u8() == 1 ? sizeBytes : 0;
        entrySize = head.u8();
        int bits = head.u8();
        offsetBytes = (bits + 7) / 8;
        inIndex = head.u8();
        leastEntries = head.u8();
        leastPointers = head.u8();
        perPage = 1L << Math.min(31, head.u8());
        boolean powers = Long.bitCount(leastEntries) == 1 && Integer.bitCount(leastPointers) == 1;
        if (!powers || bits > 64 || entrySize == 0) {
            throw head.fault(
                    "blocks whose size is a power of 2", leastEntries + " entries, " + leastPointers + " blocks");
        }
        superBlocks = 1 + bits - log2(leastEntries);
        head.skip(4 * file.lengthBytes());
        count = head.length();
        head.length();
        left = file.source().size() / entrySize;
    }

    private static int log2(long value) {
        return 63 - Long.numberOfLeadingZeros(value);
    }

    static void read(Metadata file, long address, int sizeBytes, ChunkEntries entries) throws IOException {
        Cursor head = file.cursor(address, 12L + 6L * file.lengthBytes() + file.addressBytes());
        head.signature("EAHD");
        head.version("an extensible array", head.u8(), 0, 0);
        ExtensibleArray array = new ExtensibleArray(file, head, sizeBytes, entries);
        long block = head.address();
        if (block != Metadata.UNDEFINED) {
            array.indexBlock(block);
        }
    }

    private void indexBlock(long address) throws IOException {
        int direct = 2 * log2(leastPointers);
        int prefix = 6 + file.addressBytes();
        int dataBlocks = 2 * (leastPointers - 1);
        int more = Math.max(0, superBlocks - direct);
        Cursor block = file.cursor(
                address, prefix + (long) inIndex * entrySize + (long) (dataBlocks + more) * file.addressBytes());
        block.signature("EAIB");
        block.skip(prefix - 4);
        take(block, inIndex);
        for (int k = 0; k < direct && next < count; k++) {
            for (long i = 0; i < blocks(k) && next < count; i++) {
                dataBlock(block.address(), k);
            }
        }
        for (int k = direct; k < superBlocks && next < count; k++) {
            superBlock(block.address(), k);
        }
    }

    private long blocks(int k) {
        return 1L << (k / 2);
    }

    private long perBlock(int k) {
        return leastEntries << ((k + 1) / 2);
    }

    private long pages(int k) {
        return perBlock(k) > perPage ? perBlock(k) / perPage : 0;
    }

    private void superBlock(long address, int k) throws IOException {
        if (address == Metadata.UNDEFINED) {
            next += blocks(k) * perBlock(k);
            return;
        }
        int prefix = 6 + file.addressBytes() + offsetBytes;
        long pageFlags = blocks(k) * ((pages(k) + 7) / 8);
        file.cursor(address, prefix).signature("EASB");
        Cursor pointers = file.cursor(address + prefix + pageFlags, blocks(k) * file.addressBytes());
        for (long i = 0; i < blocks(k) && next < count; i++) {
            dataBlock(pointers.address(), k);
        }
    }

    private void dataBlock(long address, int k) throws IOException {
        long size = perBlock(k);
        if (address == Metadata.UNDEFINED) {
            next += size;
            return;
        }
        int prefix = 6 + file.addressBytes() + offsetBytes;
        file.cursor(address, prefix).signature("EADB");
        if (pages(k) == 0) {
            take(file.cursor(address + prefix, size * entrySize), size);
            return;
        }
        long at = address + prefix + CHECKSUM;
        for (long page = 0; page < pages(k) && next < count; page++) {
            take(file.cursor(at, perPage * entrySize), perPage);
            at += perPage * entrySize + CHECKSUM;
        }
    }

    private void take(Cursor block, long size) throws IOException {
        long here = Math.min(size, Math.max(0, count - next));
        left -= here;
        if (left < 0) {
            throw block.fault("no more entries than fit into the file", count + "");
        }
        FixedArray.page(block, next, here, sizeBytes, entries);
        block.skip((int) (size - here) * entrySize);
        next += size;
    }
}
