package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;

/// Published results on the public data sets, for comparison with runs on the same data.
///
/// @param title of the table
/// @param columns names of the numbers
/// @param rows results
record Literature(String title, List<String> columns, List<Row> rows) {
    /// @param numbers as published; `–` where none is
    /// @param source where they are published
    record Row(String network, List<String> numbers, String source) {}

    private static final String LGATR = "arXiv:2405.14806, Table 1";
    private static final String SLIM = "arXiv:2608.02735, Table 4";
    private static final String FINE_TUNED = "arXiv:2411.00446, Table 2";
    private static final String LLOCA = "arXiv:2505.20280, Table 1";

    /// Top tagging: accuracy, AUC, 1/eps_B at eps_S = 0.5 and 0.3.
    static final Literature TOPS = new Literature(
            "Published on the public top-tagging data set",
            List.of("accuracy", "AUC", "1/εB at εS = 0.5", "1/εB at εS = 0.3"),
            List.of(
                    row("L-GATr", LGATR, "0.9423 ± 0.0002", "0.9870 ± 0.0001", "540 ± 20", "2240 ± 70"),
                    row("L-GATr-slim", SLIM, "0.9420", "0.9869", "546", "2264 ± 93"),
                    row("L-GATr, fine-tuned", FINE_TUNED, "–", "–", "–", "2894"),
                    row("L-GATr-slim, fine-tuned", SLIM, "0.9442", "0.9879", "655 ± 5", "2927 ± 70"),
                    row("PELICAN", LGATR, "0.9426 ± 0.0002", "0.9870 ± 0.0001", "–", "2250 ± 75"),
                    row("CGENN", LGATR, "0.942", "0.9869", "500", "2172"),
                    row("LorentzNet", LGATR, "0.942", "0.9868", "498 ± 18", "2195 ± 173"),
                    row("ParT", LGATR, "0.940", "0.9858", "413 ± 16", "1602 ± 81"),
                    row("ParticleNet", LGATR, "0.940", "0.9858", "397 ± 7", "1615 ± 93"),
                    row("Transformer", SLIM, "0.9393", "0.9855", "389", "1613"),
                    row("PFN", LGATR, "0.932", "0.9819", "247 ± 3", "888 ± 17"),
                    row("TopoDNN", LGATR, "0.916", "0.972", "–", "295 ± 5")));

    /// JetClass: accuracy and mean AUC.
    static final Literature JETCLASS = new Literature(
            "Published on JetClass with 100 million jets",
            List.of("accuracy", "AUC"),
            List.of(
                    row("L-GATr", LLOCA, "0.866", "0.9885"),
                    row("L-GATr-slim", "arXiv:2608.02735, Table 2", "0.866", "0.9885"),
                    row("LLoCa-Transformer", LLOCA, "0.864", "0.9882"),
                    row("ParT", LLOCA, "0.861", "0.9877"),
                    row("MIParT-L", LLOCA, "0.861", "0.9878"),
                    row("Transformer", LLOCA, "0.855", "0.9867"),
                    row("LorentzNet", LLOCA, "0.847", "0.9856"),
                    row("ParticleNet", LLOCA, "0.844", "0.9849"),
                    row("P-CNN", LLOCA, "0.809", "0.9789"),
                    row("PFN", LLOCA, "0.772", "0.9714")));

    private static final String WARNING = "These are numbers of the published data sets. They are comparable with the"
            + " table above only if the runs of this report were trained and tested on the same data; the samples that"
            + " come with Rapidity are small stand-ins in the same layout, and are not.";

    private static final String SECOND_HAND =
            " Numbers of arXiv:2608.02735, 2512.17011 and 2411.00446 are second-hand.";

    private static final int JETCLASS_CLASSES = 10;

    private static Row row(String network, String source, String... numbers) {
        return new Row(network, List.of(numbers), source);
    }

    /// What is published for these classes; nothing for most.
    static List<Literature> of(List<String> classes) {
        if (classes.equals(List.of("qcd", "top"))) {
            return List.of(TOPS);
        }
        boolean jetClass = classes.size() == JETCLASS_CLASSES && classes.contains("Hbb");
        return jetClass ? List.of(JETCLASS) : List.of();
    }

    Html html() {
        List<Html> head = new ArrayList<>(Tables.columns("network"));
        columns.forEach(name -> head.addAll(Tables.columns(name)));
        head.addAll(Tables.columns("source"));
        List<Html> body = new ArrayList<>();
        for (Row row : rows) {
            List<Html> cells = new ArrayList<>(List.of(Html.element("th", Html.text(row.network))));
            row.numbers.forEach(number -> cells.add(Tables.cell(number)));
            cells.add(Tables.cell(row.source));
            body.add(Html.element("tr", cells));
        }
        return Html.all(
                Html.text(WARNING).in("strong").in("p"),
                Html.element("h3", Html.text(title)),
                Tables.table(head, body),
                Html.text("εS: efficiency of the signal, εB: of the background." + SECOND_HAND)
                        .in("p", "class", "note"));
    }
}
