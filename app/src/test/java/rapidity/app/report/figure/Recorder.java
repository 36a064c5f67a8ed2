package rapidity.app.report.figure;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A canvas that keeps what was drawn.
final class Recorder implements Canvas {
    private final List<Glyphs> texts = new ArrayList<>();
    private final List<Shape> strokes = new ArrayList<>();

    /// A straight line, its ends rounded to thousandths of a point so that they can be compared.
    record Segment(double x1, double y1, double x2, double y2) {
        Segment {
            x1 = Math.rint(1000 * x1) / 1000;
            y1 = Math.rint(1000 * y1) / 1000;
            x2 = Math.rint(1000 * x2) / 1000;
            y2 = Math.rint(1000 * y2) / 1000;
        }
    }

    @Override
    public void stroke(Shape path, Pen pen, @Nullable Rectangle2D clip) {
        strokes.add(path);
    }

    @Override
    public void fill(Shape path, Colour colour, @Nullable Rectangle2D clip) {}

    @Override
    public void text(Glyphs glyphs) {
        texts.add(glyphs);
    }

    List<Glyphs> texts() {
        return texts;
    }

    /// The marks of a frame: the separate lines of the path that is drawn just before it.
    List<Segment> marks(Rectangle2D frame) {
        List<Segment> marks = new ArrayList<>();
        double[] at = new double[6];
        double[] from = new double[6];
        PathIterator path = strokes.get(strokes.indexOf(frame) - 1).getPathIterator(null);
        for (; !path.isDone(); path.next()) {
            if (path.currentSegment(at) == PathIterator.SEG_LINETO) {
                marks.add(new Segment(from[0], from[1], at[0], at[1]));
            }
            from = at.clone();
        }
        return marks;
    }

    /// The room that a text takes: from its tallest letters to below its base line.
    static Rectangle2D box(Glyphs glyphs) {
        double width = glyphs.typeface().width(glyphs.text(), glyphs.size());
        double ascent = 0.75 * glyphs.size();
        double height = glyphs.size();
        return glyphs.upwards()
                ? new Rectangle2D.Double(glyphs.x() - ascent, glyphs.y() - width, height, width)
                : new Rectangle2D.Double(glyphs.x(), glyphs.y() - ascent, width, height);
    }
}
