package rapidity.app.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.app.report.AutoencoderResult.Symmetry;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// How well networks keep boosts, rotations and permutations of the particles.
///
/// @source arXiv:2212.07347, App. (equivariance tests)
record SymmetrySection(List<Network<AutoencoderResult>> networks) {
    private static final String TEST = "test-jets";
    private static final String MASSIVE = "massive-jets";

    /// Rows at gamma 1.08, 3.8, 91 and 11013.
    private static final int[] SHOWN = {1, 5, 13, 25};

    private static final double SMALLEST = 1e-17;
    private static final double LARGEST = 1e3;

    private static final String NOTE = "max |f(Λx) − Λf(x)| / max |Λf(x)|: networks on momenta without the"
            + " normalisation of jets, others with their preprocessing; boosts along the beam, rotations across it."
            + " Test jets fill all slots; massive particles are random. The input √p² of massless particles, which the"
            + " published arithmetic has, turns rounding of 10⁻¹⁶ into 10⁻⁸. The published measure is a ratio of means,"
            + " in which deviations of either sign cancel. Permuted: the particles of each jet in the opposite order; a"
            + " reconstruction that stays as it is is invariant, one that is permuted alike equivariant.";

    static SymmetrySection of(Study<AutoencoderResult> study) {
        return new SymmetrySection(study.networks().stream()
                .filter(n -> !n.typical().result().symmetry().isEmpty())
                .toList());
    }

    private static Optional<Symmetry> on(Network<AutoencoderResult> n, String jets) {
        return Optional.ofNullable(n.typical().result().symmetry().get(jets));
    }

    Html html(FigureFiles files) throws IOException {
        boolean test = networks.stream().allMatch(n -> on(n, TEST).isPresent());
        Html r = table().and(Html.text(NOTE).in("p", "class", "note"));
        return r.and(files.show(
                figure(test ? TEST : MASSIVE),
                Html.text("Deviations of "
                        + (test ? "test jets that fill all slots" : "random jets of massive particles")
                        + " against the Lorentz factor of the boost and the angle of the rotation; dashed: the"
                        + " published measure; no deviation at all is not drawn.")));
    }

    private Html table() {
        List<Html> head = Tables.columns(
                "network, jets",
                "γ = 1.08",
                "3.8",
                "91",
                "1.1 × 10⁴",
                "published measure there",
                "γ = 3.8, normalised jets",
                "rotations",
                "permuted: invariant",
                "equivariant");
        List<Html> rows = new ArrayList<>();
        for (Network<AutoencoderResult> n : networks) {
            on(n, TEST).ifPresent(s -> rows.add(row(n, "test jets", s)));
            on(n, MASSIVE).ifPresent(s -> rows.add(row(n, "massive particles", s)));
        }
        return Tables.table(head, rows);
    }

    private static Html row(Network<AutoencoderResult> n, String jets, Symmetry s) {
        List<Html> cells = new ArrayList<>();
        cells.add(Html.element(
                "th", Html.NOTHING.in("i", "class", n.colour().role()), Html.text(n.label() + ", " + jets)));
        for (int i : SHOWN) {
            cells.add(number(s.boosts().get(i)[Symmetry.NORM]));
        }
        cells.add(number(s.boosts().getLast()[Symmetry.PUBLISHED]));
        cells.add(number(s.boosts().get(SHOWN[1])[Symmetry.NORMALISED]));
        cells.add(number(s.rotations().stream()
                .mapToDouble(row -> row[Symmetry.NORM])
                .max()
                .orElse(Double.NaN)));
        cells.add(number(s.invariance()));
        cells.add(number(s.equivariance()));
        return Html.element("tr", cells);
    }

    private static Html number(double x) {
        return Double.isFinite(x) ? Html.element("td", Quantity.of(x)) : Tables.cell("–");
    }

    private Figure figure(String jets) {
        List<Series> boosts = new ArrayList<>();
        List<Series> rotations = new ArrayList<>();
        for (Network<AutoencoderResult> n : networks) {
            on(n, jets).ifPresent(s -> {
                Pen pen = Pen.solid(n.colour(), 1.4);
                Pen thin = Pen.dashed(n.colour(), 0.8);
                boosts.add(line(n.label(), pen, s.boosts(), Symmetry.NORM, Math::cosh));
                boosts.add(line("", thin, s.boosts(), Symmetry.PUBLISHED, Math::cosh));
                rotations.add(line(n.label(), pen, s.rotations(), Symmetry.NORM, x -> x));
                rotations.add(line("", thin, s.rotations(), Symmetry.PUBLISHED, x -> x));
            });
        }
        Axis y = Axis.logarithmic("deviation", SMALLEST, LARGEST);
        Axis gamma = Axis.logarithmic("γ of the boost", 1, Math.cosh(10));
        Axis angle = Axis.linear("angle of the rotation [rad]", 0, 2 * Math.PI);
        return new Figure(
                "symmetry",
                "Deviation of the moved network from the network moved, for boosts and rotations",
                2,
                220,
                190,
                List.of(
                        Panel.of("boosts", new Axes(gamma, y, boosts)),
                        Panel.of("rotations", new Axes(angle, y, rotations))));
    }

    private interface Abscissa {
        double of(double size);
    }

    private static Series line(String label, Pen pen, List<double[]> rows, int column, Abscissa abscissa) {
        double[] x = rows.stream().mapToDouble(row -> abscissa.of(row[0])).toArray();
        double[] y = rows.stream()
                .mapToDouble(row -> row[column])
                .map(v -> v == 0 ? Double.NaN : Math.clamp(v, SMALLEST, LARGEST))
                .toArray();
        return new Series.Line(label, pen, new Series.Curve(x, y));
    }
}
