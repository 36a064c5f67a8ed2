package rapidity.app.report.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The logarithmic shades of a density: more of it, more ink.
///
/// Shade k covers every bin that reaches the k-th threshold, so the shades lie on top of each other like contour
/// layers: no seams between neighbouring bins in any viewer, and one path per shade.
final class Shades {
    private static final int LEVELS = 14;
    private static final double FAINTEST = 0.16;

    private Shades() {}

    static List<Mark> marks(Series.Density density, Frame frame) {
        List<Mark> marks = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            Path2D area = atLeast(threshold(level, density.shades()), density, frame);
            marks.add(new Mark.Area(area, density.colour().withAlpha(layer(level))));
        }
        return marks;
    }

    /// The bar beside the plot.
    static List<Mark> bar(Series.Density density, Rectangle2D bar) {
        List<Mark> marks = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            double height = bar.getHeight() * (LEVELS - level) / LEVELS;
            Rectangle2D part = new Rectangle2D.Double(bar.getX(), bar.getY(), bar.getWidth(), height);
            marks.add(new Mark.Area(part, density.colour().withAlpha(layer(level))));
        }
        return marks;
    }

    private static double threshold(int level, Axis shades) {
        return shades.lower() * Math.pow(shades.upper() / shades.lower(), (double) level / LEVELS);
    }

    /// Opacity of one layer such that all layers up to it add up to a ramp that rises evenly.
    private static double layer(int level) {
        return level == 0 ? total(0) : 1 - (1 - total(level)) / (1 - total(level - 1));
    }

    private static double total(int level) {
        return FAINTEST + (1 - FAINTEST) * level / (LEVELS - 1);
    }

    private static Path2D atLeast(double threshold, Series.Density density, Frame frame) {
        Path2D area = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int row = 0; row < density.counts().length; row++) {
            double bottom = frame.y(density.yEdges()[row]);
            double top = frame.y(density.yEdges()[row + 1]);
            double[] counts = density.counts()[row];
            int start = 0;
            for (int column = 0; column <= counts.length; column++) {
                boolean inside = column < counts.length && counts[column] >= threshold;
                if (!inside && column > start) {
                    double left = frame.x(density.xEdges()[start]);
                    double right = frame.x(density.xEdges()[column]);
                    area.append(new Rectangle2D.Double(left, top, right - left, bottom - top), false);
                }
                start = inside ? start : column + 1;
            }
        }
        return area;
    }
}
