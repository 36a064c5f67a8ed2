package rapidity.train;

/// Training came to a loss or a gradient that is not a finite number. The sentence says at which step, for which
/// events, and where the batch was kept.
public final class NonFiniteLossException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NonFiniteLossException(String sentence) {
        super(sentence);
    }
}
