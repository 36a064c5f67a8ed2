package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;
import rapidity.kinematics.Body;
import rapidity.kinematics.Observable;
import rapidity.kinematics.Observable.OfBody;
import rapidity.kinematics.Observable.OfPair;
import rapidity.kinematics.Observable.Quantity;
import rapidity.kinematics.Observable.Separation;
import rapidity.kinematics.TopPair;

/// Histograms of observables of true and of generated events of one process, with their ratio.
///
/// @param process its place among those of the runs
/// @source Spinner et al., arXiv:2405.14806, Figs. 2 and 5
record MarginalFigure(List<Network<GenerationResult>> networks, int process) {
    private static final int BINS = 40;
    private static final double FRAME = 165;
    private static final double ROOM = 1.15;
    private static final double RATIO = 0.5;
    private static final double TAIL = 0.002;

    /// Masses of what has decayed, and the transverse momentum of both tops.
    Figure resonances() {
        Stream<Observable> masses = TopPair.virtual().stream().map(b -> new OfBody(b, Quantity.M));
        OfBody pt = new OfBody(TopPair.virtual().getFirst(), Quantity.PT);
        return figure("resonances", "masses of what has decayed", Stream.concat(masses, Stream.of(pt)));
    }

    /// Transverse momenta of all particles.
    Figure momenta() {
        return figure("momenta", "transverse momenta", bodies().stream().map(b -> new OfBody(b, Quantity.PT)));
    }

    /// Distances Delta R of all pairs.
    Figure distances() {
        List<Body> all = bodies();
        Stream<Observable> pairs = IntStream.range(0, all.size())
                .boxed()
                .flatMap(j ->
                        IntStream.range(0, j).mapToObj(i -> new OfPair(all.get(i), all.get(j), Separation.DELTA_R)));
        return figure("distances", "distances of all pairs", pairs);
    }

    private List<Body> bodies() {
        return TopPair.particles(samples(networks.getFirst()).particles());
    }

    private GenerationSamples samples(Network<GenerationResult> n) {
        return n.typical().result().samples().get(process);
    }

    private Figure figure(String name, String what, Stream<Observable> observables) {
        int jets = samples(networks.getFirst()).particles() - TopPair.HARD;
        return new Figure(
                name + "-" + jets + "j",
                "Histograms of " + what + " of true and generated events, and their ratio",
                3,
                FRAME,
                0.8 * FRAME,
                observables.map(this::panel).toList());
    }

    private Panel panel(Observable o) {
        GenerationSamples first = samples(networks.getFirst());
        double[] truth = o.column(first.truth(), first.particles());
        double[] sorted = truth.clone();
        Arrays.sort(sorted);
        double low = TruthFigure.quantile(sorted, TAIL);
        double high = Math.max(TruthFigure.quantile(sorted, 1 - TAIL), low + 1e-6 * (1 + Math.abs(low)));
        Fractions truths = Fractions.of(truth, low, high, BINS);
        List<Series> series = new ArrayList<>();
        List<Series> ratios = new ArrayList<>();
        series.add(new Series.Steps(
                "truth",
                Pen.solid(Colour.INK, 1),
                Series.Fill.TINTED,
                truths.edges(),
                truths.values(),
                truths.errors()));
        Series.Curve one = new Series.Curve(new double[] {low, high}, new double[] {1, 1});
        ratios.add(new Series.Line("", Pen.dashed(Colour.INK, 0.7), one));
        double top = truths.largest();
        for (Network<GenerationResult> n : networks) {
            GenerationSamples s = samples(n);
            Fractions found = Fractions.of(o.column(s.generated(), s.particles()), low, high, BINS);
            series.add(new Series.Steps(
                    n.label(),
                    Pen.solid(n.colour(), 1.2),
                    Series.Fill.NONE,
                    found.edges(),
                    found.values(),
                    new double[0]));
            ratios.add(ratio(n.colour(), found, truths));
            top = Math.max(top, found.largest());
        }
        Axis x = Axis.linear(label(o), low, high);
        Axes lower = new Axes(x, Axis.linear("ratio", 1 - RATIO, 1 + RATIO), ratios);
        return Panel.of("", new Axes(x, Axis.linear("fraction per bin", 0, ROOM * top), series), lower);
    }

    private static Series ratio(Colour colour, Fractions found, Fractions truth) {
        int[] filled = IntStream.range(0, BINS)
                .filter(i -> truth.values()[i] > 0 && found.values()[i] > 0)
                .toArray();
        double[] x = new double[filled.length];
        double[] y = new double[filled.length];
        double[] error = new double[filled.length];
        for (int k = 0; k < filled.length; k++) {
            int i = filled[k];
            x[k] = (truth.edges()[i] + truth.edges()[i + 1]) / 2;
            y[k] = found.values()[i] / truth.values()[i];
            error[k] = y[k] * Math.hypot(found.errors()[i] / found.values()[i], truth.errors()[i] / truth.values()[i]);
        }
        return new Series.Points("", Pen.solid(colour, 0.8), new Series.Curve(x, y), error);
    }

    private static String label(Observable o) {
        return switch (o) {
            case OfBody b ->
                switch (b.quantity()) {
                    case PT -> "p_{T} of " + b.body().name() + " [GeV]";
                    case M -> "mass of " + b.body().name() + " [GeV]";
                    default -> o.name();
                };
            case OfPair p -> "ΔR of " + p.first().name() + " and " + p.second().name();
        };
    }
}
