package rapidity.app.report;

import java.util.Arrays;
import java.util.List;

/// Features of particles and of jets that reconstructions are judged by, with the ranges of their histograms.
///
/// @source arXiv:2212.07347, Sec. 5.2 and its published code (features and ranges)
public enum JetFeature {
    PARTICLE_PX(Of.PARTICLES, "px", "p_{x}", "GeV", -100, 100),
    PARTICLE_PY(Of.PARTICLES, "py", "p_{y}", "GeV", -100, 100),
    PARTICLE_PZ(Of.PARTICLES, "pz", "p_{z}", "GeV", -100, 100),
    PARTICLE_PT(Of.PARTICLES, "pt", "p_{T}", "GeV", 0, 200),
    PARTICLE_ETA(Of.PARTICLES, "eta", "η", "", -2, 2),
    PARTICLE_PHI(Of.PARTICLES, "phi", "φ", "rad", -Math.PI, Math.PI),
    PARTICLE_PTREL(Of.PARTICLES, "ptrel", "p_{T} / p_{T} of the jet", "", 0, 0.3),
    PARTICLE_ETAREL(Of.PARTICLES, "etarel", "η − η of the jet", "", -0.5, 0.5),
    PARTICLE_PHIREL(Of.PARTICLES, "phirel", "φ − φ of the jet", "rad", -0.5, 0.5),
    JET_MASS(Of.JETS, "mass", "m", "GeV", 0, 250),
    JET_PX(Of.JETS, "px", "p_{x}", "GeV", -2000, 2000),
    JET_PY(Of.JETS, "py", "p_{y}", "GeV", -2000, 2000),
    JET_PZ(Of.JETS, "pz", "p_{z}", "GeV", -4000, 4000),
    JET_PT(Of.JETS, "pt", "p_{T}", "GeV", 0, 2000),
    JET_ETA(Of.JETS, "eta", "η", "", -2, 2),
    JET_PHI(Of.JETS, "phi", "φ", "rad", -Math.PI, Math.PI);

    /// Bins of each histogram.
    public static final int BINS = 80;

    private final Of of;
    private final String key;
    private final String symbol;
    private final String unit;
    private final double low;
    private final double high;

    JetFeature(Of of, String key, String symbol, String unit, double low, double high) {
        this.of = of;
        this.key = key;
        this.symbol = symbol;
        this.unit = unit;
        this.low = low;
        this.high = high;
    }

    /// What has the feature.
    public enum Of {
        PARTICLES("particles", "particle"),
        JETS("jets", "jet");

        private final String key;
        private final String word;

        Of(String key, String word) {
            this.key = key;
            this.word = word;
        }

        /// The name in `evaluation.json`.
        public String key() {
            return key;
        }
    }

    /// The features of particles, or of jets.
    public static List<JetFeature> of(Of of) {
        return Arrays.stream(values()).filter(f -> f.of == of).toList();
    }

    /// Whose feature it is.
    public Of owner() {
        return of;
    }

    /// The name in `evaluation.json`.
    public String key() {
        return key;
    }

    /// For tables.
    public String symbol() {
        return symbol;
    }

    /// Whose feature it is, in the markup of figures.
    public String words() {
        return of.word + " " + symbol;
    }

    /// Of the axis of a figure.
    public String axis() {
        return words() + (unit.isEmpty() ? "" : " [" + unit + "]");
    }

    /// Where the histogram begins.
    public double low() {
        return low;
    }

    /// Where the histogram ends.
    public double high() {
        return high;
    }
}
