package rapidity.app.report.figure;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// SVG 1.1 text. Text stays text; a file of its own carries the letters it uses.
final class SvgCanvas implements Canvas {
    private enum Use {
        FILE,
        INLINE
    }

    /// Letters of a page are larger on a screen than those of a figure in print.
    private static final double PAGE_SCALE = 1.12;

    private final Use use;
    private final String name;
    private final StringBuilder body = new StringBuilder();
    private final Map<Rectangle2D, String> clips = new LinkedHashMap<>();
    private final Map<Typeface, Set<Integer>> letters = new LinkedHashMap<>();

    private SvgCanvas(Use use, String name) {
        this.use = use;
        this.name = name;
    }

    static String file(Figure figure, Layout layout, Renderer renderer) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + drawn(Use.FILE, figure, layout, renderer);
    }

    static String inline(Figure figure, Layout layout, Renderer renderer) {
        return drawn(Use.INLINE, figure, layout, renderer);
    }

    private static String drawn(Use use, Figure figure, Layout layout, Renderer renderer) {
        SvgCanvas canvas = new SvgCanvas(use, figure.name());
        renderer.draw(layout, canvas);
        String w = number(layout.width());
        String h = number(layout.height());
        String size = use == Use.FILE
                ? " width=\"" + w + "pt\" height=\"" + h + "pt\""
                : " width=\"" + number(PAGE_SCALE * layout.width()) + "pt\"";
        return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + size + " viewBox=\"0 0 " + w + " " + h
                + "\" role=\"img\" font-family=\"'" + Typeface.FAMILY + "', 'Helvetica Neue', Arial, sans-serif\""
                + " style=\"font-kerning:none\">\n<title>" + escape(figure.description()) + "</title>\n"
                + canvas.definitions() + canvas.body + "</svg>\n";
    }

    private String definitions() {
        StringBuilder defs = new StringBuilder("<defs>\n");
        if (use == Use.FILE) {
            defs.append("<style>\n").append(fontFaces()).append("</style>\n");
        }
        clips.forEach((area, id) ->
                defs.append("<clipPath id=\"%s\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>\n"
                        .formatted(
                                id,
                                number(area.getX()),
                                number(area.getY()),
                                number(area.getWidth()),
                                number(area.getHeight()))));
        return defs.append("</defs>\n").toString();
    }

    private String fontFaces() {
        StringBuilder css = new StringBuilder();
        letters.forEach((face, used) -> css.append(face.rule(used)));
        return css.toString();
    }

    @Override
    public void stroke(Shape path, Pen pen, @Nullable Rectangle2D clip) {
        String d = data(path);
        if (d.isEmpty()) {
            return;
        }
        body.append("<path d=\"").append(d).append("\" fill=\"none\"").append(paint("stroke", pen.colour()));
        body.append(" stroke-width=\"").append(number(pen.width())).append("\" stroke-linejoin=\"round\"");
        float[] dashes = pen.dashLengths();
        if (dashes.length > 0) {
            body.append(" stroke-dasharray=\"")
                    .append(number(dashes[0]))
                    .append(' ')
                    .append(number(dashes[1]))
                    .append('"');
        }
        body.append(clipping(clip)).append("/>\n");
    }

    @Override
    public void fill(Shape path, Colour colour, @Nullable Rectangle2D clip) {
        String d = data(path);
        if (!d.isEmpty()) {
            body.append("<path d=\"").append(d).append('"').append(paint("fill", colour));
            body.append(clipping(clip)).append("/>\n");
        }
    }

    @Override
    public void text(Glyphs glyphs) {
        String text = glyphs.typeface().printable(glyphs.text());
        letters.computeIfAbsent(glyphs.typeface(), w -> new TreeSet<>())
                .addAll(text.codePoints().boxed().toList());
        body.append("<text xml:space=\"preserve\"").append(paint("fill", Colour.INK));
        if (glyphs.typeface().weight() != 400) {
            body.append(" font-weight=\"").append(glyphs.typeface().weight()).append('"');
        }
        body.append(" font-size=\"").append(number(glyphs.size())).append('"');
        String place = number(glyphs.x()) + " " + number(glyphs.y());
        if (glyphs.upwards()) {
            body.append(" transform=\"translate(").append(place).append(") rotate(-90)\"");
        } else {
            body.append(" x=\"")
                    .append(number(glyphs.x()))
                    .append("\" y=\"")
                    .append(number(glyphs.y()))
                    .append('"');
        }
        body.append('>').append(escape(text)).append("</text>\n");
    }

    private String paint(String attribute, Colour colour) {
        String value = use == Use.FILE ? colour.hex() : "var(--fig-" + colour.role() + "," + colour.hex() + ")";
        String paint =
                use == Use.FILE ? " " + attribute + "=\"" + value + "\"" : " style=\"" + attribute + ":" + value + "\"";
        return colour.alpha() < 1 ? paint + " " + attribute + "-opacity=\"" + number(colour.alpha()) + "\"" : paint;
    }

    private String clipping(@Nullable Rectangle2D clip) {
        if (clip == null) {
            return "";
        }
        String id = clips.computeIfAbsent(clip, c -> name + "-clip-" + clips.size());
        return " clip-path=\"url(#" + id + ")\"";
    }

    private static String data(Shape shape) {
        StringBuilder d = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(at);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> d.append('M').append(points(at, 1));
                case PathIterator.SEG_LINETO -> d.append('L').append(points(at, 1));
                case PathIterator.SEG_QUADTO -> d.append('Q').append(points(at, 2));
                case PathIterator.SEG_CUBICTO -> d.append('C').append(points(at, 3));
                default -> d.append('Z');
            }
        }
        return d.toString();
    }

    private static String points(double[] at, int count) {
        StringBuilder text = new StringBuilder(number(at[0])).append(' ').append(number(at[1]));
        for (int i = 2; i < 2 * count; i++) {
            text.append(' ').append(number(at[i]));
        }
        return text.toString();
    }

    /// At most two decimals, without trailing zeros.
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        if (rest == 0) {
            return sign + whole;
        }
        String decimals = rest % 10 == 0 ? Long.toString(rest / 10) : (rest < 10 ? "0" : "") + rest;
        return sign + whole + "." + decimals;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
