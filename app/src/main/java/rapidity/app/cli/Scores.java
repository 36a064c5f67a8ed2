package rapidity.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// The answers of a model to the rows of some files, some rows at a time: memory does not grow with the files.
sealed interface Scores extends Closeable permits JetScores, AmplitudeScores {
    /// Rows in all files.
    long rows();

    /// What the numbers of a row are.
    List<String> columns();

    /// What a table calls these numbers.
    List<String> names();

    /// The numbers of the next rows, in the order of the files; none at the end.
    double[] next() throws IOException;

    /// Rows that are answered.
    long done();

    /// What happened besides, in a sentence; empty if nothing did.
    String remark();
}
