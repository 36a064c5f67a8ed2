package rapidity.app.report.figure;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// A piece of a series on the canvas.
sealed interface Mark {
    Shape shape();

    record Outline(Shape shape, Pen pen) implements Mark {}

    record Area(Shape shape, Colour colour) implements Mark {}

    /// Opacity of error bands.
    double BAND = 0.28;

    /// Opacity of the ground under a tinted histogram.
    double TINT = 0.10;

    double RADIUS = 1.8;

    static List<Mark> of(Series series, Frame frame) {
        return switch (series) {
            case Series.Line line -> List.of(new Outline(path(line.points(), frame), line.pen()));
            case Series.Band band ->
                List.of(new Area(band(band, frame), band.colour().withAlpha(BAND)));
            case Series.Steps steps -> steps(steps, frame);
            case Series.Points points -> points(points, frame);
            case Series.Bars bars -> List.of(new Outline(bars(bars, frame), bars.pen()));
            case Series.Density density -> Shades.marks(density, frame);
        };
    }

    private static Path2D path(Series.Curve points, Frame frame) {
        Path2D path = new Path2D.Double();
        boolean down = false;
        for (int i = 0; i < points.size(); i++) {
            double x = frame.x(points.x()[i]);
            double y = frame.y(points.y()[i]);
            if (Double.isNaN(x) || Double.isNaN(y)) {
                down = false;
            } else if (down) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
                down = true;
            }
        }
        return path;
    }

    private static Path2D band(Series.Band band, Frame frame) {
        Path2D path = new Path2D.Double();
        int n = band.x().length;
        int start = 0;
        for (int i = 0; i <= n; i++) {
            boolean gap = i == n || Double.isNaN(band.low()[i]) || Double.isNaN(band.high()[i]);
            if (gap && i > start) {
                bandPiece(path, band, frame, start, i);
            }
            start = gap ? i + 1 : start;
        }
        return path;
    }

    private static void bandPiece(Path2D path, Series.Band band, Frame frame, int from, int to) {
        path.moveTo(frame.x(band.x()[from]), frame.y(band.low()[from]));
        for (int i = from + 1; i < to; i++) {
            path.lineTo(frame.x(band.x()[i]), frame.y(band.low()[i]));
        }
        for (int i = to - 1; i >= from; i--) {
            path.lineTo(frame.x(band.x()[i]), frame.y(band.high()[i]));
        }
        path.closePath();
    }

    private static List<Mark> steps(Series.Steps steps, Frame frame) {
        List<Mark> marks = new ArrayList<>();
        if (steps.fill() == Series.Fill.TINTED) {
            marks.add(new Area(ground(steps, frame), steps.pen().colour().withAlpha(TINT)));
        }
        if (steps.errors().length > 0) {
            marks.add(new Area(errorBoxes(steps, frame), steps.pen().colour().withAlpha(BAND)));
        }
        marks.add(new Outline(stairs(steps, frame), steps.pen()));
        return marks;
    }

    private static Path2D stairs(Series.Steps steps, Frame frame) {
        Path2D path = new Path2D.Double();
        boolean down = false;
        for (int i = 0; i < steps.heights().length; i++) {
            double y = frame.y(steps.heights()[i]);
            if (Double.isNaN(y)) {
                down = false;
                continue;
            }
            if (down) {
                path.lineTo(frame.x(steps.edges()[i]), y);
            } else {
                path.moveTo(frame.x(steps.edges()[i]), y);
            }
            path.lineTo(frame.x(steps.edges()[i + 1]), y);
            down = true;
        }
        return path;
    }

    private static Path2D ground(Series.Steps steps, Frame frame) {
        Path2D path = new Path2D.Double();
        int n = steps.heights().length;
        path.moveTo(frame.x(steps.edges()[0]), frame.floor());
        for (int i = 0; i < n; i++) {
            double height = steps.heights()[i];
            double y = Double.isNaN(height) ? frame.floor() : frame.y(height);
            path.lineTo(frame.x(steps.edges()[i]), y);
            path.lineTo(frame.x(steps.edges()[i + 1]), y);
        }
        path.lineTo(frame.x(steps.edges()[n]), frame.floor());
        path.closePath();
        return path;
    }

    private static Path2D errorBoxes(Series.Steps steps, Frame frame) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < steps.heights().length; i++) {
            double top = frame.y(steps.heights()[i] + steps.errors()[i]);
            double bottom = frame.y(steps.heights()[i] - steps.errors()[i]);
            if (steps.errors()[i] > 0 && bottom > top) {
                double left = frame.x(steps.edges()[i]);
                path.append(
                        new Rectangle2D.Double(left, top, frame.x(steps.edges()[i + 1]) - left, bottom - top), false);
            }
        }
        return path;
    }

    private static Path2D bars(Series.Bars bars, Frame frame) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < bars.x().length; i++) {
            double x = frame.x(bars.x()[i]);
            path.moveTo(x, frame.y(bars.low()[i]));
            path.lineTo(x, frame.y(bars.high()[i]));
            for (double end : new double[] {bars.low()[i], bars.high()[i]}) {
                path.moveTo(x - RADIUS, frame.y(end));
                path.lineTo(x + RADIUS, frame.y(end));
            }
        }
        return path;
    }

    private static List<Mark> points(Series.Points points, Frame frame) {
        Path2D dots = new Path2D.Double();
        Path2D bars = new Path2D.Double();
        for (int i = 0; i < points.points().size(); i++) {
            double value = points.points().y()[i];
            double x = frame.x(points.points().x()[i]);
            dots.append(new Ellipse2D.Double(x - RADIUS, frame.y(value) - RADIUS, 2 * RADIUS, 2 * RADIUS), false);
            if (points.errors().length > 0) {
                bars.moveTo(x, frame.y(value - points.errors()[i]));
                bars.lineTo(x, frame.y(value + points.errors()[i]));
            }
        }
        return List.of(
                new Outline(bars, points.pen()), new Area(dots, points.pen().colour()));
    }
}
