package rapidity.data.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A table of numbers as text: names in the first line, then a line for each row, separated by commas, semicolons, tabs
/// or blanks. Lines that are empty or begin with `#` are read over.
public final class CsvTable implements Table {
    /// Java's own parser takes `1d` and `0x1p3` for numbers too.
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|[+-]?(?:nan|NaN|inf|Infinity)");

    /// What some spreadsheets write before the first line.
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final Path path;
    private final Pattern separator;
    private final List<String> names;
    private final List<Column> columns;
    private final long rows;

    private @Nullable BufferedReader reader;
    private long nextRow;
    /// The rows at hand, one after another.
    private double[] block = new double[0];

    private long blockFrom;
    private long blockTo;

    private CsvTable(Path path, Pattern separator, List<String> names, long rows) {
        this.path = path;
        this.separator = separator;
        this.names = names;
        this.rows = rows;
        columns = names.stream()
                .map(name -> Column.flat(name, NpyType.FLOAT64, rows))
                .toList();
    }

    /// Opens a file and counts its rows.
    ///
    /// @throws DataFormatException if the first line holds no names
    public static CsvTable open(Path path) throws IOException {
        try (BufferedReader reader = lines(path)) {
            String head = content(reader);
            if (head == null) {
                throw new DataFormatException(path, "line 1", "the names of the columns", "the end of the file");
            }
            Pattern separator = separator(head);
            List<String> names = Arrays.stream(separator.split(head.strip(), -1))
                    .map(name -> name.strip().replaceAll("^[\"']|[\"']$", ""))
                    .toList();
            Set<String> distinct = new HashSet<>(names);
            boolean numbers =
                    names.stream().anyMatch(name -> NUMBER.matcher(name).matches());
            if (numbers || distinct.size() < names.size() || distinct.contains("")) {
                throw new DataFormatException(
                        path, "line 1", "the names of the columns, each once", "\"" + shortened(head) + "\"");
            }
            long rows = 0;
            while (content(reader) != null) {
                rows++;
            }
            return new CsvTable(path, separator, names, rows);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new DataFormatException(path, "text", "UTF-8", e);
        }
    }

    private static BufferedReader lines(Path path) throws IOException {
        BufferedReader text =
                new BufferedReader(new LinesWithinBounds(path, Files.newBufferedReader(path, StandardCharsets.UTF_8)));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private static Pattern separator(String head) {
        for (String sign : new String[] {",", ";", "\t"}) {
            if (head.contains(sign)) {
                return Pattern.compile(Pattern.quote(sign));
            }
        }
        return Pattern.compile("\\s+");
    }

    private static @Nullable String content(BufferedReader reader) throws IOException {
        String text = reader.readLine();
        while (text != null && (text.isBlank() || text.startsWith("#"))) {
            text = reader.readLine();
        }
        return text;
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > 60 ? printable.substring(0, 60) + "..." : printable;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String kind() {
        return "text table";
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public Jagged read(Column column, long from, long to) throws IOException {
        int place = columns.indexOf(column);
        if (place < 0) {
            throw new IllegalArgumentException(path + " has no column " + column);
        }
        double[] values = new double[Table.count(from, to, rows)];
        if (from < blockFrom || to > blockTo) {
            readBlock(from, to);
        }
        int width = columns.size();
        for (int row = 0; row < values.length; row++) {
            values[row] = block[(int) (from - blockFrom + row) * width + place];
        }
        return Jagged.of(values, values.length, 1);
    }

    private void readBlock(long from, long to) throws IOException {
        BufferedReader open = reader;
        if (open == null || from < nextRow) {
            close();
            open = lines(path);
            reader = open;
            content(open);
            nextRow = 0;
        }
        while (nextRow < from) {
            content(open);
            nextRow++;
        }
        block = new double[Math.multiplyExact((int) (to - from), columns.size())];
        blockFrom = from;
        blockTo = from;
        for (; nextRow < to; nextRow++) {
            String text = content(open);
            parse(text == null ? "" : text, (int) (nextRow - from) * columns.size());
        }
        blockTo = to;
    }

    private void parse(String text, int at) throws DataFormatException {
        String[] fields = separator.split(text.strip(), -1);
        if (fields.length != names.size()) {
            throw new DataFormatException(
                    path, "row " + nextRow, names.size() + " numbers for " + shortened(names + ""), fields.length + "");
        }
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i].strip().replaceFirst("^\"(.*)\"$", "$1");
            if (!NUMBER.matcher(field).matches()) {
                throw new DataFormatException(
                        path,
                        "row " + nextRow + ", column " + names.get(i),
                        "a number",
                        field.isEmpty()
                                ? "nothing (pandas writes NaN with na_rep='NaN')"
                                : '"' + shortened(field) + '"');
            }
            block[at + i] = Double.parseDouble(field.replace("nan", "NaN").replaceFirst("inf$", "Infinity"));
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
