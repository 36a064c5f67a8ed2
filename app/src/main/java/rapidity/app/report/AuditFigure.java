package rapidity.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Drawing;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Renderer;
import rapidity.app.report.figure.Series;
import rapidity.data.format.WhenExists;

/// How far a model is from being equivariant under boosts, in float64 and in float32, beside what rounding the boosted
/// inputs alone does to their invariants.
public final class AuditFigure {
    private static final double SMALLEST = 1e-17;
    private static final double LARGEST = 1e3;
    private static final double PIXELS = 2;

    private AuditFigure() {}

    /// Deviations by rapidity, of the model and of the invariants of its inputs alone.
    ///
    /// @param of model and data
    /// @param left the group that spurions leave; empty without spurions
    /// @param exactLeft deviations under its elements, by the length of the exponent; empty if there are none
    /// @param singleLeft the same in float32
    public record Curves(
            String of,
            double[] rapidity,
            double[] exact,
            double[] exactInputs,
            double[] single,
            double[] singleInputs,
            String left,
            double[] exactLeft,
            double[] singleLeft) {}

    static Figure of(Curves c) {
        Colour wide = Colour.of(0);
        Colour narrow = Colour.of(1);
        // Where spurions break boosts both precisions agree: the wide line is seen on both sides of the thin one.
        List<Series> series = new ArrayList<>(List.of(
                line("float32", Pen.solid(narrow, 3), c.rapidity, c.single),
                line("inputs rounded to float32", Pen.dashed(narrow, 1), c.rapidity, c.singleInputs),
                line("float64", Pen.solid(wide, 1.2), c.rapidity, c.exact),
                line("inputs rounded to float64", Pen.dashed(wide, 1), c.rapidity, c.exactInputs)));
        if (c.exactLeft.length > 0) {
            series.add(line("left by spurions, float32", Pen.solid(Colour.of(4), 1.5), c.rapidity, c.singleLeft));
            series.add(line("left by spurions, float64", Pen.solid(Colour.of(2), 1.5), c.rapidity, c.exactLeft));
        }
        String or = c.exactLeft.length > 0 ? ", or size of the element that is left" : "";
        Axis x = Axis.linear("rapidity of the boost" + or, 0, c.rapidity[c.rapidity.length - 1]);
        String title = c.of + (c.left.isEmpty() ? "" : "; spurions leave " + c.left);
        Axis y = Axis.logarithmic("max |f(Λx) − Λf(x)| / max |Λf(x)|", SMALLEST, LARGEST);
        return new Figure(
                "audit",
                "Deviation of the boosted model from the model boosted, against the rapidity",
                1,
                470,
                280,
                List.of(Panel.of(title, new Axes(x, y, series))));
    }

    /// What lies outside the axis is drawn at its end; no deviation at all has no logarithm, and is left out.
    private static Series line(String label, Pen pen, double[] rapidity, double[] values) {
        double[] y = Arrays.stream(values)
                .map(v -> v == 0 ? Double.NaN : Math.min(LARGEST, Math.max(SMALLEST, v)))
                .toArray();
        return new Series.Line(label, pen, new Series.Curve(rapidity, y));
    }

    /// Whether the ending is one that [#write] knows.
    public static boolean knows(Path file) {
        return file.toString().endsWith(".svg")
                || file.toString().endsWith(".pdf")
                || file.toString().endsWith(".png");
    }

    /// Writes the figure in the format of the file's ending.
    ///
    /// @throws IllegalArgumentException unless that is .svg, .pdf or .png
    public static void write(Curves curves, Path file, WhenExists whenExists) throws IOException {
        Drawing drawing = new Renderer().draw(of(curves));
        String name = file.toString();
        byte[] content;
        if (name.endsWith(".svg")) {
            content = drawing.svg().getBytes(StandardCharsets.UTF_8);
        } else if (name.endsWith(".pdf")) {
            content = drawing.pdf();
        } else if (name.endsWith(".png")) {
            content = drawing.png(PIXELS);
        } else {
            throw new IllegalArgumentException(file + ": the ending must be .svg, .pdf or .png");
        }
        FigureFiles.write(file, content, whenExists);
    }
}
