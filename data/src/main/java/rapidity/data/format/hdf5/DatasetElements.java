package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Opens the elements of a dataset, according to its layout.
final class DatasetElements {
    private DatasetElements() {}

    static Elements open(Metadata file, String name, ObjectHeader header, Dataspace space, int elementSize)
            throws IOException {
        long rowElements = 1;
        long count = 1;
        for (int axis = 0; axis < space.shape().length; axis++) {
            rowElements *= axis == 0 ? 1 : space.shape()[axis];
            count *= space.shape()[axis];
        }
        if (header.has(ObjectHeader.EXTERNAL_FILES)) {
            throw file.fault("dataset " + name, "numbers in the file itself", "those of external files");
        }
        Layout layout = Layout.read(header.required(file, ObjectHeader.LAYOUT, "a data layout"), elementSize);
        byte[] value = fillValue(file, header);
        if (value.length != 0 && value.length != elementSize) {
            throw file.fault("dataset " + name, "a fill value of " + elementSize + " bytes", value.length + " bytes");
        }
        FilledElements fill = FilledElements.of(value, rowElements, elementSize);
        long size = count * elementSize;
        return switch (layout) {
            case Layout.Compact compact -> {
                requireSize(file, name, size, compact.bytes().length);
                yield compact(compact.bytes(), rowElements, elementSize);
            }
            case Layout.Contiguous contiguous -> {
                if (contiguous.address() == Metadata.UNDEFINED) {
                    yield fill;
                }
                file.requireWithin(contiguous.address(), size);
                yield new ContiguousElements(file, contiguous.address(), rowElements, elementSize);
            }
            case Layout.Chunked chunked -> {
                Optional<Cursor> filters = header.message(file, ObjectHeader.FILTERS);
                FilterPipeline pipeline =
                        filters.isPresent() ? FilterPipeline.read(filters.get()) : FilterPipeline.NONE;
                yield new ChunkedElements(file, new ChunkedElements.Plan(name, space, chunked, pipeline, fill));
            }
        };
    }

    private static Elements compact(byte[] bytes, long rowElements, int elementSize) {
        return (from, to, run) -> run.accept(
                ByteBuffer.wrap(bytes), (int) (from * rowElements) * elementSize, (int) ((to - from) * rowElements), 0);
    }

    private static void requireSize(Metadata file, String name, long expected, long found) throws IOException {
        if (found < expected) {
            throw file.fault("dataset " + name, expected + " bytes in its header", found + "");
        }
    }

    /// The bytes of the fill value; none for zero.
    private static byte[] fillValue(Metadata file, ObjectHeader header) throws IOException {
        Optional<Cursor> fill = header.message(file, ObjectHeader.FILL_VALUE);
        if (fill.isPresent()) {
            Cursor message = fill.get();
            int version = message.u8();
            message.version("a fill value", version, 1, 3);
            boolean defined;
            if (version == 3) {
                defined = (message.u8() & 0x20) != 0;
            } else {
                message.skip(2);
                defined = message.u8() != 0 || version == 1;
            }
            return defined ? sized(message) : new byte[0];
        }
        Optional<Cursor> old = header.message(file, ObjectHeader.OLD_FILL_VALUE);
        return old.isPresent() ? sized(old.get()) : new byte[0];
    }

    private static byte[] sized(Cursor message) throws IOException {
        return message.bytes(message.count32());
    }

    /// What a type is, for a sentence.
    static String words(DataType type) {
        return switch (type) {
            case DataType.Number number -> number.format().type().code();
            case DataType.Array array -> "an array of " + words(array.element());
            case DataType.Compound compound -> "a compound of members";
            case DataType.Text text -> "text";
            case DataType.Other other -> other.name() + " data, which are not read";
        };
    }
}
