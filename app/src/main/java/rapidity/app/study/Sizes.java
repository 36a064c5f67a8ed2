package rapidity.app.study;

import rapidity.engine.Channels;
import rapidity.engine.VectorChannels;
import rapidity.net.CgennConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.NetConfig;
import rapidity.net.TransformerConfig;

/// The sizes of networks in words.
final class Sizes {
    private static final int COMPONENTS = 16;
    private static final int VECTOR = 4;

    private Sizes() {}

    /// Blocks, width, and the numbers that a head of attention compares; empty for other networks.
    static String of(NetConfig config) {
        return switch (config) {
            case LgatrConfig c -> {
                Channels head = c.block().attention().perHead(c.hidden());
                yield words(
                                c.blocks(),
                                c.hidden().multivectors() + " multivectors and "
                                        + c.hidden().scalars() + " scalars")
                        + heads(c.block().attention().heads(), COMPONENTS * head.multivectors() + head.scalars());
            }
            case LgatrSlimConfig c -> {
                VectorChannels head = c.attention().perHead(c.hidden());
                yield words(
                                c.blocks(),
                                c.hidden().vectors() + " vectors and "
                                        + c.hidden().scalars() + " scalars")
                        + heads(c.attention().heads(), VECTOR * head.vectors() + head.scalars());
            }
            case TransformerConfig c ->
                words(c.blocks(), c.hidden() + " features") + heads(c.heads(), c.hidden() / c.heads());
            case CgennConfig c ->
                words(
                        c.blocks(),
                        c.hidden().multivectors() + " multivectors and "
                                + c.hidden().scalars() + " scalars");
            default -> "";
        };
    }

    private static String words(int blocks, String width) {
        return blocks + (blocks == 1 ? " block of " : " blocks of ") + width;
    }

    private static String heads(int heads, int numbers) {
        return ", " + heads + (heads == 1 ? " head of " : " heads of ") + numbers + " numbers";
    }
}
