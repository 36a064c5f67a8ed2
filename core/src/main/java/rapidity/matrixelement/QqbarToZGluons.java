package rapidity.matrixelement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// abs(M)^2 of q qbar -> Z + n gluons at tree level, n = 0..5, for massless quarks:
///
/// ```
/// me2 = 1/36 1/n! sum over spins and colours of abs(M)^2
///     = g^(2n) kappa / (36 n!) sum_{h,z} sum_{sigma,tau} conj(A(sigma)) C(sigma,tau) A(tau)
/// ```
///
/// in GeV^(2-2n). 1/36 averages over the spins and colours of quark and antiquark, 1/n! stands for identical gluons.
///
/// Particles: `[q, qbar, Z, g1..gn]`, four-vectors (E, px, py, pz) in GeV, q and qbar incoming with positive energy, Z
/// and gluons outgoing, Z on its mass shell, the others massless; any frame.
///
/// @source F. A. Berends, W. T. Giele, Nucl. Phys. B306 (1988) 759; L. Dixon, hep-ph/9601359
public final class QqbarToZGluons implements MatrixElement {
    /// The names of the processes with 0..5 gluons.
    public static final List<String> PROCESSES = List.of("z", "zg", "zgg", "zggg", "zgggg", "zggggg");

    /// Points calculated side by side. Fewer leave the compiler's vector loops short, more do not fit into the cache.
    private static final int LANES = 64;

    private final GluonSequences sequences;
    private final ColourMatrix colour;
    private final StandardModel model;
    private final double factor;

    /// @throws IllegalArgumentException if there are not 0 to 5 gluons
    public QqbarToZGluons(int gluons, QuarkFlavour flavour, StandardModel model) {
        if (gluons < 0 || gluons >= PROCESSES.size()) {
            throw new IllegalArgumentException("expected 0 to " + (PROCESSES.size() - 1) + " gluons, got " + gluons);
        }
        this.model = model;
        sequences = new GluonSequences(gluons);
        colour = new ColourMatrix(sequences);
        double g2 = 4 * Math.PI * model.alphaS();
        double orderings = sequences.count() - sequences.first(gluons);
        factor = Math.pow(g2, gluons) * model.kappa(flavour) / (36 * orderings);
    }

    /// The process of that name, with up-type quarks and the default parameters.
    ///
    /// @throws IllegalArgumentException if no process has the name
    public static QqbarToZGluons of(String process) {
        int gluons = PROCESSES.indexOf(process);
        if (gluons < 0) {
            throw new IllegalArgumentException("no process is named " + process + "; there are " + PROCESSES);
        }
        return new QqbarToZGluons(gluons, QuarkFlavour.UP, StandardModel.DEFAULT);
    }

    @Override
    public String process() {
        return PROCESSES.get(sequences.gluons());
    }

    @Override
    public int particles() {
        return 3 + sequences.gluons();
    }

    /// Number of gluons, n.
    public int gluons() {
        return sequences.gluons();
    }

    @Override
    public Evaluator evaluator() {
        return new Recursion();
    }

    private final class Recursion implements Evaluator {
        private final PartialAmplitudes amplitudes = new PartialAmplitudes(sequences, model.zMass(), QuarkLine.VERTEX);
        private final double[] form = new double[PartialAmplitudes.rows(sequences.gluons())];
        private final double[] scratch = new double[form.length];
        private @Nullable Batch batch;

        @Override
        public double value(double[] momenta, int offset) {
            amplitudes.calculate(momenta, offset);
            colour.form(amplitudes.amplitude, scratch, form);
            double sum = 0;
            for (double row : form) {
                sum += row;
            }
            return factor * sum;
        }

        @Override
        public void values(double[] momenta, int stride, double[] values, int from, int to) {
            int next = from;
            for (; next + LANES <= to; next += LANES) {
                if (batch == null) {
                    batch = new Batch(amplitudes);
                }
                batch.values(momenta, stride, values, next);
            }
            for (; next < to; next++) {
                values[next] = value(momenta, next * stride);
            }
        }
    }

    /// As many points side by side as there are lanes.
    private final class Batch {
        private final LaneAmplitudes amplitudes;
        private final double[] form = new double[PartialAmplitudes.rows(sequences.gluons()) * LANES];
        private final double[] scratch = new double[form.length];

        Batch(PartialAmplitudes point) {
            amplitudes = new LaneAmplitudes(point, sequences, LANES);
        }

        void values(double[] momenta, int stride, double[] values, int from) {
            amplitudes.calculate(momenta, from * stride, stride);
            colour.form(amplitudes.amplitude, scratch, form);
            for (int lane = 0; lane < LANES; lane++) {
                double sum = 0;
                for (int row = lane; row < form.length; row += LANES) {
                    sum += form[row];
                }
                values[from + lane] = factor * sum;
            }
        }
    }
}
