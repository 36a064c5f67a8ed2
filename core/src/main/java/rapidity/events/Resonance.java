package rapidity.events;

import java.util.Arrays;
import java.util.List;

/// A particle of a t tbar event that is not seen but reconstructed: the sum of the jets that it decays into.
///
/// The reconstruction has no charges: which of the two tops is called t is a convention.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.3
public enum Resonance {
    /// Both tops together.
    TOP_PAIR("tt", 0, 1, 2, 3, 4, 5),
    /// The first top: b1 q1 q2.
    TOP("t", 0, 1, 2),
    /// The second top: b2 q3 q4.
    ANTITOP("tbar", 3, 4, 5),
    /// The first W: q1 q2.
    W_PLUS("W+", 1, 2),
    /// The second W: q3 q4.
    W_MINUS("W-", 4, 5);

    private final String text;
    private final List<Integer> daughters;

    Resonance(String text, int... daughters) {
        this.text = text;
        this.daughters = Arrays.stream(daughters).boxed().toList();
    }

    /// The name in the paper: `tt`, `t`, `tbar`, `W+`, `W-`.
    public String text() {
        return text;
    }

    /// The places of the particles that it decays into, in rising order.
    public List<Integer> daughters() {
        return daughters;
    }
}
