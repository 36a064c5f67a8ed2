package rapidity.layer;

import rapidity.engine.Channels;
import rapidity.engine.EquiWeights.Natural;
import rapidity.engine.EquiWeights.Part;

/// The channels of attention's projections: lgatr's order is `[part][channel][head]`, with parts such as q, k, v;
/// ours is `[part][head][channel]`.
final class HeadOrder {
    private HeadOrder() {}

    /// Some parts of a projection, in our order.
    ///
    /// @param first of them
    /// @param parts how many
    /// @param heads of each part
    static Part headsFirst(Natural projection, Channels perHead, int first, int parts, int heads) {
        int multivectors = heads * perHead.multivectors();
        int scalars = heads * perHead.scalars();
        return new Part(
                projection,
                perHead.times(parts * heads),
                i -> natural(i + first * multivectors, heads, perHead.multivectors()),
                i -> natural(i + first * scalars, heads, perHead.scalars()));
    }

    private static int natural(int i, int heads, int channels) {
        int part = i / (heads * channels);
        int head = i / channels % heads;
        int channel = i % channels;
        return (part * channels + channel) * heads + head;
    }
}
