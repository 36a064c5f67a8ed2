package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyType;
import rapidity.data.format.NumberFormat;

/// Numbers of an HDF5 file, any range of rows: a dataset, or one member of a compound dataset. A row is what the first
/// axis counts; a single number is one row.
public final class Hdf5Dataset {
    private final Metadata file;
    private final ObjectHeader header;
    private final String name;
    private final Elements elements;
    private final DataType type;
    private final long[] outer;
    private final Numbers numbers;

    /// The numbers of one element: their format, how many there are, where in the element they begin.
    private record Numbers(NumberFormat format, int[] shape, int offset, int elementSize) {
        int perElement() {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }
    }

    private Hdf5Dataset(Opened opened, DataType type, long[] outer, Numbers numbers) {
        file = opened.file;
        header = opened.header;
        name = opened.name;
        elements = opened.elements;
        this.type = type;
        this.outer = outer;
        this.numbers = numbers;
    }

    private record Opened(Metadata file, ObjectHeader header, String name, Elements elements) {}

    static Hdf5Dataset open(Metadata file, String name, ObjectHeader header) throws IOException {
        Dataspace space = Dataspace.read(header.required(file, ObjectHeader.DATASPACE, "a dataspace"));
        DataType type = DataType.read(header.required(file, ObjectHeader.DATATYPE, "a type"));
        String place = "dataset " + name;
        if (!space.exists()) {
            throw file.fault(place, "a dataset with a shape", "one that holds nothing");
        }
        requireSize(file, place, space, type);
        if (!(type instanceof DataType.Compound)) {
            numbers(file, place, type, 0, type.size());
        }
        Elements elements = DatasetElements.open(file, name, header, space, type.size());
        Opened opened = new Opened(file, header, name, elements);
        Numbers numbers = type instanceof DataType.Compound
                ? new Numbers(
                        new NumberFormat(NpyType.UINT8, java.nio.ByteOrder.LITTLE_ENDIAN),
                        new int[] {0},
                        0,
                        type.size())
                : numbers(file, place, type, 0, type.size());
        return new Hdf5Dataset(opened, type, space.shape(), numbers);
    }

    private static void requireSize(Metadata file, String place, Dataspace space, DataType type) throws IOException {
        try {
            long count = Arrays.stream(space.shape()).reduce(1, Math::multiplyExact);
            Math.multiplyExact(count, (long) type.size());
        } catch (ArithmeticException e) {
            throw file.fault(place, "a shape that a file can hold", space.toString());
        }
    }

    private static Numbers numbers(Metadata file, String place, DataType type, int offset, int elementSize)
            throws IOException {
        DataType element = element(type);
        int[] shape = type instanceof DataType.Array array ? array.shape() : new int[0];
        if (element instanceof DataType.Number number) {
            return new Numbers(number.format(), shape, offset, elementSize);
        }
        throw file.fault(place, "numbers", DatasetElements.words(element));
    }

    /// The path in the file, for a member with its name behind.
    public String name() {
        return name;
    }

    /// Whether the elements are compounds, of which only [#member] reads numbers.
    public boolean isCompound() {
        return type instanceof DataType.Compound;
    }

    /// The names of the members of a compound, in their order; empty for numbers.
    public List<String> members() {
        return members(type);
    }

    static List<String> members(DataType type) {
        return type instanceof DataType.Compound compound
                ? compound.members().stream().map(DataType.Member::name).toList()
                : List.of();
    }

    /// What a member of a compound is that holds no numbers; empty for numbers, and for arrays of them.
    Optional<String> otherThanNumbers(String member) {
        return type instanceof DataType.Compound compound
                ? compound.members().stream()
                        .filter(candidate -> candidate.name().equals(member))
                        .map(DataType.Member::type)
                        .filter(there -> !(element(there) instanceof DataType.Number))
                        .map(DatasetElements::words)
                        .findFirst()
                : Optional.empty();
    }

    private static DataType element(DataType type) {
        return type instanceof DataType.Array array ? array.element() : type;
    }

    /// The numbers of one member of a compound. It shares the chunks that are read with all others.
    ///
    /// @throws DataFormatException if there is no such member, or it is no number
    public Hdf5Dataset member(String member) throws IOException {
        if (type instanceof DataType.Compound compound) {
            for (DataType.Member candidate : compound.members()) {
                if (candidate.name().equals(member)) {
                    String path = name + "/" + member;
                    Numbers there = numbers(file, "dataset " + path, candidate.type(), candidate.offset(), type.size());
                    return new Hdf5Dataset(new Opened(file, header, path, elements), candidate.type(), outer, there);
                }
            }
        }
        throw file.fault("dataset " + name, "a member '" + member + "'", "only " + members());
    }

