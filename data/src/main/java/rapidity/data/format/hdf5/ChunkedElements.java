package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.codec.DamagedBytesException;

/// Elements in chunks. The chunks read last are kept, for the next rows and the other members of a compound; so memory
/// is some chunks, whatever the size of the dataset.
final class ChunkedElements implements Elements {
    /// What is kept of decoded chunks at most, beside the one in use.
    private static final int KEPT = 1 << 25;

    /// Chunks this large are more likely damage than data.
    private static final long MAX_CHUNK = 1L << 30;

    /// No codec shrinks more than Zstandard shrinks a constant: 128 KiB to four bytes.
    private static final long MAX_RATIO = 1 << 16;

    private static final byte[] NONE = new byte[0];

    private final Metadata file;
    private final String dataset;
    private final long[] shape;
    private final Layout.Chunked layout;
    private final FilterPipeline filters;
    private final ChunkIndex index;
    private final FilledElements fill;
    private final int elementSize;
    private final int chunkBytes;
    private final long mostKept;
    private final Map<Long, ByteBuffer> kept = new LinkedHashMap<>(16, 0.75f, true);
    /// What is used again for each chunk: its bytes in the file, and those between filters.
    private byte[] stored = NONE;

    private final byte[][] scratch = new byte[2][0];
    /// The bytes of a chunk that is no longer kept, for the next one.
    private byte[] spare = NONE;

    /// What is known of a dataset in chunks before any is read.
    record Plan(String dataset, Dataspace space, Layout.Chunked layout, FilterPipeline filters, FilledElements fill) {}

    ChunkedElements(Metadata file, Plan plan) throws IOException {
        this.file = file;
        dataset = plan.dataset;
        shape = plan.space.shape();
        layout = plan.layout;
        filters = plan.filters;
        fill = plan.fill;
        elementSize = fill.elementSize();
        chunkBytes = chunkBytes();
        index = ChunkIndexReader.read(file, dataset, layout, plan.space, chunkBytes);
        mostKept = mostKept();
        try {
            filters.requireKnown();
        } catch (DamagedBytesException e) {
            throw file.fault(
                    "dataset " + dataset,
                    "no filter, gzip, shuffle, Fletcher32, LZF, LZ4, bitshuffle, Zstandard or Blosc (re-save with"
                            + " h5repack -f NONE, or as .npy)",
                    e.found());
        }
    }

    private int chunkBytes() throws IOException {
        long bytes = elementSize;
        for (long length : layout.shape()) {
            bytes = length > MAX_CHUNK ? Long.MAX_VALUE : Math.multiplyExact(bytes, length);
            if (bytes > MAX_CHUNK) {
                throw file.fault("dataset " + dataset, "chunks of at most " + MAX_CHUNK + " bytes", "larger ones");
            }
        }
        if (layout.shape().length != shape.length) {
            throw file.fault(
                    "dataset " + dataset, "chunks of " + shape.length + " dimensions", layout.shape().length + "");
        }
        return (int) bytes;
    }

    /// Members of a compound ask for the same chunks again; of single numbers the next rows do, for those in a row of
    /// the grid.
    private long mostKept() {
        long inRow = 1;
        for (int axis = 1; axis < index.counts().length; axis++) {
            inRow = Math.min(KEPT, inRow * index.counts()[axis]);
        }
        return elementSize > Double.BYTES ? KEPT : Math.min(KEPT, inRow * chunkBytes);
    }

    @Override
    public void read(long from, long to, Run run) throws IOException {
        if (from == to || index.counts().length == 0) {
            return;
        }
        long[] place = new long[shape.length];
        long rowLength = layout.shape()[0];
        for (place[0] = from / rowLength; place[0] <= (to - 1) / rowLength; place[0]++) {
            acrossChunks(place, 1, from, to, run);
        }
    }

    /// Visits the chunks of a row of the grid, axis by axis.
    private void acrossChunks(long[] place, int axis, long from, long to, Run run) throws IOException {
        if (axis == shape.length) {
            chunk(place, from, to, run);
            return;
        }
        for (place[axis] = 0; place[axis] < index.counts()[axis]; place[axis]++) {
            acrossChunks(place, axis + 1, from, to, run);
        }
    }

    private void chunk(long[] place, long from, long to, Run run) throws IOException {
        long number = 0;
        for (int axis = 0; axis < place.length; axis++) {
            number = number * index.counts()[axis] + place[axis];
        }
        long first = place[0] * layout.shape()[0];
        long begin = Math.max(from, first);
        long end = Math.min(to, first + layout.shape()[0]);
        ByteBuffer bytes = decoded(number, place);
        copy(place, bytes, new Band(from, begin, end), run);
    }

