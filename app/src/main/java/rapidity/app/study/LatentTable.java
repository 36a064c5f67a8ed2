package rapidity.app.study;

import java.util.ArrayList;
import java.util.List;
import rapidity.kinematics.FourVector;
import rapidity.metrics.SampleStatistics;
import rapidity.model.Latents;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the latent four-vectors of jets say: how they follow the momenta of the jets, and their invariant squares.
///
/// Latents are multiplied by the factors that the momenta of their jet were divided by, so that they are momenta in GeV
/// as well.
///
/// @source arXiv:2212.07347, Sec. 5.4
final class LatentTable {
    private static final String[] COMPONENTS = {"e", "px", "py", "pz"};
    private static final String[] PARTS = {"re", "im"};

    private final Latents.Layout layout;
    private final List<double[]> rows = new ArrayList<>();
    private final List<FourVector> jets = new ArrayList<>();
    private int background;

    LatentTable(Latents.Layout layout) {
        this.layout = layout;
    }

    /// Whether there are four-vectors to speak of.
    boolean isOn() {
        return layout.vectors() > 0;
    }

    /// Numbers of a row: real and imaginary parts of each vector and of their sum.
    private int vectors() {
        return layout.vectors() + 1;
    }

    /// @param own whether the jet is of the background, whose momenta the latents are compared with; all of these come
    ///     first
    void add(Latents latents, int jet, FourVector momentum, boolean own) {
        if (!isOn()) {
            return;
        }
        int frame = latents.frames().length / latents.jets();
        double[] row = new double[vectors() * 8];
        for (int v = 0; v < layout.vectors(); v++) {
            for (int k = 0; k < 8; k++) {
                double x = latents.values()[jet * layout.size() + layout.at(v, k / 2, k % 2)]
                        * latents.frames()[jet * frame + k / 2];
                row[8 * v + k] = x;
                row[8 * layout.vectors() + k] += x;
            }
        }
        rows.add(row);
        jets.add(momentum);
        background += own ? 1 : 0;
    }

    /// The real part of `z^2` in GeV^2, of each vector and of their sum: `[jets, vectors + 1]`.
    double[] squares() {
        int n = isOn() ? vectors() : 0;
        double[] r = new double[rows.size() * n];
        for (int jet = 0; jet < rows.size(); jet++) {
            for (int v = 0; v < n; v++) {
                r[jet * n + v] = part(rows.get(jet), v, 0).mass2()
                        - part(rows.get(jet), v, 1).mass2();
            }
        }
        return r;
    }

    /// The vectors of the squares: those of the latent space and their sum.
    int width() {
        return isOn() ? vectors() : 0;
    }

    /// The sums of all latent vectors of the background's jets and the momenta of the jets in GeV:
    /// `[jets, (re 4, im 4, momentum 4)]`.
    double[] sums() {
        int n = isOn() ? background : 0;
        double[] r = new double[n * 12];
        for (int jet = 0; jet < n; jet++) {
            for (int mu = 0; mu < 4; mu++) {
                double[] row = rows.get(jet);
                r[jet * 12 + mu] = row[8 * layout.vectors() + 2 * mu];
                r[jet * 12 + 4 + mu] = row[8 * layout.vectors() + 2 * mu + 1];
                r[jet * 12 + 8 + mu] = component(jets.get(jet), mu);
            }
        }
        return r;
    }

    private static FourVector part(double[] row, int vector, int part) {
        int at = 8 * vector + part;
        return new FourVector(row[at], row[at + 2], row[at + 4], row[at + 6]);
    }

    private static double component(FourVector p, int mu) {
        return switch (mu) {
            case 0 -> p.e();
            case 1 -> p.px();
            case 2 -> p.py();
            default -> p.pz();
        };
    }

    /// Pearson correlations of each vector's parts with the momentum of the jet; the last vector is the sum.
    ObjectNode json() {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        for (int v = 0; v < width(); v++) {
            ObjectNode own = r.putObject(v < layout.vectors() ? "vector-" + (v + 1) : "sum");
            for (int part = 0; part < 2; part++) {
                ObjectNode of = own.putObject(PARTS[part]);
                for (int mu = 0; mu < 4; mu++) {
                    double correlation = correlation(8 * v + 2 * mu + part, mu);
                    if (Double.isFinite(correlation)) {
                        of.put(COMPONENTS[mu], correlation);
                    }
                }
            }
        }
        return r;
    }

    private double correlation(int at, int mu) {
        double[] x = new double[background];
        double[] y = new double[background];
        for (int jet = 0; jet < background; jet++) {
            x[jet] = rows.get(jet)[at];
            y[jet] = component(jets.get(jet), mu);
        }
        return SampleStatistics.correlation(x, y);
    }
}
