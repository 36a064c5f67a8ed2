package rapidity.net;

import java.util.List;
import rapidity.engine.Channels;

/// Channels of the input that every block's attention sees again, behind the block's own channels.
///
/// @param multivectors numbers of multivector channels of the input
/// @param scalars numbers of its scalar channels
public record ReinsertedChannels(List<Integer> multivectors, List<Integer> scalars) {
    /// No channels.
    public static final ReinsertedChannels NONE = new ReinsertedChannels(List.of(), List.of());

    public ReinsertedChannels {
        multivectors = List.copyOf(multivectors);
        scalars = List.copyOf(scalars);
    }

    boolean isEmpty() {
        return multivectors.isEmpty() && scalars.isEmpty();
    }

    /// A width with these channels behind.
    Channels behind(Channels width) {
        return new Channels(width.multivectors() + multivectors.size(), width.scalars() + scalars.size());
    }

    void check(Channels in) {
        check(multivectors, in.multivectors(), "multivector");
        check(scalars, in.scalars(), "scalar");
    }

    private static void check(List<Integer> channels, int n, String kind) {
        for (int channel : channels) {
            if (channel < 0 || channel >= n) {
                throw new IllegalArgumentException(
                        "channel " + channel + " cannot be reinserted: the input has " + n + " " + kind + " channels");
            }
        }
    }
}
