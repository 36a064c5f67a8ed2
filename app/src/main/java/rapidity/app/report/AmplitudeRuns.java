package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Mean squared errors of every run, on the test and the training part.
final class AmplitudeRuns {
    private AmplitudeRuns() {}

    static Html of(Study<AmplitudeResult> study) {
        List<Html> head = Stream.of(
                        "network",
                        "seed",
                        "steps",
                        "test events",
                        "test MSE",
                        "test MSE of A",
                        "train MSE",
                        "train MSE of A",
                        "training")
                .map(name -> Html.element("th", Html.text(name)))
                .toList();
        List<Html> rows = new ArrayList<>();
        for (Network<AmplitudeResult> network : study.networks()) {
            for (Run<AmplitudeResult> run : network.runs()) {
                rows.add(row(network, run));
            }
        }
        return Tables.table(head, rows);
    }

    private static Html row(Network<AmplitudeResult> network, Run<AmplitudeResult> run) {
        AmplitudeScore test = run.result().test();
        List<Html> cells = new ArrayList<>();
        cells.add(Tables.name(network));
        cells.add(Tables.cell(Long.toString(run.evaluation().seed())));
        cells.add(Tables.cell(Quantity.count(run.evaluation().steps())));
        cells.add(Tables.cell(Quantity.count(test.events())));
        cells.add(Html.element("td", Quantity.of(test.mse(), test.mseError())));
        cells.add(Tables.optional(test.mseRaw(), Quantity::of));
        cells.add(run.result()
                .train()
                .map(train -> Html.element("td", Quantity.of(train.mse(), train.mseError())))
                .orElse(Tables.cell("–")));
        cells.add(run.result()
                .train()
                .map(train -> Tables.optional(train.mseRaw(), Quantity::of))
                .orElse(Tables.cell("–")));
        cells.add(Tables.optional(run.evaluation().trainingSeconds(), s -> Html.text(Quantity.duration(s))));
        return Html.element("tr", cells);
    }
}
