package rapidity.data.format.event;

import java.io.Closeable;
import java.io.IOException;

/// Where events go, one after another, into a file that appears complete with the commit or not at all. Numbers are
/// written so that they read back equal.
public sealed interface EventWriter extends Closeable permits LheWriter, HepMc3Writer {
    /// Writes the next event.
    ///
    /// @throws IllegalArgumentException if the format cannot hold it
    void write(EventRecord event) throws IOException;

    /// Puts the complete file in its place. Call it once, last.
    void commit() throws IOException;
}
