package rapidity.data.format.event;

import java.io.IOException;
import rapidity.data.format.PendingFile;

/// Where events go, one after another. Numbers are written so that they read back equal.
public sealed interface EventWriter extends PendingFile permits LheWriter, HepMc3Writer {
    /// Writes the next event.
    ///
    /// @throws IllegalArgumentException if the format cannot hold it
    void write(EventRecord event) throws IOException;
}
