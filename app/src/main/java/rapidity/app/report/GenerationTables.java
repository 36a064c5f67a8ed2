package rapidity.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Tables of generators.
record GenerationTables(Study<GenerationResult> study) {
    private static final int WORST = 12;

    private static final String NOTE = """
            AUC: area under the curve of a classifier that is trained to tell generated from true events, on events \
            that it has not seen; far from 0.5 on either side they differ. NLL: mean of -ln p over true events, \
            momenta in units of the model, before events outside of the cuts are rejected. An observable agrees if χ² \
            of its histograms is less than two standard deviations above its mean. Rejected: events made besides \
            those asked for, outside of the cuts, spacelike or not converged. Values are means over the seeds, errors \
            are statistical.""";

    private static final String WORST_ONES = """
            The observables that the best network describes worst. W₁: Wasserstein distance, of masses and transverse \
            momenta in GeV. χ² / dof: of histograms over the central 99 % of the true events; a dash where none of the \
            generated ones is there.""";

    Html headline() {
        Network<GenerationResult> best = study.best();
        List<GenerationResult.Process> all = best.typical().result().processes();
        List<Html> parts = new ArrayList<>();
        parts.add(Html.text("A judge tells events of "));
        parts.add(Html.text(best.label()).in("strong"));
        parts.add(Html.text(" from true ones with an AUC of "));
        for (int i = 0; i < all.size(); i++) {
            parts.add(auc(best, i));
            parts.add(Html.text(
                    " (" + all.get(i).name() + ")" + (i < all.size() - 1 ? ", " : "; 0.5 would be a guess.")));
        }
        return Html.all(parts).in("p", "class", "headline");
    }

    private static Html auc(Network<GenerationResult> n, int process) {
        double error = n.typical().result().processes().get(process).aucError();
        return Quantity.of(n.mean(r -> r.processes().get(process).auc()), OptionalDouble.of(error));
    }

    /// A row for each network and process.
    Html results() {
        List<Html> head = Tables.columns(
                "network",
                "process",
                "parameters",
                "steps",
                "seeds",
                "judge's AUC",
                "NLL",
                "density not found",
                "observables that agree",
                "rejected",
                "training");
        List<Html> rows = new ArrayList<>();
        for (Network<GenerationResult> n : study.networks()) {
            for (int i = 0; i < n.typical().result().processes().size(); i++) {
                rows.add(row(n, i).in("tr", "class", n.equals(study.best()) ? "best" : ""));
            }
        }
        return Tables.table(head, rows).and(Html.text(NOTE).in("p", "class", "note"));
    }

    private static Html row(Network<GenerationResult> n, int process) {
        Evaluation any = n.any();
        GenerationResult.Process p = n.typical().result().processes().get(process);
        List<Html> cells = new ArrayList<>();
        cells.add(Tables.name(n));
        cells.add(Tables.cell(p.name()));
        cells.add(Tables.cell(Quantity.count(any.parameters())));
        cells.add(Tables.cell(Quantity.count(any.steps())));
        cells.add(Tables.cell(Integer.toString(n.runs().size())));
        cells.add(Html.element("td", auc(n, process)));
        cells.add(Tables.optional(n.meanOf(r -> r.processes().get(process).nll()), x -> Quantity.of(x, p.nllError())));
        cells.add(Tables.cell(Quantity.count(p.failed())));
        cells.add(Tables.cell(p.agreeing() + " of " + p.distances().size()));
        long made = p.rejected() + p.generated();
        cells.add(Html.element(
                "td", Quantity.percent((double) p.rejected() / made, made).and(Html.text(" %"))));
        cells.add(Tables.optional(n.cost(Evaluation::trainingSeconds), s -> Html.text(Quantity.duration(s))));
        return Html.all(cells);
    }

    /// The observables that the best network describes worst, by chi^2; without one it has made nothing where the true
    /// events are.
    Html distances(int process) {
        Network<GenerationResult> best = study.best();
        List<GenerationResult.Distance> all =
                best.typical().result().processes().get(process).distances();
        int[] worst = IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -all.get(i).chi2().orElse(Double.MAX_VALUE)))
                .limit(WORST)
                .mapToInt(i -> i)
                .toArray();
        List<Html> head = new ArrayList<>(Tables.columns("observable"));
        study.networks().forEach(n -> head.addAll(Tables.columns(n.label() + ": W₁", "χ² / dof")));
        List<Html> rows = new ArrayList<>();
        for (int i : worst) {
            List<Html> cells = new ArrayList<>(List.of(Tables.cell(all.get(i).name())));
            for (Network<GenerationResult> n : study.networks()) {
                GenerationResult.Distance d = n.typical()
                        .result()
                        .processes()
                        .get(process)
                        .distances()
                        .get(i);
                cells.add(Html.element("td", Quantity.of(d.w1(), OptionalDouble.of(d.error()))));
                cells.add(Tables.optional(
                        d.chi2(), x -> Quantity.of(x / Math.max(1, d.freedom().orElse(1)))));
            }
            rows.add(Html.element("tr", cells));
        }
        return Tables.table(head, rows).and(Html.text(WORST_ONES).in("p", "class", "note"));
    }
}
