package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;

/// Published results of autoencoders on JetNet.
///
/// @source arXiv:2212.07347; numbers of the reprint in R. Kansal's thesis
final class AutoencoderLiterature {
    private static final String WARNING = "These are numbers of the published JetNet data set (177,000 jets of each"
            + " kind). The jets that come with Rapidity are Pythia stand-ins in the same layout, of which there are far"
            + " fewer: numbers on them, above, are not comparable with these.";

    private static final String NOTE = "Median / interquartile range of the relative error; < stands for less than"
            + " 0.001. Percentages are the compression rates that the paper prints: LGAE over 4 numbers for each"
            + " particle, others over 3; CNNAE's 55/90 is 61.11 %, the paper prints 61.67 %. AUCs are of all signals"
            + " together; in the published code an AUC below 0.5 is flipped.";

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

    private AutoencoderLiterature() {}

    static Html html() {
        return Html.all(
                Html.text(WARNING).in("strong").in("p"),
                table("Particles", PARTICLES, "ptrel", "etarel", "phirel"),
                table("Jets", JETS, "mass", "pt", "eta", "phi"),
                table("Anomalies", ANOMALIES, "AUC", "εS at εB = 0.1", "0.01", "0.001"),
                Html.text(NOTE).in("p", "class", "note"));
    }

    private static Html table(String title, List<List<String>> rows, String... columns) {
        List<Html> head = new ArrayList<>(Tables.columns("network", "latent space"));
        head.addAll(Tables.columns(columns));
        List<Html> body = new ArrayList<>();
        for (List<String> row : rows) {
            List<Html> cells = new ArrayList<>(List.of(Html.element("th", Html.text(row.getFirst()))));
            row.stream().skip(1).forEach(x -> cells.add(Tables.cell(x)));
            body.add(Html.element("tr", cells));
        }
        return Html.element("h3", Html.text(title)).and(Tables.table(head, body));
    }
}
