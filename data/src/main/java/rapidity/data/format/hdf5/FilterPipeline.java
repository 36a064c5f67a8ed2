package rapidity.data.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.data.format.codec.BitShuffle;
import rapidity.data.format.codec.Blosc;
import rapidity.data.format.codec.Codec;
import rapidity.data.format.codec.DamagedBytesException;
import rapidity.data.format.codec.Lz4Blocks;
import rapidity.data.format.codec.Lzf;
import rapidity.data.format.codec.Shuffle;

/// The filters through which a dataset's chunks went, in the order of writing.
record FilterPipeline(List<Filter> filters) {
    static final FilterPipeline NONE = new FilterPipeline(List.of());

    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int LZF = 32000;
    private static final int BLOSC = 32001;
    private static final int LZ4 = 32004;
    private static final int BIT_SHUFFLE = 32008;
    private static final int ZSTANDARD = 32015;

    private static final int MAX_FILTERS = 32;
    private static final int CHECKSUM = 4;

    /// A filter: its registered number and the numbers it was given.
    record Filter(int id, int[] parameters) {
        private boolean known() {
            return switch (id) {
                case DEFLATE, SHUFFLE, FLETCHER32, LZF, BLOSC, LZ4, BIT_SHUFFLE, ZSTANDARD -> true;
                default -> false;
            };
        }

        private String name() {
            return switch (id) {
                case 4 -> "szip";
                case 5 -> "n-bit";
                case 6 -> "scale-offset";
                case 307 -> "bzip2";
                case 32013 -> "ZFP";
                case 32017 -> "SZ";
                case 32024 -> "SZ3";
                case 32026 -> "Blosc2";
                default -> "unregistered here";
            };
        }
    }

    static FilterPipeline read(Cursor message) throws IOException {
        int version = message.u8();
        message.version("a filter pipeline", version, 1, 2);
        int count = message.u8();
        message.skip(version == 1 ? 6 : 0);
        if (count > MAX_FILTERS) {
            throw message.fault("at most " + MAX_FILTERS + " filters", count + "");
        }
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = message.u16();
            int nameLength = version == 2 && id < 256 ? 0 : message.u16();
            message.skip(2);
            int[] parameters = new int[message.u16()];
            message.skip(nameLength);
            for (int j = 0; j < parameters.length; j++) {
                parameters[j] = (int) message.u32();
            }
            message.skip(version == 1 && parameters.length % 2 == 1 ? 4 : 0);
            filters.add(new Filter(id, parameters));
        }
        return new FilterPipeline(List.copyOf(filters));
    }

    /// @throws DamagedBytesException that names the first filter that is not known
    void requireKnown() throws DamagedBytesException {
        for (Filter filter : filters) {
            if (!filter.known()) {
                throw new DamagedBytesException("filter " + filter.id + " (" + filter.name() + ")");
            }
        }
    }

    /// Undoes the filters of a chunk, except those that its mask says were skipped.
    ///
    /// @param length of what is stored
    /// @param size how many bytes must come out
    /// @param scratch two arrays for what lies between filters, or what is there from the last time
    /// @param into an array for the result; another is made if it is too small
    byte[] decode(byte[] stored, int length, int mask, int size, byte[][] scratch, byte[] into)
            throws DamagedBytesException {
        if ((mask & -1L << filters.size()) != 0 && mask != -1) {
            throw new DamagedBytesException("the filter mask " + mask + " for " + filters.size() + " filters");
        }
        byte[] bytes = stored;
        int there = length;
        int room = Math.addExact(size, filters.size() * CHECKSUM);
        int turn = 0;
        boolean own = false;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if ((mask >> i & 1) != 0) {
                continue;
            }
            Filter filter = filters.get(i);
            if (filter.id == FLETCHER32) {
                there -= CHECKSUM;
                Fletcher32.check(bytes, there);
                continue;
            }
            // filters work from one buffer into the other
            byte[] out = i == 0 ? into : scratch[turn];
            if (out.length != room) {
                out = new byte[room];
            }
            if (i > 0) {
                scratch[turn] = out;
            }
            turn = 1 - turn;
            there = decode(filter, bytes, there, out);
            bytes = out;
            own = i == 0;
        }
        if (there != size) {
            throw new DamagedBytesException(there + " bytes instead of " + size);
        }
        return own ? bytes : Arrays.copyOf(bytes, size);
    }

    private static int decode(Filter filter, byte[] in, int length, byte[] out) throws DamagedBytesException {
        int[] parameters = filter.parameters;
        return switch (filter.id) {
            case DEFLATE -> Codec.ZLIB.decode(in, 0, length, out, 0, out.length);
            case SHUFFLE -> {
                int size = parameters.length > 0 ? parameters[0] : 0;
                if (size < 1 || length > out.length) {
                    throw new DamagedBytesException("a shuffle of " + length + " bytes as numbers of " + size);
                }
                Shuffle.undoBytes(in, 0, out, 0, length, size);
                yield length;
            }
            case LZF -> Lzf.decode(in, length, out);
            case BLOSC -> Blosc.decode(in, 0, length, out);
            case LZ4 -> Lz4Blocks.decode(in, length, out);
            case BIT_SHUFFLE -> BitShuffle.decode(in, length, out, parameters);
            case ZSTANDARD -> Codec.ZSTD.decode(in, 0, length, out, 0, out.length);
            default -> throw new DamagedBytesException("filter " + filter.id + " (" + filter.name() + ")");
        };
    }
}
