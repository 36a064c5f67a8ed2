package rapidity.app.report.figure;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// Draws figures; the canvas decides whether that gives SVG, PDF or PNG.
public final class Renderer {
    private static final Pen FRAME = Pen.solid(Colour.INK, 0.8);
    private static final double LONG = 5;
    private static final double SHORT = 2.6;

    private final Typeface regular = Typeface.regular();
    private final Typeface semiBold = Typeface.semiBold();

    /// Finds the place of everything in a figure.
    public Drawing draw(Figure figure) {
        return new Drawing(figure, Layout.of(figure, regular), this);
    }

    void draw(Layout layout, Canvas canvas) {
        Rectangle2D page = new Rectangle2D.Double(0, 0, layout.width(), layout.height());
        canvas.fill(page, Colour.PAPER, page);
        layout.key().forEach(legend -> legend(legend, canvas));
        for (Layout.Cell cell : layout.cells()) {
            cell.plots().forEach(plot -> plot(plot, canvas));
            title(cell, canvas);
            numbersBelow(cell.plots().getLast(), canvas);
            cell.density().ifPresent(density -> bar(density, cell.main().frame().area(), canvas));
        }
    }

    private void plot(Layout.Plot plot, Canvas canvas) {
        Rectangle2D area = plot.frame().area();
        for (Series series : plot.frame().axes().series()) {
            for (Mark mark : Mark.of(series, plot.frame())) {
                draw(mark, area, canvas);
            }
        }
        canvas.stroke(ticks(plot), FRAME, null);
        canvas.stroke(area, FRAME, null);
        numbersLeft(plot, canvas);
        plot.legend().forEach(legend -> legend(legend, canvas));
    }

    private static void draw(Mark mark, Rectangle2D clip, Canvas canvas) {
        switch (mark) {
            case Mark.Outline outline -> canvas.stroke(outline.shape(), outline.pen(), clip);
            case Mark.Area filled -> canvas.fill(filled.shape(), filled.colour(), clip);
        }
    }

    /// Marks that point inwards from all four sides.
    private static Path2D ticks(Layout.Plot plot) {
        Path2D path = new Path2D.Double();
        Frame frame = plot.frame();
        plot.xTicks().major().forEach(tick -> upDown(path, frame, frame.x(tick.value()), LONG));
        plot.xTicks().minor().forEach(value -> upDown(path, frame, frame.x(value), SHORT));
        plot.yTicks().major().forEach(tick -> leftRight(path, frame.area(), frame.y(tick.value()), LONG));
        plot.yTicks().minor().forEach(value -> leftRight(path, frame.area(), frame.y(value), SHORT));
        return path;
    }

    private static void upDown(Path2D path, Frame frame, double x, double length) {
        double top = frame.area().getMinY();
        double bottom = frame.area().getMaxY();
        path.append(new Line2D.Double(x, bottom, x, bottom - length), false);
        path.append(new Line2D.Double(x, top, x, top + length), false);
    }

    private static void leftRight(Path2D path, Rectangle2D area, double y, double length) {
        path.append(new Line2D.Double(area.getMinX(), y, area.getMinX() + length, y), false);
        path.append(new Line2D.Double(area.getMaxX(), y, area.getMaxX() - length, y), false);
    }

    private void title(Layout.Cell cell, Canvas canvas) {
        Rectangle2D area = cell.main().frame().area();
        double base = area.getMinY() - 1.5 * Layout.GAP;
        RichText title = RichText.parse(cell.title()).within(area.getWidth(), semiBold, Layout.TITLE);
        title.draw(canvas, semiBold, Layout.TITLE, area.getMinX(), base, false);
    }

    private void numbersBelow(Layout.Plot plot, Canvas canvas) {
        Rectangle2D area = plot.frame().area();
        double base = area.getMaxY() + Layout.GAP + Layout.NUMBER;
        for (Ticks.Tick tick : plot.xTicks().major()) {
            RichText text = RichText.parse(tick.label());
            double x = plot.frame().x(tick.value()) - text.width(regular, Layout.NUMBER) / 2;
            text.draw(canvas, regular, Layout.NUMBER, x, base, false);
        }
        RichText label = RichText.parse(plot.frame().axes().x().label());
        double x = area.getCenterX() - label.width(regular, Layout.LABEL) / 2;
        label.draw(canvas, regular, Layout.LABEL, x, base + Layout.GAP + Layout.LABEL, false);
    }

