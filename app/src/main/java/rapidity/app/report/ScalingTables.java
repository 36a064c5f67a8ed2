package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongPredicate;
import rapidity.app.report.ScalingResult.Line;
import rapidity.app.report.ScalingResult.Point;
import rapidity.app.report.ScalingResult.Time;

/// The tables of a scaling study: networks, times, and what the paper says beside what was found.
final class ScalingTables {
    private static final double MEGABYTE = 1e6;

    /// Up to here a system is small, or has hundreds of items, in the paper's words.
    private static final int HUNDREDS = 500;

    private static final int EQUAL_FROM = 5000;
    private static final int MEMORY_OF_THE_PAPER = 1000;

    private ScalingTables() {}

    static Html networks(List<Line> lines) {
        List<Html> rows = lines.stream()
                .map(line -> Html.element(
                        "tr", name(line), Tables.cell(Quantity.count(line.parameters())), Tables.cell(line.size())))
                .toList();
        return Tables.table(Tables.columns("network", "parameters", "size"), rows);
    }

    private static Html name(Line line) {
        return Html.element("th", Html.NOTHING.in("i", "class", line.colour().role()), Html.text(line.label()));
    }

    /// Medians with quartiles.
    static Html times(List<Line> lines) {
        return byItems(
                lines, "ms", t -> digits(t.median()) + " (" + digits(t.lower()) + " – " + digits(t.upper()) + ")");
    }

    static Html passes(List<Line> lines) {
        return byItems(lines, "passes", t -> Quantity.count(t.passes()) + " after " + Quantity.count(t.warmUp()));
    }

    static Html memory(List<Line> lines) {
        return byItems(
                lines.stream().filter(Line::hasMemory).toList(),
                "MB",
                t -> digits(t.memory().orElseThrow() / MEGABYTE));
    }

    private interface Cell {
        String of(Time t);
    }

    private static Html byItems(List<Line> lines, String unit, Cell cell) {
        List<Html> head = new ArrayList<>(Tables.columns("items"));
        lines.forEach(line -> head.addAll(Tables.columns(line.label() + " [" + unit + "]")));
        List<Html> rows = new ArrayList<>();
        for (long items : ScalingResult.items(lines)) {
            List<Html> row = new ArrayList<>(List.of(Html.element("th", Html.text(Quantity.count(items)))));
            for (Line line : lines) {
                row.add(Tables.cell(line.at(items)
                        .map(p -> p.time().map(cell::of).orElse(p.outcome()))
                        .orElse("–")));
            }
            rows.add(Html.element("tr", row));
        }
        return Tables.table(head, rows);
    }

    /// Three digits.
    private static String digits(double x) {
        int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(Math.max(x, 1e-9))), 0, 3);
        return String.format(Locale.ROOT, "%,." + decimals + "f", x);
    }

    /// What Fig. 7 of the paper shows on one H100, and what was found here.
    static Html claims(ScalingResult result) {
        List<Html> rows = new ArrayList<>();
        row(
                rows,
                "L-GATr / Transformer, up to hundreds of items",
                "about 10",
                ratio(result, "lgatr", "transformer", n -> n <= HUNDREDS));
        row(
                rows,
                "L-GATr / Transformer, from about 5000 items",
                "about 1",
                ratio(result, "lgatr", "transformer", n -> n >= EQUAL_FROM));
        row(rows, "CGENN / L-GATr, even for small systems", "at least 10", ratio(result, "cgenn", "lgatr", n -> true));
        row(rows, "CGENN beyond 1000 items", "out of memory", beyond(result));
        row(rows, "L-GATr-slim / Transformer", "not in the figure", ratio(result, "slim", "transformer", n -> true));
        return Tables.table(Tables.columns("time of", "arXiv:2405.14806, Fig. 7 (H100)", "here"), rows);
    }

    private static void row(List<Html> rows, String what, String published, Optional<String> here) {
        here.ifPresent(found -> rows.add(
                Html.element("tr", Html.element("th", Html.text(what)), Tables.cell(published), Tables.cell(found))));
    }

    /// Of medians, from the smallest to the largest number of items.
    private static Optional<String> ratio(ScalingResult result, String above, String below, LongPredicate items) {
        List<Point> wanted = result.of(above).map(Line::measured).orElse(List.of()).stream()
                .filter(p -> items.test(p.items()))
                .toList();
        List<String> found = new ArrayList<>();
        for (Point p : wanted) {
            Optional<Point> other = result.of(below).flatMap(line -> line.at(p.items()));
            if (other.isPresent() && other.get().median().isPresent()) {
                double r = p.median().orElseThrow() / other.get().median().getAsDouble();
                found.add(digits(r) + " at " + Quantity.count(p.items()));
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
    }

    private static Optional<String> beyond(ScalingResult result) {
        return result.of("cgenn").flatMap(line -> {
            List<String> found = new ArrayList<>();
            for (Point p : line.points()) {
                if (p.items() > MEMORY_OF_THE_PAPER) {
                    String what = p.time()
                            .map(t -> (t.memory().isPresent()
                                            ? digits(t.memory().getAsDouble() / MEGABYTE) + " MB, "
                                            : "")
                                    + digits(t.median()) + " ms")
                            .orElse(p.outcome() + (p.outcome().startsWith("about") ? ", left out" : ""));
                    found.add(Quantity.count(p.items()) + ": " + what);
                }
            }
            return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
        });
    }
}
