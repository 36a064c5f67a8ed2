package rapidity.data.format.parquet;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.LayerKind;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyType;

/// A column of a Parquet file, read forwards batch by batch; to go back is to begin again.
final class ParquetColumn {
    private static final long EXACT = 1L << 53;

    private final Path path;
    private final ParquetFileReader file;
    private final ColumnSchema schema;
    private final Column column;
    private @Nullable ColumnReader reader;
    /// The batch at hand: its first row, its rows, its numbers.
    private long first;

    private Jagged batch = new Jagged(new double[0], new int[1]);

    ParquetColumn(Path path, ParquetFileReader file, ColumnSchema schema, Column column) {
        this.path = path;
        this.file = file;
        this.schema = schema;
        this.column = column;
    }

    Jagged read(long from, long to) throws IOException {
        int rows = (int) (to - from);
        int[] offsets = new int[rows + 1];
        double[] values = new double[Math.max(16, rows)];
        int row = 0;
        if (from < first) {
            restart();
        }
        while (row < rows) {
            long at = from + row - first;
            if (at >= batch.rows()) {
                next();
                continue;
            }
            int begin = (int) at;
            int count = Math.min(rows - row, batch.rows() - begin);
            int source = batch.offsets()[begin];
            int length = batch.offsets()[begin + count] - source;
            int end = Math.addExact(offsets[row], length);
            if (end > values.length) {
                values = Arrays.copyOf(values, Math.max(end, values.length + values.length / 2));
            }
            System.arraycopy(batch.values(), source, values, offsets[row], length);
            for (int i = 1; i <= count; i++) {
                offsets[row + i] = offsets[row] + batch.offsets()[begin + i] - source;
            }
            row += count;
        }
        int total = offsets[rows];
        return new Jagged(values.length == total ? values : Arrays.copyOf(values, total), offsets);
    }

    private void restart() {
        close();
        first = 0;
        batch = new Jagged(new double[0], new int[1]);
    }

    private void next() throws IOException {
        try {
            ColumnReader open = reader == null ? file.columnReader(schema.columnIndex()) : reader;
            reader = open;
            first += batch.rows();
            if (!open.nextBatch()) {
                throw fault("the row " + first, "the end of the column");
            }
            batch = decode(open);
        } catch (RuntimeException e) {
            throw ParquetTable.damaged(path, place(), e);
        }
    }

    private String place() {
        return "column " + column.name() + ", from row " + first + " on";
    }

    private DataFormatException fault(String expected, String found) {
        return new DataFormatException(path, place(), expected, found);
    }

    private Jagged decode(ColumnReader batchReader) throws DataFormatException {
        int rows = batchReader.getRecordCount();
        int count = batchReader.getValueCount();
        Validity validity = batchReader.getLeafValidity();
        double[] values = numbers(batchReader, count);
        int[] offsets = new int[rows + 1];
        int layer = repeatedLayer(batchReader);
        if (layer < 0) {
            Arrays.setAll(offsets, i -> i);
        } else {
            System.arraycopy(batchReader.getLayerOffsets(layer), 0, offsets, 0, rows + 1);
        }
        if (offsets[rows] != count) {
            throw fault(offsets[rows] + " numbers in " + rows + " rows", count + "");
        }
        if (validity.hasNulls()) {
            throw fault("numbers (fill the nulls before saving)", "null as number " + validity.nextNull(0, count));
        }
        return new Jagged(values, offsets);
    }

    private static int repeatedLayer(ColumnReader batchReader) {
        for (int layer = 0; layer < batchReader.getLayerCount(); layer++) {
            if (batchReader.getLayerKind(layer) == LayerKind.REPEATED) {
                return layer;
            }
        }
        return -1;
    }

    private double[] numbers(ColumnReader batchReader, int count) throws DataFormatException {
        double[] values = new double[count];
        switch (schema.type()) {
            case BOOLEAN -> {
                boolean[] bools = batchReader.getBooleans();
                Arrays.setAll(values, i -> bools[i] ? 1 : 0);
            }
            case INT32 -> {
                int[] ints = batchReader.getInts();
                boolean unsigned = column.type() == NpyType.UINT32;
                Arrays.setAll(values, i -> unsigned ? Integer.toUnsignedLong(ints[i]) : ints[i]);
            }
            case INT64 -> longs(batchReader.getLongs(), values);
            case FLOAT -> {
                float[] floats = batchReader.getFloats();
                Arrays.setAll(values, i -> floats[i]);
            }
            case DOUBLE -> System.arraycopy(batchReader.getDoubles(), 0, values, 0, count);
            case FIXED_LEN_BYTE_ARRAY -> halves(batchReader, values);
            default -> throw fault("numbers", schema.type() + "");
        }
        return values;
    }

    private void longs(long[] longs, double[] values) throws DataFormatException {
        for (int i = 0; i < values.length; i++) {
            if (longs[i] > EXACT || longs[i] < -EXACT) {
                throw fault("integers that a double holds", longs[i] + "");
            }
            values[i] = longs[i];
        }
    }

    private static void halves(ColumnReader batchReader, double[] values) {
        ByteBuffer bytes = ByteBuffer.wrap(batchReader.getBinaryValues()).order(ByteOrder.LITTLE_ENDIAN);
        int[] offsets = batchReader.getBinaryOffsets();
        Arrays.setAll(values, i -> Float.float16ToFloat(bytes.getShort(offsets[i])));
    }

    void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
