package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;

/// A model or weights file that is not what it should be, in one sentence: which file, where in it, what was expected
/// and what is there.
public final class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /// The sentence is `<file>: <place>: expected <expected>, found <found>`.
    ///
    /// @param file the file
    /// @param place where in it: the header, a tensor, a key
    /// @param expected what is wanted there
    /// @param found what is there
    public ModelFormatException(Path file, String place, String expected, String found) {
        super(file + ": " + place + ": expected " + expected + ", found " + found);
    }
}
