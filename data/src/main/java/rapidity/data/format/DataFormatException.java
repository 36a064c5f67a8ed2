package rapidity.data.format;

import java.io.IOException;
import java.nio.file.Path;

/// A file that is not what it should be, in one sentence: which file, where in it, what was expected and what is there.
public final class DataFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /// The sentence is `<file>: <place>: expected <expected>, found <found>`.
    ///
    /// @param file the file
    /// @param place where in it: a header, a member, a row, a byte offset
    /// @param expected what is wanted there; for what is refused, also how to save the data instead
    /// @param found what is there
    public DataFormatException(Path file, String place, String expected, String found) {
        super(file + ": " + place + ": expected " + expected + ", found " + found);
    }

    /// Text from a file between quotes, fit for a sentence on a terminal.
    public static String printable(String text) {
        return '"' + text.replaceAll("[^\\x20-\\x7e]", "?") + '"';
    }

    /// The same for a failure that another reader found first.
    public DataFormatException(Path file, String place, String expected, Throwable cause) {
        super(file + ": " + place + ": expected " + expected + ", found: " + cause.getMessage(), cause);
    }
}
