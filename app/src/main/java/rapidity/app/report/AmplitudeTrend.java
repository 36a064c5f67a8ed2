package rapidity.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import rapidity.app.report.ErrorTrend.Line;
import rapidity.app.report.ErrorTrend.Point;
import rapidity.app.report.figure.Axis.Scale;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Pen;
import rapidity.metrics.Estimate;

/// The test error of amplitudes against the number of gluons, or of training events.
///
/// @source Spinner et al., arXiv:2405.14806, Fig. 3
final class AmplitudeTrend {
    private static final String ERROR = "test MSE of standardised ln A";
    private static final double FAINT = 0.45;

    private AmplitudeTrend() {}

    /// Against the number of gluons: networks of one process each, by the beginning that their names have in common,
    /// and dashed those of several. Nothing for one process.
    static Optional<ErrorTrend> ofMultiplicity(Study<AmplitudeResult> study) {
        List<String> processes = processes(study);
        Map<String, List<Network<AmplitudeResult>>> families = new LinkedHashMap<>();
        for (Network<AmplitudeResult> n : study.networks()) {
            String stem = isJoint(n) ? n.label() : n.any().network().replaceFirst("[-_]?zg+$", "");
            families.computeIfAbsent(ErrorTrend.kind(n) + " " + stem, key -> new ArrayList<>())
                    .add(n);
        }
        List<String> kinds = kinds(study);
        List<Line> lines = new ArrayList<>();
        for (List<Network<AmplitudeResult>> own : families.values()) {
            Network<AmplitudeResult> any = own.getFirst();
            Colour colour = Colour.of(kinds.indexOf(ErrorTrend.kind(any)));
            boolean alone = families.values().stream()
                            .filter(f -> ErrorTrend.kind(f.getFirst()).equals(ErrorTrend.kind(any))
                                    && isJoint(f.getFirst()) == isJoint(any))
                            .count()
                    == 1;
            String label = (alone ? ErrorTrend.kind(any) : any.label()) + (isJoint(any) ? ", jointly" : "");
            List<Point> points = processes.stream()
                    .flatMap(p -> own.stream()
                            .flatMap(n -> mse(n, p).stream()
                                    .map(e -> new Point(gluons(p), e, n.runs().size()))))
                    .toList();
            lines.add(new Line(label, isJoint(any) ? Pen.dashed(colour, 1.3) : Pen.solid(colour, 1.3), points));
        }
        return processes.size() < 2
                ? Optional.empty()
                : Optional.of(new ErrorTrend("multiplicity", ERROR, "gluons", Scale.COUNT, lines));
    }

    /// Against the number of training events; nothing unless networks differ in it alone.
    static Optional<ErrorTrend> ofTrainingSize(Study<AmplitudeResult> study) {
        return ErrorTrend.ofTrainingSize(
                ErrorTrend.families(study, AmplitudeTrend::family),
                ERROR,
                "training events",
                AmplitudeTrend::events,
                n -> mse(n, n.typical().result().processes().getLast().name()).orElseThrow());
    }

    /// The same study; networks that differ in the number of their training events alone have one colour.
    static Study<AmplitudeResult> coloured(Study<AmplitudeResult> study) {
        return ErrorTrend.coloured(study, AmplitudeTrend::family, AmplitudeTrend::events);
    }

    /// What networks have in common that differ in the end of their names, and in the number of their training events.
    private static String family(Network<AmplitudeResult> n) {
        return TrendFigure.family(n) + n.typical().result().processes().size();
    }

    /// The networks that know a process; of several that differ in the number of training events those with the most.
    private static List<Network<AmplitudeResult>> knowing(Study<AmplitudeResult> study, String process) {
        return ErrorTrend.withMost(
                ErrorTrend.families(study, AmplitudeTrend::family).stream()
                        .map(own -> own.stream()
                                .filter(n -> n.typical().result().of(process).isPresent())
                                .toList())
                        .filter(own -> !own.isEmpty())
                        .toList(),
                AmplitudeTrend::events);
    }

    /// The networks whose losses are drawn: of several processes those that know the last one.
    static List<Network<AmplitudeResult>> trained(Study<AmplitudeResult> study) {
        List<String> processes = processes(study);
        List<Network<AmplitudeResult>> own = knowing(study, processes.getLast());
        return processes.size() == 1
                ? own
                : IntStream.range(0, own.size())
                        .mapToObj(i -> new Network<>(
                                own.get(i).label(), Colour.of(i), own.get(i).runs()))
                        .toList();
    }

    /// The networks that know a process, with what they say of it. In a study of several processes each kind has a
    /// colour, faint for those that have learnt several jointly, unless there are several of a kind.
    static List<Network<AmplitudeResult>> drawn(Study<AmplitudeResult> study, String process) {
        List<Network<AmplitudeResult>> own = knowing(study, process);
        List<String> kinds = kinds(study);
        boolean several = processes(study).size() > 1;
        boolean unique = own.stream()
                        .map(n -> ErrorTrend.kind(n) + isJoint(n))
                        .distinct()
                        .count()
                == own.size();
        return IntStream.range(0, own.size())
                .mapToObj(i -> {
                    Network<AmplitudeResult> n = own.get(i);
                    Colour ofKind = Colour.of(unique ? kinds.indexOf(ErrorTrend.kind(n)) : i);
                    Colour colour = unique && isJoint(n) ? ofKind.withAlpha(FAINT) : ofKind;
                    List<Run<AmplitudeResult>> runs = n.runs().stream()
                            .map(run -> run.with(run.result().only(process)))
                            .toList();
                    return new Network<>(n.label(), several ? colour : n.colour(), runs);
                })
                .toList();
    }

    private static List<String> kinds(Study<AmplitudeResult> study) {
        return study.networks().stream().map(ErrorTrend::kind).distinct().toList();
    }

    /// In the order of their numbers of gluons.
    static List<String> processes(Study<AmplitudeResult> study) {
        return study.networks().stream()
                .flatMap(n -> n.typical().result().processes().stream())
                .map(AmplitudeResult.Process::name)
                .distinct()
                .sorted(Comparator.comparingInt(String::length))
                .toList();
    }

    private static int gluons(String process) {
        return process.length() - 1;
    }

    private static boolean isJoint(Network<AmplitudeResult> n) {
        return n.typical().result().processes().size() > 1;
    }

    private static OptionalDouble events(Network<AmplitudeResult> n) {
        return n.typical().result().trainingEvents();
    }

    /// Mean over the seeds with its spread, or of one seed with its statistical error.
    private static Optional<Estimate> mse(Network<AmplitudeResult> n, String process) {
        return n.typical().result().of(process).map(typical -> {
            double mse = n.mean(r -> r.of(process).orElseThrow().mse());
            double error = n.spread(
                            r -> OptionalDouble.of(r.of(process).orElseThrow().mse()))
                    .orElse(typical.mseError().orElse(0));
            return new Estimate(mse, error);
        });
    }
}
