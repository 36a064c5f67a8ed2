package rapidity.app.report.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// The shipped font in one weight: widths, outlines, and a small font file of the characters in use.
///
/// Source Sans 3 by Adobe (SIL Open Font License 1.1, beside the font files).
public final class Typeface {
    /// Name of the family in style sheets and PDF files.
    public static final String FAMILY = "Source Sans 3";

    private static final String FOLDER = "/rapidity/app/report/font/";
    /// What a browser needs of a font file; without the tables for ligatures and kerning, which figures do not use.
    private static final List<String> NEEDED = List.of(
            "head", "hhea", "maxp", "name", "OS/2", "glyf", "loca", "cmap", "hmtx", "post", "cvt ", "fpgm", "prep");

    private static final char UNKNOWN = '?';

    private final TrueTypeFont font;
    private final CmapLookup glyphOf;
    private final int weight;
    private final double unit;

    private Typeface(String name, int weight) {
        try (InputStream stream = Typeface.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("the font " + name + " is missing from the program");
            }
            this.font = new TTFParser().parse(new RandomAccessReadBuffer(stream.readAllBytes()));
            // Ligatures would make a word narrower in the PDF than in the other outputs.
            font.setEnableGsub(false);
            this.glyphOf = font.getUnicodeCmapLookup();
            this.unit = 1.0 / font.getUnitsPerEm();
            this.weight = weight;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Typeface regular() {
        return new Typeface("SourceSans3-Regular.ttf", 400);
    }

    public static Typeface semiBold() {
        return new Typeface("SourceSans3-SemiBold.ttf", 600);
    }

    /// Weight as in CSS.
    public int weight() {
        return weight;
    }

    /// The font for embedding in a document.
    TrueTypeFont font() {
        return font;
    }

    /// The text with a question mark for every character that the font lacks.
    public String printable(String text) {
        return text.codePoints()
                .map(c -> glyphOf.getGlyphId(c) == 0 ? UNKNOWN : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /// Length of a line of text in points.
    public double width(String text, double size) {
        return printable(text).codePoints().mapToDouble(this::advance).sum() * size * unit;
    }

    private double advance(int character) {
        try {
            return font.getAdvanceWidth(glyphOf.getGlyphId(character));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The letters as areas, y pointing down, with the base line starting at the origin.
    Path2D outline(String text, double size) {
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double pen = 0;
        for (int character : printable(text).codePoints().toArray()) {
            AffineTransform place = AffineTransform.getScaleInstance(size * unit, -size * unit);
            place.translate(pen, 0);
            outline.append(glyph(character).getPathIterator(place), false);
            pen += advance(character);
        }
        return outline;
    }

    private GeneralPath glyph(int character) {
        try {
            var glyph = font.getGlyph().getGlyph(glyphOf.getGlyphId(character));
            return glyph == null ? new GeneralPath() : glyph.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The style sheet rule that brings the given letters along in a document.
    public String rule(Collection<Integer> letters) {
        String data = Base64.getEncoder().encodeToString(subset(letters));
        return "@font-face{font-family:'%s';font-weight:%d;src:url(data:font/ttf;base64,%s)}\n"
                .formatted(FAMILY, weight, data);
    }

    /// A TrueType file with only the given characters, for embedding in one document.
    byte[] subset(Collection<Integer> characters) {
        try {
            TTFSubsetter subsetter = new TTFSubsetter(font, NEEDED);
            subsetter.addAll(new HashSet<>(characters));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            subsetter.writeToStream(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
