package rapidity.data.format.root;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyType;
import rapidity.data.format.NumberFormat;

/// What a leaf of a branch holds for each entry.
///
/// @param format the numbers as they are stored
/// @param packing how fewer bits become such a number
/// @param shape of what one entry holds, the first length [Column#VARIABLE] if entries differ
/// @param head the bytes before the numbers of each entry: those of a vector say its length
/// @param first the bytes of other leaves before this one in each entry
/// @param entryBytes the bytes of all leaves of an entry of fixed length
/// @param fault what is there instead, if it is not read
record LeafType(
        NumberFormat format,
        PackedNumbers packing,
        List<Long> shape,
        int head,
        int first,
        int entryBytes,
        Optional<String> fault) {
    /// A vector begins with the count of its bytes, its version and its length.
    static final int VECTOR_HEAD = 10;

    /// An array of any length in a class begins with whether there is one.
    static final int POINTER_HEAD = 1;

    /// From here on a member of a class is a container or another class.
    private static final int STL = 300;

    private static final int SPLIT_VECTOR = 41;
    private static final int SPLIT_CLONES = 31;

    private static final Pattern DIMENSION = Pattern.compile("\\[(\\d+)]");
    private static final Pattern VECTOR = Pattern.compile(
            "(?:std::)?(?:vector|ROOT::VecOps::RVec|RVec)<([^,<>]+?)(?:,[^<>]*(?:<[^<>]*>)?[^<>]*)?\\s*>");

    private static final Map<String, NpyType> NAMES = Map.ofEntries(
            Map.entry("bool", NpyType.BOOL),
            Map.entry("Bool_t", NpyType.BOOL),
            Map.entry("char", NpyType.INT8),
            Map.entry("Char_t", NpyType.INT8),
            Map.entry("signed char", NpyType.INT8),
            Map.entry("unsigned char", NpyType.UINT8),
            Map.entry("UChar_t", NpyType.UINT8),
            Map.entry("short", NpyType.INT16),
            Map.entry("Short_t", NpyType.INT16),
            Map.entry("unsigned short", NpyType.UINT16),
            Map.entry("UShort_t", NpyType.UINT16),
            Map.entry("int", NpyType.INT32),
            Map.entry("Int_t", NpyType.INT32),
            Map.entry("unsigned int", NpyType.UINT32),
            Map.entry("UInt_t", NpyType.UINT32),
            Map.entry("long", NpyType.INT64),
            Map.entry("long long", NpyType.INT64),
            Map.entry("Long64_t", NpyType.INT64),
            Map.entry("unsigned long", NpyType.UINT64),
            Map.entry("unsigned long long", NpyType.UINT64),
            Map.entry("ULong64_t", NpyType.UINT64),
            Map.entry("float", NpyType.FLOAT32),
            Map.entry("Float_t", NpyType.FLOAT32),
            Map.entry("double", NpyType.FLOAT64),
            Map.entry("Double_t", NpyType.FLOAT64));

    /// @param classes what the file says of its classes
    /// @param last whether there are no branches below
    static LeafType of(
            RootCursor record, Map<String, ClassDescription> classes, RootObject branch, RootObject leaf, boolean last)
            throws DataFormatException {
        if (!branch.has("fClassName")) {
            return plain(record, leaf);
        }
        return branch.has("fStreamerType")
                ? element(record, classes, branch, leaf, last)
                : unread("the class " + branch.text(record, "fClassName"));
    }

    private static LeafType plain(RootCursor record, RootObject leaf) throws DataFormatException {
        boolean unsigned = leaf.number(record, "fIsUnsigned") != 0;
        String title = leaf.text(record, "fTitle");
        return switch (leaf.className()) {
            case "TLeafO" -> numbers(record, leaf, NpyType.BOOL);
            case "TLeafB" -> numbers(record, leaf, unsigned ? NpyType.UINT8 : NpyType.INT8);
            case "TLeafS" -> numbers(record, leaf, unsigned ? NpyType.UINT16 : NpyType.INT16);
            case "TLeafI" -> numbers(record, leaf, unsigned ? NpyType.UINT32 : NpyType.INT32);
            case "TLeafL", "TLeafG" -> numbers(record, leaf, unsigned ? NpyType.UINT64 : NpyType.INT64);
            case "TLeafF" -> numbers(record, leaf, NpyType.FLOAT32);
            case "TLeafD" -> numbers(record, leaf, NpyType.FLOAT64);
            case "TLeafD32" -> packed(record, leaf, PackedNumbers.ofDouble(title));
            case "TLeafF16" -> packed(record, leaf, PackedNumbers.ofFloat(title));
            case "TLeafC" -> unread("text");
            default -> unread("a leaf of class " + leaf.className());
        };
    }

    private static LeafType packed(RootCursor record, RootObject leaf, Optional<PackedNumbers> range)
            throws DataFormatException {
        if (range.isEmpty()) {
            return unread(
                    "numbers packed in the range of " + DataFormatException.printable(leaf.text(record, "fTitle")));
        }
        PackedNumbers packing = range.get();
        LeafType numbers = numbers(record, leaf, NpyType.FLOAT32);
        int bytes = numbers.entryBytes / numbers.format.bytes() * packing.bytes();
        return new LeafType(numbers.format, packing, numbers.shape, 0, 0, bytes, Optional.empty());
    }

    private static LeafType numbers(RootCursor record, RootObject leaf, NpyType type) throws DataFormatException {
        List<Long> shape = new ArrayList<>();
        if (leaf.has("fLeafCount")) {
            shape.add(Column.VARIABLE);
        }
        long length = leaf.number(record, "fLen");
        List<Long> lengths = lengths(leaf.text(record, "fTitle"));
        if (lengths.stream().reduce(1L, (a, b) -> a * b) == length) {
            shape.addAll(lengths);
        } else if (length != 1) {
            shape.add(length);
        }
        return of(record, type, shape, 0);
    }

    /// The fixed lengths in a title such as `P[n][4]/D`; a range such as `x/d[0,1,8]` is none.
    private static List<Long> lengths(String title) throws NumberFormatException {
        int slash = title.indexOf('/');
        Matcher matcher = DIMENSION.matcher(slash < 0 ? title : title.substring(0, slash));
        List<Long> lengths = new ArrayList<>();
        while (matcher.find() && matcher.group(1).length() < 10) {
            lengths.add(Long.parseLong(matcher.group(1)));
        }
        return lengths;
    }

    private static LeafType of(RootCursor record, NpyType type, List<Long> shape, int head) throws DataFormatException {
        long bytes = type.bytes();
        for (long length : shape) {
            bytes *= length == Column.VARIABLE ? 1 : length;
            if (bytes <= 0 || bytes > 1 << 24) {
                throw record.fault("an array of at most 16 MiB", "the shape " + shape);
            }
        }
        NumberFormat format = new NumberFormat(type, ByteOrder.BIG_ENDIAN);
        return new LeafType(format, PackedNumbers.NONE, List.copyOf(shape), head, 0, (int) bytes, Optional.empty());
    }

    private static LeafType unread(String what) {
        return new LeafType(
                new NumberFormat(NpyType.INT8, ByteOrder.BIG_ENDIAN),
                PackedNumbers.NONE,
                List.of(),
                0,
                0,
                0,
                Optional.of(what));
    }

    /// A branch of a class: a vector of numbers, a number in a split class, or in a vector or array of split classes.
    private static LeafType element(
            RootCursor record, Map<String, ClassDescription> classes, RootObject branch, RootObject leaf, boolean last)
            throws DataFormatException {
        String className = branch.text(record, "fClassName");
        long kind = branch.number(record, "fStreamerType");
        long split = branch.number(record, "fType");
        if (!last) {
            boolean counts = split == 3 || split == 4;
            return counts ? of(record, NpyType.INT32, List.of(), 0) : unread("the class " + className);
        }
        boolean inVector = split == SPLIT_VECTOR || split == SPLIT_CLONES;
        Optional<NpyType> basic = basic((int) (kind > 20 && kind < 40 ? kind - 20 : kind));
        if (basic.isPresent()) {
            List<Long> shape = new ArrayList<>(lengths(branch.text(record, "fName")));
            if (inVector) {
                shape.addFirst(Column.VARIABLE);
            }
            boolean fixed = kind < 20 || leaf.number(record, "fLen") > 1 || inVector;
            return fixed ? of(record, basic.get(), shape, 0) : unread("an array of class " + className);
        }
        Optional<NpyType> pointed = kind > 40 && kind < 60 ? basic((int) kind - 40) : Optional.empty();
        if (pointed.isPresent() && !inVector) {
            return of(record, pointed.get(), List.of(Column.VARIABLE), POINTER_HEAD);
        }
        String container = kind >= STL ? memberType(classes, className, branch.text(record, "fName")) : className;
        Matcher vector = VECTOR.matcher(container.trim());
        NpyType type = vector.matches() ? NAMES.get(vector.group(1).trim()) : null;
        if (type == null || inVector || kind > 0 && kind < 60) {
            return unread("the class " + container);
        }
        return of(record, type, List.of(Column.VARIABLE), VECTOR_HEAD);
    }

    /// The type of the member of a class that a branch is named after, empty if the file does not say it.
    private static String memberType(Map<String, ClassDescription> classes, String className, String branch) {
        ClassDescription description = classes.get(className);
        String member = branch.substring(branch.lastIndexOf('.') + 1);
        return description == null
                ? ""
                : description.elements().stream()
                        .filter(element -> element.name().equals(member))
                        .map(ClassDescription.Element::typeName)
                        .findFirst()
                        .orElse("");
    }

    private static Optional<NpyType> basic(int kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case 1 -> NpyType.INT8;
                    case 2 -> NpyType.INT16;
                    case 3, 6 -> NpyType.INT32;
                    case 4, 16 -> NpyType.INT64;
                    case 5 -> NpyType.FLOAT32;
                    case 8 -> NpyType.FLOAT64;
                    case 11 -> NpyType.UINT8;
                    case 12 -> NpyType.UINT16;
                    case 13, 15 -> NpyType.UINT32;
                    case 14, 17 -> NpyType.UINT64;
                    case 18 -> NpyType.BOOL;
                    default -> null;
                });
    }

    /// Whether entries differ in length.
    boolean counted() {
        return !shape.isEmpty() && shape.getFirst() == Column.VARIABLE;
    }

    /// The type that holds the numbers: those of a range need a double.
    NpyType type() {
        return packing.kind() == PackedNumbers.Kind.RANGE ? NpyType.FLOAT64 : format.type();
    }

    /// The bytes of one number as stored.
    int numberBytes() {
        return packing.kind() == PackedNumbers.Kind.PLAIN ? format.bytes() : packing.bytes();
    }

    /// Decodes `count` numbers from byte `at` on.
    ///
    /// @throws ArithmeticException if a 64-bit integer has no exact double
    void decode(ByteBuffer buffer, int at, int count, double[] out, int outAt) {
        if (format.type() == NpyType.BOOL) {
            // whatever is not zero is true in C++
            for (int i = 0; i < count; i++) {
                out[outAt + i] = buffer.get(at + i) == 0 ? 0 : 1;
            }
        } else if (packing.kind() == PackedNumbers.Kind.PLAIN) {
            format.doubles(buffer, at, count, out, outAt);
        } else {
            packing.decode(buffer, at, count, out, outAt);
        }
    }

    /// The same leaf, behind these bytes of others.
    LeafType at(int offset, List<RootObject> leaves) {
        return leaves.size() == 1 ? this : new LeafType(format, packing, shape, head, offset, entryBytes, fault);
    }
}
