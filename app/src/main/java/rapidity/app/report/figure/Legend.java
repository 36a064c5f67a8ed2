package rapidity.app.report.figure;

import java.awt.Shape;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The list of what is shown, at a place where no data lie.
///
/// @param box in the coordinates of the frame
record Legend(List<Series> entries, Rectangle2D box) {
    static final double SIZE = 8.5;
    static final double ROW = 11.5;
    static final double SWATCH = 19;
    static final double GAP = 5;

    private static final double INSET = 7;
    private static final double CLEARANCE = 2.5;
    private static final double SPACING = 1.5;
    private static final int GRID = 6;

    /// How much higher than the data the axis may reach at most, to make room.
    private static final double[] HEADROOM = {0, 0.08, 0.14, 0.2, 0.26, 0.32, 0.4, 0.5, 0.6};

    /// Axes, raised if need be, and their legend.
    record Placed(Axes axes, List<Legend> legend) {}

    /// Finds a free place for the legend; where there is none the vertical axis reaches further up until there is.
    static Placed place(Axes axes, double width, double height, Typeface typeface) {
        List<Series> entries =
                axes.series().stream().filter(s -> !s.label().isEmpty()).toList();
        if (entries.isEmpty()) {
            return new Placed(axes, List.of());
        }
        double boxWidth = Math.min(SWATCH + GAP + widest(entries, typeface), width - 2 * INSET);
        double boxHeight = ROW * entries.size();
        Rectangle2D area = new Rectangle2D.Double(0, 0, width, height);
        Placed last = new Placed(axes, List.of());
        for (double headroom : HEADROOM) {
            Axes raised = axes.withY(axes.y().withHeadroom(headroom));
            List<Point2D> data = samples(raised, area);
            Rectangle2D fallback = null;
            for (Rectangle2D box : candidates(width, height, boxWidth, boxHeight)) {
                fallback = fallback == null ? box : fallback;
                if (isFree(box, data)) {
                    return new Placed(raised, List.of(new Legend(entries, box)));
                }
            }
            last = new Placed(raised, fallback == null ? List.of() : List.of(new Legend(entries, fallback)));
        }
        return last;
    }

    /// One entry beside the other, in as many rows as they need.
    static List<Legend> rows(List<Series> entries, double left, double width, Typeface typeface) {
        List<Legend> r = new ArrayList<>();
        double x = left;
        double y = GAP;
        for (Series entry : entries) {
            double own = SWATCH + GAP + widest(List.of(entry), typeface);
            if (x > left && x + own > left + width) {
                x = left;
                y += ROW;
            }
            r.add(new Legend(List.of(entry), new Rectangle2D.Double(x, y, own, ROW)));
            x += own + SWATCH;
        }
        return r;
    }

    private static double widest(List<Series> entries, Typeface typeface) {
        return entries.stream()
                .mapToDouble(s -> RichText.parse(s.label()).width(typeface, SIZE))
                .max()
                .orElse(0);
    }

    private static boolean isFree(Rectangle2D box, List<Point2D> data) {
        Rectangle2D wide = new Rectangle2D.Double(
                box.getX() - CLEARANCE,
                box.getY() - CLEARANCE,
                box.getWidth() + 2 * CLEARANCE,
                box.getHeight() + 2 * CLEARANCE);
        return data.stream().noneMatch(wide::contains);
    }

    /// Corners first, the upper right before all; then along the upper edge, then anywhere.
    private static List<Rectangle2D> candidates(double width, double height, double boxWidth, double boxHeight) {
        double right = width - INSET - boxWidth;
        double bottom = height - INSET - boxHeight;
        List<Rectangle2D> boxes = new ArrayList<>();
        for (double y : new double[] {INSET, bottom}) {
            for (double x : new double[] {right, INSET}) {
                boxes.add(new Rectangle2D.Double(x, y, boxWidth, boxHeight));
            }
        }
        for (int row = 0; row <= GRID; row++) {
            for (int column = GRID; column >= 0; column--) {
                double x = INSET + (right - INSET) * column / GRID;
                double y = INSET + (bottom - INSET) * row / GRID;
                boxes.add(new Rectangle2D.Double(x, y, boxWidth, boxHeight));
            }
        }
        return boxes;
    }

    private static List<Point2D> samples(Axes axes, Rectangle2D area) {
        Frame frame = new Frame(axes, area);
        List<Point2D> points = new ArrayList<>();
        for (Series series : axes.series()) {
            for (Mark mark : Mark.of(series, frame)) {
                walk(mark.shape(), points);
            }
        }
        points.removeIf(p -> p.getX() < 0 || p.getX() > area.getWidth() || p.getY() < 0 || p.getY() > area.getHeight());
        return points;
    }

    /// Points along an outline, [#SPACING] apart.
    private static void walk(Shape shape, List<Point2D> points) {
        PathIterator path = new FlatteningPathIterator(shape.getPathIterator(null), 0.5);
        double[] at = new double[6];
        Point2D from = new Point2D.Double();
        for (; !path.isDone(); path.next()) {
            int kind = path.currentSegment(at);
            Point2D to = kind == PathIterator.SEG_CLOSE ? from : new Point2D.Double(at[0], at[1]);
            int parts = kind == PathIterator.SEG_LINETO ? 1 + (int) (from.distance(to) / SPACING) : 1;
            for (int i = 1; i <= parts; i++) {
                double share = (double) i / parts;
                points.add(new Point2D.Double(
                        from.getX() + share * (to.getX() - from.getX()),
                        from.getY() + share * (to.getY() - from.getY())));
            }
            from = to;
        }
    }
}
