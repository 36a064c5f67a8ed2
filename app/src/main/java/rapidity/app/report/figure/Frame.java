package rapidity.app.report.figure;

import java.awt.geom.Rectangle2D;

/// Axes laid over an area of the canvas: from values to places.
record Frame(Axes axes, Rectangle2D area) {
    double x(double value) {
        return area.getMinX() + axes.x().fraction(value) * area.getWidth();
    }

    double y(double value) {
        return area.getMaxY() - axes.y().fraction(value) * area.getHeight();
    }

    /// The canvas's height of the lower end of the vertical axis.
    double floor() {
        return area.getMaxY();
    }
}
