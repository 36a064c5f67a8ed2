package rapidity.data.format.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.data.format.NpyType;
import rapidity.data.format.codec.DamagedBytesException;

/// A column of numbers as the schema has it.
///
/// @param name the names on the way from the root, without those of the groups that only say "list" and "element"
/// @param defined the definition level of a value that is there
/// @param repeated how often the path repeats
/// @param listed the definition level from which a list has an element
record ParquetLeaf(String name, ParquetFooter.SchemaElement element, int index, int defined, int repeated, int listed) {
    static final int BOOLEAN = 0;
    static final int INT32 = 1;
    static final int INT64 = 2;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    private static final int FIXED_BYTES = 7;

    private static final int INTEGER = 10;
    private static final int FLOAT16 = 15;
    private static final int UINT_8 = 11;
    private static final int INT_64 = 18;
    private static final int LIST = 3;
    private static final int REPEATED = 2;
    private static final int MAX_DEPTH = 32;

    /// The columns of a schema, in the order in which groups of rows have them.
    static List<ParquetLeaf> of(List<ParquetFooter.SchemaElement> schema) throws DamagedBytesException {
        List<ParquetLeaf> leaves = new ArrayList<>();
        if (schema.isEmpty()) {
            throw new DamagedBytesException("no schema");
        }
        int next = 1;
        for (int child = 0; child < schema.getFirst().children(); child++) {
            next = walk(schema, next, new Level("", 0, 0, 0, 0, Below.NAMED), leaves);
        }
        return leaves;
    }

    /// What the nodes below one are: of a list the repeated group, and in this the element, have no name of their own.
    private enum Below {
        NAMED,
        LIST,
        ELEMENT
    }

    /// What a node has from those above it.
    private record Level(String name, int depth, int defined, int repeated, int listed, Below below) {}

    private static int walk(List<ParquetFooter.SchemaElement> schema, int place, Level above, List<ParquetLeaf> leaves)
            throws DamagedBytesException {
        if (place >= schema.size() || above.depth > MAX_DEPTH) {
            throw new DamagedBytesException("a schema that does not end");
        }
        ParquetFooter.SchemaElement element = schema.get(place);
        int defined = above.defined + (element.repetition() == 0 ? 0 : 1);
        boolean repeats = element.repetition() == REPEATED;
        int repeated = above.repeated + (repeats ? 1 : 0);
        int listed = repeats ? defined : above.listed;
        String name = name(element, above);
        if (element.children() == 0 && element.type() >= 0) {
            leaves.add(new ParquetLeaf(name, element, leaves.size(), defined, repeated, listed));
            return place + 1;
        }
        Level level = new Level(name, above.depth + 1, defined, repeated, listed, below(element, above));
        int next = place + 1;
        for (int child = 0; child < element.children(); child++) {
            next = walk(schema, next, level, leaves);
        }
        return next;
    }

    private static String name(ParquetFooter.SchemaElement element, Level above) {
        boolean silent = above.below == Below.ELEMENT || above.below == Below.LIST && element.repetition() == REPEATED;
        return silent ? above.name : above.name.isEmpty() ? element.name() : above.name + "." + element.name();
    }

    /// @source Parquet format, LogicalTypes.md, "Lists" and its rules for older files
    private static Below below(ParquetFooter.SchemaElement element, Level above) {
        boolean list = element.converted() == LIST || element.meaning() == LIST;
        if (list && element.children() == 1) {
            return Below.LIST;
        }
        boolean itself = element.name().equals("array") || element.name().endsWith("_tuple");
        boolean wraps = above.below == Below.LIST && element.repetition() == REPEATED && element.children() == 1;
        return wraps && !itself ? Below.ELEMENT : Below.NAMED;
    }

    /// The type of the numbers, if these are numbers.
    Optional<NpyType> type() {
        if (element.meaning() == FLOAT16 && element.type() == FIXED_BYTES && element.typeLength() == 2) {
            return Optional.of(NpyType.FLOAT16);
        }
        if (element.meaning() == INTEGER) {
            return Optional.of(integer(element.bits(), element.signed()));
        }
        if (element.meaning() == 0 && element.converted() >= UINT_8 && element.converted() <= INT_64) {
            int kind = element.converted() - UINT_8;
            return Optional.of(integer(8 << kind % 4, kind >= 4));
        }
        if (element.meaning() != 0 || element.converted() >= 0) {
            return Optional.empty();
        }
        return switch (element.type()) {
            case BOOLEAN -> Optional.of(NpyType.BOOL);
            case INT32 -> Optional.of(NpyType.INT32);
            case INT64 -> Optional.of(NpyType.INT64);
            case FLOAT -> Optional.of(NpyType.FLOAT32);
            case DOUBLE -> Optional.of(NpyType.FLOAT64);
            default -> Optional.empty();
        };
    }

    private static NpyType integer(int bits, boolean signed) {
        return switch (bits) {
            case 8 -> signed ? NpyType.INT8 : NpyType.UINT8;
            case 16 -> signed ? NpyType.INT16 : NpyType.UINT16;
            case 32 -> signed ? NpyType.INT32 : NpyType.UINT32;
            default -> signed ? NpyType.INT64 : NpyType.UINT64;
        };
    }
}
