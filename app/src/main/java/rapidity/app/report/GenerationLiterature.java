package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;

/// Published results of generators of t tbar + jets.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.3, Table 2 and Fig. 5
final class GenerationLiterature {
    private static final String WARNING = "Published numbers are of the published data set, some 10 million events of"
            + " t tbar and 0.5 million with four further jets. The sample that comes with Rapidity is a small stand-in"
            + " in the same layout, of another simulation: numbers on it are not to be compared with these.";

    private static final List<List<String>> NUMBERS = List.of(
            List.of("L-GATr, Riemannian paths", "−32.65 ± 0.01", "0.51 to 0.56, by process"),
            List.of("L-GATr, Euclidean paths", "−30.11 ± 0.98", "–"),
            List.of("Transformer, MLP", "–", "0.58 to 0.85, by process"));

    private static final String NOTE = """
            Momenta in units of 206.6 GeV. Divided by the number of particles the published NLL are −5.5 to −5.3 for \
            0 to 4 further jets (read from a figure), L-GATr's the least for each. The paper also has a flow over \
            E(3)-GATr, which Rapidity has not.""";

    private GenerationLiterature() {}

    static Html html() {
        List<Html> rows = new ArrayList<>();
        for (List<String> row : NUMBERS) {
            List<Html> cells = new ArrayList<>(List.of(Html.element("th", Html.text(row.getFirst()))));
            row.stream().skip(1).forEach(x -> cells.add(Tables.cell(x)));
            rows.add(Html.element("tr", cells));
        }
        return Html.all(
                Html.text("Published (arXiv:2405.14806)").in("h3"),
                Html.text(WARNING).in("strong").in("p"),
                Tables.table(Tables.columns("network", "NLL of ttbar+0jet", "judge's AUC"), rows),
                Html.text(NOTE).in("p", "class", "note"));
    }
}
