package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;

/// Published results of autoencoders on JetNet.
///
/// @source arXiv:2212.07347; numbers of the reprint in R. Kansal's thesis
final class AutoencoderLiterature {
    private static final String WARNING = "Published numbers beside ours are those of the published code on the"
            + " published JetNet data set, 177,000 jets of each kind. The jets that come with Rapidity are Pythia"
            + " stand-ins in the same layout, and far fewer: numbers on them do not compare with the published ones.";

    private static final String RATES = "< stands for less than 0.001. Percentages are the compression rates that the"
            + " paper prints: LGAE over 4 numbers for each particle, others over 3; CNNAE's 55/90 is 61.11 %, the paper"
            + " prints 61.67 %.";

    private static final String FLIPPED = "All signals together; in the published code an AUC below 0.5 is flipped.";

    private static final List<List<String>> PARTICLES = List.of(
            List.of("LGAE-Min-Max", "τv 4 (56.67 %)", "0.006 / 0.562", "0.002 / 1.8", "0.003 / 1.8"),
            List.of("LGAE-Min-Max", "τv 7 (96.67 %)", "0.002 / 0.640", "−0.627 / 1.7", "< / 1.7"),
            List.of("LGAE-Mix", "τv 9 (61.67 %)", "< / 0.011", "< / 0.452", "< / 0.451"),
            List.of("LGAE-Mix", "τv 13 (88.33 %)", "< / 0.001", "< / 0.022", "< / 0.022"),
            List.of("GNNAE-JL", "45 (50 %)", "−0.983 / 3.8", "0.363 / 3.1", "0.146 / 2.1"),
            List.of("GNNAE-JL", "90 (100 %)", "−0.627 / 3.5", "4.4 / 14.7", "0.146 / 2.6"),
            List.of("GNNAE-PL", "2×30 (66.67 %)", "−0.053 / 0.906", "0.009 / 0.191", "0.013 / 0.139"),
            List.of("GNNAE-PL", "3×30 (100 %)", "−0.040 / 0.892", "−0.037 / 0.177", "0.005 / 0.243"));

    private static final List<List<String>> JETS = List.of(
            List.of("LGAE-Min-Max", "τv 4", "0.096 / 0.134", "0.097 / 0.109", "< / 0.004", "< / 0.002"),
            List.of("LGAE-Min-Max", "τv 7", "−0.139 / 0.287", "−0.221 / 0.609", "< / 0.021", "< / 0.007"),
            List.of("LGAE-Mix", "τv 9", "< / 0.003", "< / <", "< / <", "< / <"),
            List.of("LGAE-Mix", "τv 13", "< / 0.003", "< / <", "< / <", "< / <"),
            List.of("GNNAE-JL", "45", "0.326 / 0.667", "0.030 / 0.088", "0.005 / 0.040", "0.001 / 0.021"),
            List.of("GNNAE-JL", "90", "3.7 / 2.6", "0.030 / 0.089", "0.292 / 0.433", "0.006 / 0.021"),
            List.of("GNNAE-PL", "2×30", "0.277 / 0.299", "0.037 / 0.110", "0.002 / 0.010", "−0.001 / 0.005"),
            List.of("GNNAE-PL", "3×30", "0.339 / 0.244", "0.050 / 0.094", "−0.001 / 0.011", "< / 0.005"),
            List.of("CNNAE", "55 (61.67 %)", "−0.030 / 0.042", "−0.021 / 0.017", "< / 0.017", "< / 0.003"));

    private static final List<List<String>> ANOMALIES = List.of(
            List.of("LGAE-Min-Max", "τv 2 (30.00 %)", "0.7253", "0.5706", "0.1130", "0.0011"),
            List.of("LGAE-Min-Max", "τv 4 (56.67 %)", "0.7627", "0.5832", "0.1305", "0.0007"),
            List.of("LGAE-Min-Max", "τv 7 (96.67 %)", "0.7673", "0.5932", "0.0820", "0.0009"),
            List.of("LGAE-Mix", "τv 2 (15.00 %)", "0.8023", "0.6178", "0.1662", "0.0250"),
            List.of("LGAE-Mix", "τv 4 (28.33 %)", "0.8023", "0.6257", "0.1592", "0.0229"),
            List.of("LGAE-Mix", "τv 7 (48.33 %)", "0.7967", "0.6290", "0.1562", "0.0225"),
            List.of("GNNAE-JL", "10 (11.11 %)", "0.5891", "0.1576", "0.0161", "0.0014"),
            List.of("GNNAE-JL", "40 (44.44 %)", "0.6636", "0.2293", "0.0262", "0.0013"),
            List.of("GNNAE-JL", "80 (88.89 %)", "0.7006", "0.2240", "0.0239", "0.0010"),
            List.of("GNNAE-PL", "2×30", "0.8195", "0.4435", "0.0564", "0.0042"),
            List.of("GNNAE-PL", "3×30", "0.8095", "0.4306", "0.0762", "0.0044"),
            List.of("CNNAE", "55", "0.7700", "0.2473", "0.0469", "0.0053"));

