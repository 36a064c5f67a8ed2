package rapidity.app.report.figure;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Where everything of a figure goes: frames of one size, margins as wide as their labels need.
///
/// @param width, height of the whole figure in points
/// @param key legends above all frames
record Layout(double width, double height, List<Cell> cells, List<Legend> key) {
    static final double LABEL = 9.5;
    static final double NUMBER = 8.5;
    static final double TITLE = 10;
    static final double GAP = 4;

    /// Between a plot and the ratio below it: half a number of each fits in.
    static final double SPLIT = 8;

    static final double BAR_GAP = 6;
    static final double BAR_WIDTH = 7;

    /// A frame with its final axes, marks and legend.
    ///
    /// @param legend none or one
    record Plot(Frame frame, Ticks xTicks, Ticks yTicks, List<Legend> legend) {}

    record Cell(String title, Plot main, List<Plot> lower, Optional<Series.Density> density) {
        List<Plot> plots() {
            return Stream.concat(Stream.of(main), lower.stream()).toList();
        }
    }

    private record Margins(double left, double right, double top, double bottom) {}

    static Layout of(Figure figure, Typeface regular) {
        List<Cell> prepared = figure.panels().stream()
                .map(panel -> prepare(panel, figure, regular))
                .toList();
        Margins margins = margins(prepared, regular);
        int most =
                figure.panels().stream().mapToInt(p -> p.lower().size()).max().orElseThrow();
        double lower = most * (SPLIT + Figure.LOWER_SHARE * figure.height());
        double cellWidth = margins.left() + figure.width() + margins.right();
        double cellHeight = margins.top() + figure.height() + lower + margins.bottom();
        int columns = Math.min(figure.columns(), prepared.size());
        List<Legend> key = Legend.rows(figure.named(), margins.left(), columns * cellWidth - margins.left(), regular);
        double above = key.isEmpty() ? 0 : key.getLast().box().getMaxY();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < prepared.size(); i++) {
            double x = i % figure.columns() * cellWidth + margins.left();
            double y = above + Math.floorDiv(i, figure.columns()) * cellHeight + margins.top();
            cells.add(moved(prepared.get(i), x, y));
        }
        return new Layout(columns * cellWidth, above + figure.rows() * cellHeight, List.copyOf(cells), key);
    }

    private static Cell prepare(Panel panel, Figure figure, Typeface regular) {
        Plot main = plot(panel.main(), figure, figure.height(), regular);
        List<Plot> lower = panel.lower().stream()
                .map(axes -> plot(axes, figure, Figure.LOWER_SHARE * figure.height(), regular))
                .toList();
        Optional<Series.Density> density = panel.main().series().stream()
                .filter(Series.Density.class::isInstance)
                .map(Series.Density.class::cast)
                .findFirst();
        return new Cell(panel.title(), main, lower, density);
    }

    private static Plot plot(Axes axes, Figure figure, double height, Typeface regular) {
        double width = figure.width();
        Legend.Placed placed = figure.key() == Figure.Key.ABOVE
                ? new Legend.Placed(axes, List.of())
                : Legend.place(axes, width, height, regular);
        Frame frame = new Frame(placed.axes(), new Rectangle2D.Double(0, 0, width, height));
        return new Plot(
                frame,
                horizontal(placed.axes().x(), width, regular),
                Ticks.of(placed.axes().y(), room(placed.axes().y(), height)),
                placed.legend());
    }

    /// As many numbers as stand beside each other with air between them.
    private static Ticks horizontal(Axis axis, double width, Typeface regular) {
        int most = Math.max(2, (int) (width / 34));
        Ticks ticks = Ticks.of(axis, most);
        while (most > 2 && ticks.major().size() * (widest(ticks, regular) + NUMBER) > width) {
            most--;
            ticks = Ticks.of(axis, most);
        }
        return ticks;
    }

    /// How many numbers stand above each other; powers of ten may be denser.
    private static int room(Axis axis, double height) {
        return Math.max(3, (int) (height / (axis.scale() == Axis.Scale.LOGARITHMIC ? 20 : 26)));
    }

    static double widest(Ticks ticks, Typeface regular) {
        return ticks.major().stream()
                .mapToDouble(t -> RichText.parse(t.label()).width(regular, NUMBER))
                .max()
                .orElse(0);
    }

    static Ticks barTicks(Series.Density density, double height) {
        return Ticks.of(density.shades(), room(density.shades(), height));
    }

    private static Margins margins(List<Cell> cells, Typeface regular) {
        double numbers = largest(
                cells,
                cell -> cell.plots().stream()
                        .mapToDouble(plot -> widest(plot.yTicks(), regular))
                        .max()
                        .orElseThrow());
        double half = largest(cells, cell -> widest(cell.main().xTicks(), regular) / 2);
        double bar = largest(
                cells,
                cell -> cell.density()
                        .map(d -> BAR_GAP
                                + BAR_WIDTH
                                + 2 * GAP
                                + widest(barTicks(d, barHeight(cell)), regular)
                                + 1.3 * LABEL)
                        .orElse(0.0));
        boolean titled = cells.stream().anyMatch(cell -> !cell.title().isEmpty());
        double left = 2 * GAP + 1.3 * LABEL + GAP + numbers;
        double bottom = GAP + NUMBER + GAP + 1.3 * LABEL + GAP;
        return new Margins(left, Math.max(bar, half) + GAP, titled ? GAP + 1.6 * TITLE : GAP + NUMBER / 2, bottom);
    }

    private static double barHeight(Cell cell) {
        return cell.main().frame().area().getHeight();
    }

    private static double largest(List<Cell> cells, ToDoubleFunction<Cell> size) {
        return cells.stream().mapToDouble(size).max().orElse(0);
    }

    private static Cell moved(Cell cell, double x, double y) {
        List<Plot> lower = new ArrayList<>();
        double below = y + cell.main().frame().area().getHeight() + SPLIT;
        for (Plot plot : cell.lower()) {
            lower.add(moved(plot, x, below));
            below += plot.frame().area().getHeight() + SPLIT;
        }
        return new Cell(cell.title(), moved(cell.main(), x, y), List.copyOf(lower), cell.density());
    }

    private static Plot moved(Plot plot, double x, double y) {
        Rectangle2D area = plot.frame().area();
        Frame frame = new Frame(plot.frame().axes(), new Rectangle2D.Double(x, y, area.getWidth(), area.getHeight()));
        List<Legend> legend = plot.legend().stream()
                .map(l -> new Legend(
                        l.entries(),
                        new Rectangle2D.Double(
                                x + l.box().getX(),
                                y + l.box().getY(),
                                l.box().getWidth(),
                                l.box().getHeight())))
                .toList();
        return new Plot(frame, plot.xTicks(), plot.yTicks(), legend);
    }
}
