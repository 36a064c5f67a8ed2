package rapidity.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rapidity.app.study.AmplitudeScore;
import rapidity.app.study.AutoencoderScore;
import rapidity.app.study.Evaluation;
import rapidity.app.study.GenerationScore;
import rapidity.app.study.TaggingScore;
import tools.jackson.databind.JsonNode;

/// Evaluations as a table for people.
record EvaluationText(PrintWriter out) {
    private static final int MOST_COLUMNS = 8;
    private static final int SHORTEST_NAME = 24;

    /// @param rows of one task, at least one
    void print(List<Evaluation> rows) {
        out.println("on " + rows.getFirst().data());
        switch (rows.getFirst().score()) {
            case AmplitudeScore s -> amplitudes(rows);
            case TaggingScore s -> jets(rows, List.copyOf(s.numbers().keySet()));
            case AutoencoderScore s -> new AutoencoderText(out).print(rows);
            case GenerationScore s -> generators(rows);
        }
    }

    private void amplitudes(List<Evaluation> rows) {
        String name = nameColumn(rows);
        out.printf(
                name + " %10s  %-23s %10s %8s %8s %8s%n",
                "",
                "parameters",
                "MSE of z",
                "MSE of A",
                "<1e-3",
                "<1e-2",
                "<1e-1");
        for (Evaluation r : rows) {
            if (r.score() instanceof AmplitudeScore s) {
                out.printf(
                        Locale.ROOT,
                        name + " %10d  %.4e +- %.1e   %10.3e %7.2f%% %7.2f%% %7.2f%%%n",
                        r.name(),
                        r.parameters(),
                        s.mse(),
                        s.mseError(),
                        s.mseRaw(),
                        100 * s.within()[0],
                        100 * s.within()[1],
                        100 * s.within()[2]);
            }
        }
        out.println("z = standardised ln A; last columns: share of events with |A_predicted - A| < bound * A");
    }

    private void jets(List<Evaluation> rows, List<String> all) {
        List<String> columns = all.stream().limit(MOST_COLUMNS).toList();
        String nameColumn = nameColumn(rows);
        out.printf(nameColumn + " %10s", "", "parameters");
        columns.forEach(name -> out.printf("  %-18s", name));
        out.println();
        for (Evaluation r : rows) {
            if (r.score() instanceof TaggingScore s) {
                out.printf(nameColumn + " %10d", r.name(), r.parameters());
                columns.forEach(name -> out.printf("  %-18s", number(s.numbers(), name)));
                out.println();
            }
        }
        out.println("rejection-X: 1/eps_B of the background at eps_S = X, or of the first class by class X;"
                + " ~ where too few jets of the background are left for an error");
    }

    private void generators(List<Evaluation> rows) {
        String name = nameColumn(rows);
        out.printf(name + " %10s  %-12s %-18s %-18s%n", "", "parameters", "process", "judge's AUC", "NLL");
        for (Evaluation r : rows) {
            for (JsonNode p : r.score().json().path("processes")) {
                out.printf(
                        Locale.ROOT,
                        name + " %10d  %-12s %-18s %s%n",
                        r.name(),
                        r.parameters(),
                        p.path("process").asString(""),
                        measured(p, "auc", 4),
                        measured(p, "nll", 3));
            }
        }
        out.println("AUC 0.5: the judge cannot tell the events from true ones; NLL with momenta in units of the model");
    }

    private static String measured(JsonNode of, String name, int decimals) {
        String number = "%." + decimals + "f";
        return of.has(name)
                ? String.format(
                        Locale.ROOT,
                        number + " +- " + number,
                        of.path(name).doubleValue(),
                        of.path(name + "-error").doubleValue())
                : "-";
    }

    /// As wide as the longest name.
    private static String nameColumn(List<Evaluation> rows) {
        int longest = rows.stream().mapToInt(r -> r.name().length()).max().orElse(0);
        return "%-" + Math.max(SHORTEST_NAME, longest) + "s";
    }

    static String number(Map<String, TaggingScore.Measured> numbers, String name) {
        TaggingScore.Measured m = numbers.get(name);
        if (m == null) {
            return "no background left";
        }
        boolean fewLeft = !(m.error() > 0 && m.error() < m.value());
        if (name.startsWith("rejection-") && fewLeft) {
            return String.format(Locale.ROOT, "~%.0f", m.value());
        }
        int decimals = m.error() > 0 ? Math.clamp(1 - (int) Math.floor(Math.log10(m.error())), 0, 6) : 4;
        String error = m.error() > 0 ? String.format(Locale.ROOT, " +- %." + decimals + "f", m.error()) : "";
        return String.format(Locale.ROOT, "%." + decimals + "f", m.value()) + error;
    }
}
