package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import rapidity.data.format.ByteSource;
import rapidity.data.format.DataFormatException;

/// The blocks of an HDF5 file, and what its superblock says of all of them: where addresses count from and how long
/// addresses and lengths are.
///
/// @param base where address 0 is in the file
record Metadata(ByteSource source, long base, int addressBytes, int lengthBytes) {
    static final long UNDEFINED = -1;

    private static final int MAX_BLOCK = 1 << 26;
    private static final long SIGNATURE = 0x0a1a0a0d46444889L;

    /// A file's root: its blocks, and the address of its root group's header.
    record Root(Metadata file, long address) {}

    static Root open(ByteSource source) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = 0; at + 9 <= source.size(); at = Math.max(512, 2 * at)) {
            source.read(at, start.clear());
            if (start.getLong(0) == SIGNATURE) {
                return superblock(source, at, start.get(8));
            }
        }
        throw source.fault("byte 0", "the signature of an HDF5 file", "none at bytes 0, 512, 1024, ...");
    }

    private static Root superblock(ByteSource source, long at, int version) throws IOException {
        Metadata eight = new Metadata(source, at, 8, 8);
        if (version < 0 || version > 3) {
            throw eight.fault("superblock", "version 0 to 3", "version " + version);
        }
        int lengths = version < 2 ? 13 : 9;
        Cursor sizes = eight.cursor(lengths, 2);
        Metadata file = new Metadata(source, at, sizes.u8(), sizes.u8());
        if (wrong(file.addressBytes) || wrong(file.lengthBytes)) {
            throw eight.fault(
                    "superblock",
                    "addresses and lengths of 2, 4 or 8 bytes",
                    file.addressBytes + " and " + file.lengthBytes);
        }
        int head = version < 2 ? 24 + (version == 1 ? 4 : 0) : 12;
        Cursor rest = file.cursor(head, 6 * file.addressBytes);
        Metadata based = new Metadata(source, rest.address(), file.addressBytes, file.lengthBytes);
        // free space, or an extension of the superblock
        rest.skip(file.addressBytes);
        long end = rest.address();
        if (end > source.size()) {
            throw based.fault("superblock", "a file of " + end + " bytes", source.size() + ": it was cut short");
        }
        if (version < 2) {
            // driver, then the root's symbol table entry: name and header
            rest.skip(2 * file.addressBytes);
        }
        return new Root(based, rest.address());
    }

    private static boolean wrong(int size) {
        return size != 2 && size != 4 && size != 8;
    }

    /// The address that stands for "nowhere".
    long undefined() {
        return addressBytes == 8 ? -1 : (1L << (8 * addressBytes)) - 1;
    }

    /// The block of this many bytes at an address.
    ///
    /// @throws DataFormatException if the file has no such bytes, or too many are wanted for what metadata can be
    Cursor cursor(long address, long length) throws IOException {
        requireWithin(address, length);
        if (length > MAX_BLOCK) {
            throw fault("byte " + address, "a metadata block of at most " + MAX_BLOCK + " bytes", length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        source.read(base + address, bytes);
        return new Cursor(this, bytes.flip(), address);
    }

    /// As much of a block of at most this many bytes as the file has.
    Cursor cursorUpTo(long address, int most) throws IOException {
        requireWithin(address, 0);
        return cursor(address, Math.min(most, source.size() - base - address));
    }

    void requireWithin(long address, long length) throws DataFormatException {
        if (address < 0 || length < 0 || base < 0 || base > source.size() || address > source.size() - base - length) {
            throw fault(
                    "byte " + Long.toUnsignedString(address),
                    length + " bytes",
                    "the end of the file at " + source.size() + " (cut short?)");
        }
    }

    DataFormatException fault(String place, String expected, String found) {
        return source.fault(place, expected, found);
    }
}
