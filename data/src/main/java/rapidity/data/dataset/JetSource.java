package rapidity.data.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Jets in a file or several, any range of rows; rows are cheapest in rising order. What comes out is checked: every
/// number finite, no energy below the momentum, jets of energies that a collider in GeV can make.
public interface JetSource extends Closeable {
    /// The number of rows, one for each jet, before any selection.
    long rows();

    /// The names of the classes; a jet's label is an index into them. Empty without labels.
    List<String> classes();

    /// The names of further numbers that each constituent has.
    List<String> features();

    /// The jets among the rows from .. to-1.
    ///
    /// @throws rapidity.data.format.DataFormatException with file, row and constituent of what is wrong
    /// @throws IllegalArgumentException if the range is not within the rows
    JetColumns read(long from, long to) throws IOException;
}