    private void numbersLeft(Layout.Plot plot, Canvas canvas) {
        Rectangle2D area = plot.frame().area();
        for (Ticks.Tick tick : plot.yTicks().major()) {
            RichText text = RichText.parse(tick.label());
            double x = area.getMinX() - Layout.GAP - text.width(regular, Layout.NUMBER);
            text.draw(canvas, regular, Layout.NUMBER, x, middle(plot.frame().y(tick.value())), false);
        }
        double descent = 0.25 * Layout.LABEL;
        double x = area.getMinX() - 2 * Layout.GAP - Layout.widest(plot.yTicks(), regular) - descent;
        upwards(plot.frame().axes().y().label(), x, area.getCenterY(), canvas);
    }

    private void upwards(String markup, double x, double centre, Canvas canvas) {
        RichText label = RichText.parse(markup);
        double y = centre + label.width(regular, Layout.LABEL) / 2;
        label.draw(canvas, regular, Layout.LABEL, x, y, true);
    }

    /// The base line of numbers whose middle is at `y`.
    private static double middle(double y) {
        return y + 0.33 * Layout.NUMBER;
    }

    private void legend(Legend legend, Canvas canvas) {
        Rectangle2D box = legend.box();
        for (int i = 0; i < legend.entries().size(); i++) {
            double centre = box.getMinY() + (i + 0.5) * Legend.ROW;
            Series entry = legend.entries().get(i);
            swatch(entry, box.getMinX(), centre, canvas);
            double x = box.getMinX() + Legend.SWATCH + Legend.GAP;
            RichText label = RichText.parse(entry.label()).within(box.getMaxX() - x + 0.01, regular, Legend.SIZE);
            label.draw(canvas, regular, Legend.SIZE, x, centre + 0.33 * Legend.SIZE, false);
        }
    }

    private static void swatch(Series series, double x, double y, Canvas canvas) {
        Line2D line = new Line2D.Double(x, y, x + Legend.SWATCH, y);
        Rectangle2D box = new Rectangle2D.Double(x, y - 3, Legend.SWATCH, 6);
        switch (series) {
            case Series.Line shown -> canvas.stroke(line, shown.pen(), null);
            case Series.Band shown -> canvas.fill(box, shown.colour().withAlpha(Mark.BAND), null);
            case Series.Steps shown -> {
                if (shown.errors().length > 0 || shown.fill() == Series.Fill.TINTED) {
                    double opacity = shown.errors().length > 0 ? Mark.BAND : Mark.TINT;
                    canvas.fill(box, shown.pen().colour().withAlpha(opacity), null);
                }
                canvas.stroke(line, shown.pen(), null);
            }
            case Series.Points shown -> {
                double centre = x + Legend.SWATCH / 2;
                double half = shown.errors().length > 0 ? 4 : 0;
                canvas.stroke(new Line2D.Double(centre, y - half, centre, y + half), shown.pen(), null);
                double r = Mark.RADIUS;
                Ellipse2D dot = new Ellipse2D.Double(centre - r, y - r, 2 * r, 2 * r);
                canvas.fill(dot, shown.pen().colour(), null);
            }
            case Series.Bars shown -> canvas.stroke(line, shown.pen(), null);
            case Series.Density shown -> canvas.fill(box, shown.colour(), null);
        }
    }

    /// The bar beside a density that says how many events a shade stands for.
    private void bar(Series.Density density, Rectangle2D area, Canvas canvas) {
        Rectangle2D bar = new Rectangle2D.Double(
                area.getMaxX() + Layout.BAR_GAP, area.getMinY(), Layout.BAR_WIDTH, area.getHeight());
        Shades.bar(density, bar).forEach(mark -> draw(mark, bar, canvas));
        Ticks ticks = Layout.barTicks(density, area.getHeight());
        Axis axis = density.shades();
        Path2D marks = new Path2D.Double();
        double x = bar.getMaxX() + Layout.GAP;
        for (Ticks.Tick tick : ticks.major()) {
            double y = bar.getMaxY() - axis.fraction(tick.value()) * bar.getHeight();
            marks.append(new Line2D.Double(bar.getMaxX(), y, bar.getMaxX() - 3, y), false);
            RichText.parse(tick.label()).draw(canvas, regular, Layout.NUMBER, x, middle(y), false);
        }
        canvas.stroke(marks, FRAME, null);
        canvas.stroke(bar, FRAME, null);
        double label = x + Layout.widest(ticks, regular) + Layout.GAP + 0.8 * Layout.LABEL;
        upwards(axis.label(), label, area.getCenterY(), canvas);
    }
}
