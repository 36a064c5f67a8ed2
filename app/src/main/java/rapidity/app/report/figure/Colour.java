package rapidity.app.report.figure;

import java.util.HexFormat;
import java.util.List;

/// A colour with a role: a page may give each role another shade in dark surroundings, a file keeps the one here.
///
/// @param role name of the role, a CSS identifier
/// @param rgb red, green, blue, eight bits each
/// @param alpha opacity, 0 to 1
public record Colour(String role, int rgb, double alpha) {
    /// Frames, ticks, text and truth.
    public static final Colour INK = new Colour("ink", 0x1A1A1A, 1);

    /// What only helps the eye: reference lines.
    public static final Colour QUIET = new Colour("quiet", 0x767676, 1);

    /// The ground of a figure.
    public static final Colour PAPER = new Colour("paper", 0xFFFFFF, 1);

    /// Distinguishable with every common colour vision.
    ///
    /// @source six of Okabe and Ito, Color Universal Design (2008), then wine and olive of P. Tol, Colour Schemes
    /// (2021)
    private static final List<Colour> PALETTE = List.of(
            new Colour("c0", 0x0072B2, 1),
            new Colour("c1", 0xD55E00, 1),
            new Colour("c2", 0x009E73, 1),
            new Colour("c3", 0xCC79A7, 1),
            new Colour("c4", 0xE69F00, 1),
            new Colour("c5", 0x56B4E9, 1),
            new Colour("c6", 0x882255, 1),
            new Colour("c7", 0x999933, 1));

    /// The colour of the network or sample number `index`, counted from 0; the palette repeats after eight.
    public static Colour of(int index) {
        return PALETTE.get(Math.floorMod(index, PALETTE.size()));
    }

    /// Every colour that has a role of its own.
    public static List<Colour> palette() {
        return PALETTE;
    }

    /// This colour with another opacity.
    public Colour withAlpha(double opacity) {
        return new Colour(role, rgb, opacity);
    }

    /// `#rrggbb`.
    public String hex() {
        return "#" + HexFormat.of().toHexDigits(rgb, 6);
    }
}
