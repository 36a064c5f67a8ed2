package rapidity.data.format.event;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The events of a text file, one after another. Memory is one event. For use by one thread.
public sealed interface EventReader extends Closeable permits LheFile, HepMc3File {
    /// What the file is, in some words.
    String kind();

    /// The next event; null behind the last one.
    ///
    /// @throws rapidity.data.format.DataFormatException if it is damaged, or the file is cut short
    @Nullable
    EventRecord next() throws IOException;

    /// How many more events there are, which are passed over without a look at their numbers.
    ///
    /// @throws rapidity.data.format.DataFormatException if the file is cut short
    long skipAll() throws IOException;
}
