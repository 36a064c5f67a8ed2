import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rapidity.data.ColumnMapping;
import rapidity.data.DataFile;
import rapidity.data.MappedJets;
import rapidity.data.dataset.JetColumns;
import rapidity.data.format.Column;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyType;
import rapidity.data.format.WhenExists;
import rapidity.data.format.parquet.ParquetWriter;
import rapidity.metrics.Roc;
import rapidity.model.JetTagger;

/// Scores the jets of a Parquet file block by block, so that the file may be larger than the memory. ROOT, HDF5 and
/// NumPy files are read by the same lines; `./rapidity score` is this as a command.
class ScoreParquet {
    private static final int BLOCK = 50; // jets; some ten thousand where speed counts

    public static void main(String[] arguments) throws Exception {
        JetTagger tagger = JetTagger.load(Path.of(arguments[0]));
        // Names of ours on the left; on the right columns of the file, or expressions in them.
        Map<String, String> constituents =
                Map.of("e", "part_energy", "px", "part_px", "py", "part_py", "pz", "part_pz");
        ColumnMapping columns = ColumnMapping.parse(constituents, Map.of(), Map.of("top", "is_top"), "", 200);
        DoubleStream.Builder scores = DoubleStream.builder();
        IntStream.Builder labels = IntStream.builder();
        List<Column> written = List.of(Column.flat("score", NpyType.FLOAT32, 0));
        try (MappedJets jets = MappedJets.open(List.of(DataFile.of(arguments[1])), columns);
                ParquetWriter out = ParquetWriter.create(Path.of(arguments[2]), WhenExists.REPLACE, written)) {
            for (long from = 0; from < jets.rows(); from += BLOCK) {
                // Momenta are checked as they are read: a wrong unit or order of columns does not come through.
                JetColumns block = jets.read(from, Math.min(from + BLOCK, jets.rows()));
                float[] score = tagger.score(block.jets());
                double[] column = IntStream.range(0, score.length).mapToDouble(i -> score[i]).toArray();
                out.write(List.of(Jagged.of(column, column.length, 1)));
                DoubleStream.of(column).forEach(scores::add);
                IntStream.of(block.labels()).forEach(labels::add);
            }
            out.commit(); // until here there is no file of this name: a reader never sees half of one
        }
        Roc roc = Roc.of(scores.build().toArray(), labels.build().toArray());
        System.out.printf(Locale.ROOT, "%d tops, %d others: AUC %.2f%n", roc.signals(), roc.backgrounds(), roc.auc());
    }
}
