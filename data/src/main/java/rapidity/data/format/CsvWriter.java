package rapidity.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Writes a table of numbers as text: the names in the first line, separated by commas, then a line for each row. Each
/// number of an array has a place of its own, `NAME[0]`, `NAME[1]` and so on. Numbers read back exactly.
public final class CsvWriter implements PendingFile {
    private static final Pattern AMBIGUOUS = Pattern.compile("^#|[,;\"\t\r\n]");

    private final OutputFile output;
    private final List<Column> columns;

    private CsvWriter(OutputFile output, List<Column> columns) throws IOException {
        this.output = output;
        this.columns = List.copyOf(columns);
        StringBuilder head = new StringBuilder();
        for (Column column : columns) {
            for (long i = 0; i < column.width(); i++) {
                String index = column.shape().isEmpty() ? "" : "[" + i + "]";
                head.append(head.isEmpty() ? "" : ",").append(column.name()).append(index);
            }
        }
        write(head.append('\n'));
    }

    /// Opens a file for these columns, none of them jagged.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    /// @throws IllegalArgumentException if a name holds what separates or surrounds names
    public static CsvWriter create(Path file, WhenExists whenExists, List<Column> columns) throws IOException {
        for (Column column : columns) {
            if (AMBIGUOUS.matcher(column.name()).find()) {
                throw new IllegalArgumentException(file + ": a text table has no names with comma, semicolon, quotes,"
                        + " tab or line break, nor one that begins with #, such as '" + column.name()
                        + "'; write .npz or .parquet, or choose with --columns");
            }
        }
        OutputFile output = OutputFile.create(file, whenExists);
        try {
            return new CsvWriter(output, columns);
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /// Writes rows, of which each column has the same count.
    public void write(List<Jagged> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.getFirst().rows(); row++) {
            for (int i = 0; i < rows.size(); i++) {
                boolean whole = columns.get(i).type().isInteger();
                Jagged column = rows.get(i);
                for (int at = column.offsets()[row]; at < column.offsets()[row + 1]; at++) {
                    double value = column.values()[at];
                    text.append(whole ? Long.toString((long) value) : Double.toString(value))
                            .append(',');
                }
            }
            text.setCharAt(text.length() - 1, '\n');
        }
        write(text);
    }

    private void write(StringBuilder text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            output.channel().write(bytes);
        }
    }

    @Override
    public void commit() throws IOException {
        output.commit();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
