package rapidity.layer;

import rapidity.engine.Channels;
import rapidity.engine.EquiWeights.Natural;
import rapidity.engine.EquiWeights.Part;

/// The channels of attention's projections: lgatr's order is `[part][channel][head]`, with parts such as q, k, v;
/// ours is `[part][head][channel]`.
final class HeadOrder {
    private HeadOrder() {}

    /// A projection with its output in our order.
    ///
    /// @param parts how many lie in the output
    /// @param heads of each part
    static Part headsFirst(Natural projection, Channels perHead, int parts, int heads) {
        return new Part(
                projection,
                perHead.times(parts * heads),
                i -> natural(i, heads, perHead.multivectors()),
                i -> natural(i, heads, perHead.scalars()));
    }

    private static int natural(int i, int heads, int channels) {
        int part = i / (heads * channels);
        int head = i / channels % heads;
        int channel = i % channels;
        return (part * channels + channel) * heads + head;
    }
}
