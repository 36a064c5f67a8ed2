package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Mean squared errors of every run, on the test and the training part.
final class RunTable {
    private RunTable() {}

    static Html of(Study study) {
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
        for (Network network : study.networks()) {
            for (Run run : network.runs()) {
                rows.add(row(network, run.evaluation()));
            }
        }
        return ResultTable.table(head, rows);
    }

    private static Html row(Network network, Evaluation run) {
        Score test = run.test();
        List<Html> cells = new ArrayList<>();
        cells.add(Html.element(
                "th", Html.NOTHING.in("i", "class", network.colour().role()), Html.text(network.label())));
        cells.add(ResultTable.cell(Long.toString(run.seed())));
        cells.add(ResultTable.cell(Quantity.count(run.steps())));
        cells.add(ResultTable.cell(Quantity.count(test.events())));
        cells.add(Html.element("td", Quantity.of(test.mse(), test.mseError())));
        cells.add(ResultTable.optional(test.mseRaw(), Quantity::of));
        cells.add(run.train()
                .map(train -> Html.element("td", Quantity.of(train.mse(), train.mseError())))
                .orElse(ResultTable.cell("–")));
        cells.add(run.train()
                .map(train -> ResultTable.optional(train.mseRaw(), Quantity::of))
                .orElse(ResultTable.cell("–")));
        cells.add(ResultTable.optional(run.trainingSeconds(), s -> Html.text(Quantity.duration(s))));
        return Html.element("tr", cells);
    }
}
