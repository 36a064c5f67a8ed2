package rapidity.data.format.codec;

/// Compressed bytes that do not decode; whoever knows the file and the place says so in the sentence for the user.
public final class DamagedBytesException extends Exception {
    private static final long serialVersionUID = 1L;

    public DamagedBytesException(String found) {
        super(found);
    }

    public DamagedBytesException(String found, Throwable cause) {
        super(found + ": " + cause.getMessage(), cause);
    }

    /// What was found, for the end of a sentence.
    public String found() {
        return String.valueOf(getMessage());
    }
}