    private static final List<List<String>> SYMMETRIES = List.of(
            List.of("LGAE-Min-Max", "equivariant", "invariant"),
            List.of("LGAE-Mix", "equivariant", "none"),
            List.of("GNNAE-JL", "none", "invariant"),
            List.of("GNNAE-PL", "none", "equivariant"),
            List.of("CNNAE", "none", "none"));

    private static final List<List<String>> TIMES = List.of(
            List.of("LGAE", "35 h, at most 100 h"),
            List.of("GNNAE-PL", "50 h"),
            List.of("GNNAE-JL", "120 h"),
            List.of("CNNAE", "under 3 h"));

    private AutoencoderLiterature() {}

    /// What keeps the numbers apart, and how long the published trainings took.
    static Html warning() {
        return Html.text(WARNING).in("strong").in("p").and(times());
    }

    private static Html times() {
        return table("training times on an RTX 2080 Ti", TIMES, "network", "time");
    }

    static Html errors(JetFeature.Of of) {
        Html table = switch (of) {
            case PARTICLES ->
                table(
                        "particles, median / interquartile range",
                        PARTICLES,
                        "network",
                        "latent space",
                        "ptrel",
                        "etarel",
                        "phirel");
            case JETS ->
                table(
                        "jets, median / interquartile range",
                        JETS,
                        "network",
                        "latent space",
                        "mass",
                        "pt",
                        "eta",
                        "phi");
        };
        return table.and(Html.text(RATES).in("p", "class", "note"));
    }

    static Html anomalies() {
        return table("anomalies", ANOMALIES, "network", "latent space", "AUC", "εS at εB = 0.1", "0.01", "0.001")
                .and(Html.text(FLIPPED).in("p", "class", "note"));
    }

    static Html symmetries() {
        return table("symmetries", SYMMETRIES, "network", "Lorentz group", "permutations")
                .and(Html.text("LGAE in double precision on 3,000 jets of nearly massless particles, by the published"
                                + " measure: some 2 × 10⁻¹⁰ at γ = 1, 10⁻⁷ at 10, 2 × 10⁻⁵ at 100, 10⁻³ at 10⁴;"
                                + " rotations below 10⁻¹² (read from the figure).")
                        .in("p", "class", "note"));
    }

    static Html latents() {
        return Html.text("Published, of LGAE-Mix with τv 2: r = 0.9276, 0.9277 and 0.9162 between the imaginary part of"
                        + " the sum and px, py and pz (read from the figure).")
                .in("p", "class", "note");
    }

    static Html dataEfficiency() {
        return Html.text("Published (read from the figure): CNNAE about 1 below 1 % of the jets, 0.44 at 2 %, 0.33 at"
                        + " 10 %, 0.22 at 100 %; LGAE-Mix about 0.21, flat from 0.5 % on; LGAE-Min-Max 0.66 at 1 %,"
                        + " 0.57 at 100 %.")
                .in("p", "class", "note");
    }

    private static Html table(String title, List<List<String>> rows, String... columns) {
        List<Html> body = new ArrayList<>();
        for (List<String> row : rows) {
            List<Html> cells = new ArrayList<>(List.of(Html.element("th", Html.text(row.getFirst()))));
            row.stream().skip(1).forEach(x -> cells.add(Tables.cell(x)));
            body.add(Html.element("tr", cells));
        }
        return Html.all(
                Html.text("Published, on JetNet's own jets: " + title).in("h3"),
                Tables.table(Tables.columns(columns), body));
    }
}