    /// Number `index` of each row, as a dataset with one number in a row. It shares the chunks that are read.
    ///
    /// @throws IllegalArgumentException if rows are not arrays of so many numbers
    Hdf5Dataset number(int index) {
        if (outer.length != 1 || index < 0 || index >= numbers.perElement()) {
            throw new IllegalArgumentException(name + " has no number " + index + " in rows of " + rowLength());
        }
        int offset = numbers.offset + index * numbers.format.bytes();
        Numbers one = new Numbers(numbers.format, new int[0], offset, numbers.elementSize);
        return new Hdf5Dataset(new Opened(file, header, name, elements), type, outer, one);
    }

    /// The type of the numbers.
    public NpyType type() {
        return numbers.format.type();
    }

    /// The shape, with the axes of an array type behind those of the dataset; empty for a single number.
    public long[] shape() {
        long[] shape = Arrays.copyOf(outer, outer.length + numbers.shape.length);
        for (int i = 0; i < numbers.shape.length; i++) {
            shape[outer.length + i] = numbers.shape[i];
        }
        return shape;
    }

    /// The number of rows.
    public long rows() {
        return outer.length == 0 ? 1 : outer[0];
    }

    /// The count of numbers in a row.
    public long rowLength() {
        return rowElements() * numbers.perElement();
    }

    private long rowElements() {
        return Arrays.stream(outer).skip(1).reduce(1, (a, b) -> a * b);
    }

    /// The rows from .. to-1 as doubles, one row after another. Exact.
    ///
    /// @throws DataFormatException if a 64-bit integer has no exact double, or a chunk is damaged
    /// @throws IllegalArgumentException if the range is not within the rows, or does not fit into one array
    public double[] doubles(long from, long to) throws IOException {
        double[] out = new double[count(from, to)];
        read(from, to, (bytes, at, count, first) -> numbers.format.doubles(bytes, at, count, out, first));
        return out;
    }

    /// The rows from .. to-1 as floats, one row after another, rounded to nearest where the file is more precise.
    ///
    /// @throws IllegalArgumentException if the range is not within the rows, or does not fit into one array
    public float[] floats(long from, long to) throws IOException {
        float[] out = new float[count(from, to)];
        read(from, to, (bytes, at, count, first) -> numbers.format.floats(bytes, at, count, out, first));
        return out;
    }

    /// The rows from .. to-1 as whole numbers, one row after another. Exact.
    ///
    /// @throws DataFormatException if a value is not whole, or not below 2^63
    /// @throws IllegalArgumentException if the range is not within the rows, or does not fit into one array
    public long[] longs(long from, long to) throws IOException {
        long[] out = new long[count(from, to)];
        read(from, to, (bytes, at, count, first) -> numbers.format.longs(bytes, at, count, out, first));
        return out;
    }

    /// The text of an attribute of the dataset, if it has one of this name that is text of fixed length.
    public Optional<String> attribute(String attribute) throws IOException {
        return Attributes.text(file, header, attribute);
    }

    private int count(long from, long to) throws DataFormatException {
        if (isCompound() && numbers.perElement() == 0) {
            throw file.fault(
                    "dataset " + name, "numbers", "a compound of " + members() + ", which are read one by one");
        }
        if (from < 0 || from > to || to > rows()) {
            throw new IllegalArgumentException(
                    "rows " + from + " to " + to + " are not within the " + rows() + " rows of " + name);
        }
        long length = rowLength();
        if (length > 0 && to - from > Integer.MAX_VALUE / length) {
            throw new IllegalArgumentException((to - from) + " rows of " + length
                    + " numbers do not fit into one Java array: read fewer rows at a time");
        }
        return (int) ((to - from) * length);
    }

    private void read(long from, long to, Elements.Run run) throws IOException {
        int perElement = numbers.perElement();
        int size = numbers.elementSize;
        try {
            if (perElement * numbers.format.bytes() == size) {
                elements.read(
                        from,
                        to,
                        (bytes, at, count, first) -> run.accept(bytes, at, count * perElement, first * perElement));
                return;
            }
            elements.read(from, to, (bytes, at, count, first) -> members(run, bytes, at, count, first));
        } catch (ArithmeticException e) {
            throw file.fault(
                    "dataset " + name + ", rows " + from + " to " + (to - 1),
                    "numbers that fit",
                    String.valueOf(e.getMessage()));
        }
    }

    private void members(Elements.Run run, ByteBuffer bytes, int at, int count, int first) throws IOException {
        int perElement = numbers.perElement();
        for (int i = 0; i < count; i++) {
            run.accept(bytes, at + i * numbers.elementSize + numbers.offset, perElement, (first + i) * perElement);
        }
    }
}