    /// Rows of a chunk: those that begin <= row < end, of a read that begins with row from.
    private record Band(long from, long begin, long end) {}

    /// Hands out the part of a chunk within the band, in runs as long as both orders allow.
    private void copy(long[] place, @Nullable ByteBuffer bytes, Band band, Run run) throws IOException {
        int inner = shape.length - 1;
        // trailing axes that one chunk covers completely make one run with the axis before
        while (inner > 0 && layout.shape()[inner] == shape[inner]) {
            inner--;
        }
        copy(place, bytes, band, run, new Position(0, 0, 0), inner);
    }

    /// Where a loop over axes stands: the axis, and the elements before it in the chunk and in the rows read.
    private record Position(int axis, long inChunk, long inRows) {}

    private void copy(long[] place, @Nullable ByteBuffer bytes, Band band, Run run, Position position, int inner)
            throws IOException {
        int axis = position.axis;
        long length = layout.shape()[axis];
        long first = place[axis] * length;
        long begin = axis == 0 ? band.begin : first;
        long end = axis == 0 ? band.end : Math.min(first + length, shape[axis]);
        long origin = axis == 0 ? band.from : 0;
        if (axis == inner) {
            long chunkRun = product(layout.shape(), axis + 1);
            long rowRun = product(shape, axis + 1);
            long at = (position.inChunk * length + begin - first) * chunkRun;
            long row = (position.inRows * (axis == 0 ? 1 : shape[axis]) + begin - origin) * rowRun;
            int count = (int) ((end - begin) * rowRun);
            if (bytes == null) {
                fill.run(run, count, (int) row);
            } else {
                run.accept(bytes, (int) at * elementSize, count, (int) row);
            }
            return;
        }
        for (long i = begin; i < end; i++) {
            long inChunk = position.inChunk * length + i - first;
            long inRows = position.inRows * (axis == 0 ? 1 : shape[axis]) + i - origin;
            copy(place, bytes, band, run, new Position(axis + 1, inChunk, inRows), inner);
        }
    }

    private static long product(long[] lengths, int from) {
        long product = 1;
        for (int axis = from; axis < lengths.length; axis++) {
            product *= lengths[axis];
        }
        return product;
    }

    /// The bytes of a chunk; null if it was never written.
    private @Nullable ByteBuffer decoded(long number, long[] place) throws IOException {
        ByteBuffer known = kept.get(number);
        ChunkIndex.Chunk chunk = known == null ? index.chunk(number) : null;
        if (chunk == null) {
            return known;
        }
        file.requireWithin(chunk.address(), chunk.size());
        if (chunkBytes > MAX_RATIO * Math.max(1, chunk.size())) {
            throw fault(place, "fewer bytes than " + chunkBytes + " in a chunk of " + chunk.size());
        }
        if (stored.length < chunk.size()) {
            stored = new byte[chunk.size()];
        }
        file.source().read(file.base() + chunk.address(), ByteBuffer.wrap(stored, 0, chunk.size()));
        try {
            int mask = layout.edgesUnfiltered() && atEdge(place) ? -1 : chunk.mask();
            ByteBuffer bytes = ByteBuffer.wrap(filters.decode(stored, chunk.size(), mask, chunkBytes, scratch, spare));
            spare = NONE;
            keep(number, bytes);
            return bytes;
        } catch (DamagedBytesException e) {
            throw fault(place, e.found());
        }
    }

    private boolean atEdge(long[] place) {
        for (int axis = 0; axis < place.length; axis++) {
            if ((place[axis] + 1) * layout.shape()[axis] > shape[axis]) {
                return true;
            }
        }
        return false;
    }

    private void keep(long number, ByteBuffer bytes) {
        kept.put(number, bytes);
        while (kept.size() > 1 && (long) kept.size() * chunkBytes > mostKept) {
            ByteBuffer oldest = kept.remove(kept.keySet().iterator().next());
            spare = oldest == null ? NONE : oldest.array();
        }
    }

    private IOException fault(long[] place, String found) {
        long[] first = place.clone();
        for (int axis = 0; axis < first.length; axis++) {
            first[axis] *= layout.shape()[axis];
        }
        return file.fault(
                "dataset " + dataset + ", chunk from element " + java.util.Arrays.toString(first) + " on",
                chunkBytes + " bytes through its filters",
                found);
    }
}
