package rapidity.app.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LegendTest {
    private static final double WIDTH = 200;
    private static final double HEIGHT = 150;
    private static final Typeface TYPEFACE = Typeface.regular();

    private static Legend.Placed place(Series series) {
        Axes axes = new Axes(Axis.linear("x", 0, 1), Axis.linear("y", 0, 1), List.of(series));
        return Legend.place(axes, WIDTH, HEIGHT, TYPEFACE);
    }

    private static Series points(String label, double[] x, double[] y) {
        return new Series.Points(label, Pen.solid(Colour.INK, 1), new Series.Curve(x, y), new double[0]);
    }

    private static void assertThatNoPointIsCovered(Legend.Placed placed, double[] x, double[] y) {
        Frame frame = new Frame(placed.axes(), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        Rectangle2D box = placed.legend().getFirst().box();
        assertThat(frame.area().contains(box)).isTrue();
        for (int i = 0; i < x.length; i++) {
            assertThat(box.contains(frame.x(x[i]), frame.y(y[i])))
                    .as("(%s, %s) under the legend %s", x[i], y[i], box)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theLegendCoversNoData(long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(300).toArray();
        double[] y = random.doubles(300).toArray();
        assertThatNoPointIsCovered(place(points("a network", x, y)), x, y);
    }

    @Test
    void dataThatFillTheFrameGetRoomAboveThem() {
        double[] x =
                IntStream.range(0, 2500).mapToDouble(i -> (i % 50 + 0.5) / 50).toArray();
        double[] y = IntStream.range(0, 2500)
                .mapToDouble(i -> (Math.floorDiv(i, 50) + 0.5) / 50)
                .toArray();
        Legend.Placed placed = place(points("a network", x, y));
        assertThat(placed.axes().y().upper()).isGreaterThan(1);
        assertThatNoPointIsCovered(placed, x, y);
    }

    @Test
    void fallingDataLeaveTheUpperRightCorner() {
        double[] x = IntStream.range(0, 100).mapToDouble(i -> i / 100.0).toArray();
        double[] y =
                IntStream.range(0, 100).mapToDouble(i -> 0.9 - 0.8 * i / 100).toArray();
        Rectangle2D box = place(points("a network", x, y)).legend().getFirst().box();
        assertThat(box.getMaxX()).isGreaterThan(0.9 * WIDTH);
        assertThat(box.getMinY()).isLessThan(0.1 * HEIGHT);
    }

    @Test
    void seriesWithoutLabelsMakeNoLegend() {
        assertThat(place(points("", new double[] {0}, new double[] {0})).legend())
                .isEmpty();
    }

    @Test
    void aKeyAboveTheFramesNamesEachSeriesOnceAndLeavesTheFramesToTheData() {
        double[] one = {1};
        Series first = points("the first network", one, one);
        List<Panel> panels = List.of(panel(first), panel(first, points("another, of a longer name", one, one)));
        Figure inside = new Figure("f", "d", 1, WIDTH, HEIGHT, panels);
        Layout layout = Layout.of(inside.withKeyAbove(), TYPEFACE);
        assertThat(layout.key())
                .extracting(l -> l.entries().getFirst().label())
                .containsExactly("the first network", "another, of a longer name");
        Rectangle2D last = layout.key().getLast().box();
        assertThat(last.getMinY())
                .as("one below the other")
                .isGreaterThan(layout.key().getFirst().box().getMinY());
        assertThat(last.getMaxX()).isLessThan(layout.width());
        Layout.Plot plot = layout.cells().getFirst().main();
        assertThat(plot.legend()).isEmpty();
        assertThat(plot.frame().axes().y().upper()).isEqualTo(1);
        assertThat(plot.frame().area().getMinY()).isGreaterThan(last.getMaxY());
        assertThat(layout.height()).isEqualTo(Layout.of(inside, TYPEFACE).height() + last.getMaxY());
    }

    private static Panel panel(Series... series) {
        return Panel.of("", new Axes(Axis.linear("x", 0, 1), Axis.linear("y", 0, 1), List.of(series)));
    }
}
