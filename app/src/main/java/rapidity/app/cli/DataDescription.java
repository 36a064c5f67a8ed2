package rapidity.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import rapidity.data.DataFile;
import rapidity.data.format.Column;
import rapidity.data.format.Table;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a file of data is: its format, its columns, and what in it cannot be read.
record DataDescription(DataFile file, Table table) {
    private static final int SHOWN = 40;

    /// For a person: not more lines than a screen has, unless all are wanted.
    void print(PrintWriter out, boolean all) {
        int count = table.columns().size();
        out.printf(Locale.ROOT, "%s: %s, %,d column%s of numbers%n", file, table.kind(), count, count == 1 ? "" : "s");
        int shown = all || count <= SHOWN ? count : SHOWN / 2;
        int width = Math.max(
                8,
                table.columns().stream()
                        .limit(shown)
                        .mapToInt(c -> c.name().length())
                        .max()
                        .orElse(8));
        for (Column column : table.columns().subList(0, shown)) {
            out.printf(
                    Locale.ROOT,
                    "  %-" + width + "s  %-14s %,12d rows%n",
                    column.name(),
                    column.description(),
                    column.rows());
        }
        if (shown < count) {
            out.printf(Locale.ROOT, "  ... and %,d more (--all lists them)%n", count - shown);
        }
        for (Map.Entry<String, String> other : new TreeMap<>(table.unread()).entrySet()) {
            out.println("  not read: " + other.getKey() + " (" + other.getValue() + ")");
        }
    }

    /// For a program.
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", file.toString()).put("kind", table.kind());
        ArrayNode columns = json.putArray("columns");
        for (Column column : table.columns()) {
            ObjectNode node = columns.addObject();
            node.put("name", column.name()).put("type", column.type().code()).put("rows", column.rows());
            ArrayNode shape = node.putArray("shape");
            column.shape().forEach(length -> shape.add(length == Column.VARIABLE ? "*" : length.toString()));
        }
        ObjectNode unread = json.putObject("not-read");
        new TreeMap<>(table.unread()).forEach(unread::put);
        return json;
    }
}
