package rapidity.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rapidity.data.dataset.JetAssembly;
import rapidity.data.dataset.JetColumns;
import rapidity.data.dataset.JetSource;
import rapidity.data.format.Table;

/// Jets in a user's own files, one file after another, read as a [ColumnMapping] says.
public final class MappedJets implements JetSource {
    private final ColumnMapping mapping;
    private final List<MappedTable> tables = new ArrayList<>();
    private long rows;

    private MappedJets(ColumnMapping mapping) {
        this.mapping = mapping;
    }

    /// Opens files.
    ///
    /// @throws rapidity.data.format.DataFormatException if a column is not in one of them, or is of another length
    public static MappedJets open(List<DataFile> files, ColumnMapping mapping) throws IOException {
        MappedJets jets = new MappedJets(mapping);
        try {
            for (DataFile file : files) {
                jets.add(file);
            }
            return jets;
        } catch (IOException | RuntimeException e) {
            jets.close();
            throw e;
        }
    }

    private void add(DataFile file) throws IOException {
        Table table = file.open();
        try {
            MappedTable mapped = new MappedTable(table, mapping, rows);
            tables.add(mapped);
            rows += mapped.rows();
        } catch (IOException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public List<String> classes() {
        return mapping.label().isEmpty() ? List.of() : mapping.classes();
    }

    @Override
    public List<String> features() {
        return List.copyOf(mapping.features().keySet());
    }

    @Override
    public JetColumns read(long from, long to) throws IOException {
        Table.count(from, to, rows);
        Path first = tables.isEmpty() ? Path.of("") : tables.getFirst().path();
        JetAssembly jets = new JetAssembly(first, features(), mapping.most());
        for (MappedTable table : tables) {
            long begin = Math.max(from, table.first());
            long end = Math.min(to, table.first() + table.rows());
            if (begin < end) {
                table.read(begin - table.first(), end - table.first(), jets);
            }
        }
        return jets.columns();
    }

    @Override
    public void close() throws IOException {
        for (MappedTable table : tables) {
            table.close();
        }
    }
}
