package rapidity.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Pen.Dash;
import rapidity.data.format.DataFormatException;

/// What the directory of a scaling study says.
///
/// @param engine what computed
/// @param warmUpSeconds of passes before those that count
/// @param leastPasses that count
/// @param limitSeconds that the passes of a point may take
record ScalingResult(
        String engine,
        String precision,
        String processor,
        double warmUpSeconds,
        double timedSeconds,
        long leastPasses,
        double limitSeconds,
        List<Line> lines) {
    /// A network with its points, by rising numbers of items.
    ///
    /// @param kind of network, as recipes call it
    /// @param size in words
    /// @param dash that tells measurements apart, where there are several
    record Line(String kind, String label, long parameters, String size, Colour colour, Dash dash, List<Point> points) {
        boolean hasMemory() {
            return measured().stream().allMatch(p -> p.time.orElseThrow().memory.isPresent());
        }

        Optional<Point> at(long items) {
            return points.stream().filter(p -> p.items == items).findFirst();
        }

        /// Those with a time.
        List<Point> measured() {
            return points.stream().filter(p -> p.time.isPresent()).toList();
        }
    }

    /// One number of items.
    ///
    /// @param outcome in words, where there is no time
    record Point(long items, Optional<Time> time, String outcome) {
        OptionalDouble median() {
            return time.isPresent() ? OptionalDouble.of(time.get().median) : OptionalDouble.empty();
        }
    }

    /// Milliseconds of a pass over all passes that count, and bytes of Java that they hold on to.
    record Time(double median, double lower, double upper, long passes, long warmUp, OptionalDouble memory) {}

    /// @param added to the labels of networks
    static ScalingResult of(Fields f, String added, Dash dash) throws DataFormatException {
        List<Line> lines = new ArrayList<>();
        for (Fields net : f.objects("networks")) {
            List<Point> points = new ArrayList<>();
            for (Fields point : net.objects("points")) {
                points.add(point(point));
            }
            lines.add(new Line(
                    net.text("kind"),
                    net.text("label") + added,
                    net.count("parameters"),
                    net.text("size"),
                    Colour.of(lines.size()),
                    dash,
                    List.copyOf(points)));
        }
        if (lines.stream().noneMatch(line -> !line.measured().isEmpty())) {
            throw new DataFormatException(f.file(), "networks", "a network with a time", "none");
        }
        return new ScalingResult(
                f.text("engine"),
                f.text("precision"),
                f.text("processor"),
                f.number("warm-up-seconds"),
                f.number("timed-seconds"),
                f.count("least-passes"),
                f.number("limit-seconds"),
                List.copyOf(lines));
    }

    private static Point point(Fields p) throws DataFormatException {
        long items = p.count("items");
        String outcome = p.text("outcome");
        return switch (outcome) {
            case "measured" ->
                new Point(
                        items,
                        Optional.of(new Time(
                                positive(p, "median-ms"),
                                positive(p, "lower-ms"),
                                positive(p, "upper-ms"),
                                p.count("passes"),
                                p.count("warm-up-passes"),
                                p.optionalNumber("memory-bytes"))),
                        outcome);
            case "too-long" ->
                new Point(items, Optional.empty(), "about " + Quantity.duration(p.number("expected-seconds")));
            case "out-of-memory" -> new Point(items, Optional.empty(), "out of memory");
            case "failed" -> new Point(items, Optional.empty(), p.text("reason"));
            default ->
                throw new DataFormatException(
                        p.file(),
                        p.place() + ".outcome",
                        "measured, too-long, failed or out-of-memory",
                        "'" + outcome + "'");
        };
    }

    private static double positive(Fields p, String name) throws DataFormatException {
        double x = p.number(name);
        if (!(x > 0) || !Double.isFinite(x)) {
            throw new DataFormatException(p.file(), p.place() + "." + name, "a number above 0", Double.toString(x));
        }
        return x;
    }

    /// All numbers of items, rising.
    static List<Long> items(List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.points.stream().map(Point::items))
                .distinct()
                .sorted()
                .toList();
    }

    /// The first network of a kind.
    Optional<Line> of(String kind) {
        return lines.stream().filter(line -> line.kind.equals(kind)).findFirst();
    }

    /// The file with it.
    static Path file(Path directory) {
        return directory.resolve(Run.EVALUATION);
    }
}
