package rapidity.data.format;

import java.io.Closeable;
import java.io.IOException;

/// A file that is being written: it appears complete with the commit; closed without it, nothing is left.
public interface PendingFile extends Closeable {
    /// Completes the file and puts it in its place. Call it once, last.
    void commit() throws IOException;
}
