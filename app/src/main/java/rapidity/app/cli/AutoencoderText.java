package rapidity.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import rapidity.app.study.AutoencoderScore;
import rapidity.app.study.Evaluation;
import tools.jackson.databind.JsonNode;

/// Evaluations of autoencoders as tables for people.
record AutoencoderText(PrintWriter out) {
    void print(List<Evaluation> rows) {
        for (Evaluation r : rows) {
            if (r.score() instanceof AutoencoderScore s) {
                out.printf(Locale.ROOT, "%s, %d parameters%n", r.name(), r.parameters());
                losses(s.json());
                features(s.json().path("test"), "particles", "particle");
                features(s.json().path("test"), "jets", "jet");
                distances(s.json().path("distances").path("reconstructions"));
                anomalies(s.json());
            }
        }
    }

    private void losses(JsonNode r) {
        JsonNode test = r.path("test");
        double loss = test.path("loss").doubleValue();
        out.printf(Locale.ROOT, "  %s loss per jet %.6g", r.path("minimised").asString(""), loss);
        if (test.has("mean-jet-loss")) {
            double mean = test.path("mean-jet-loss").doubleValue();
            out.printf(Locale.ROOT, "; if all jets were the mean jet %.6g, %.1f times as much", mean, mean / loss);
        }
        out.println();
        JsonNode c = r.path("compression");
        out.printf(
                Locale.ROOT,
                "  compression %.2f %% as the published code counts, %.2f %% as the paper says%n",
                100 * c.path("code").doubleValue(),
                100 * c.path("paper").doubleValue());
    }

    private void features(JsonNode test, String group, String word) {
        test.path(group)
                .properties()
                .forEach(f -> out.printf(
                        Locale.ROOT,
                        "  %-8s %-7s relative error: median %10.3g, IQR %10.3g%n",
                        word,
                        f.getKey(),
                        f.getValue().path("median").doubleValue(),
                        f.getValue().path("iqr").doubleValue()));
    }

    private void distances(JsonNode r) {
        r.properties()
                .forEach(d -> out.printf(
                        Locale.ROOT,
                        "  %-21s %10.3g +- %.1g%n",
                        d.getKey(),
                        d.getValue().path("value").doubleValue(),
                        d.getValue().path("error").doubleValue()));
    }

    private void anomalies(JsonNode r) {
        if (r.path("anomalies").isEmpty()) {
            return;
        }
        out.printf("  %-44s %-6s %-16s %s%n", "anomaly score", "signal", "AUC", "eps_s at eps_b 0.1, 0.01, 0.001");
        for (JsonNode a : r.path("anomalies")) {
            if (a.path("part").asString("").equals("all")) {
                out.printf(
                        Locale.ROOT,
                        "  %-44s %-6s %.4f +- %.4f %-17s %-17s %s%n",
                        a.path("score").asString(""),
                        a.path("signal").asString(""),
                        a.path("auc").doubleValue(),
                        a.path("auc-error").doubleValue(),
                        efficiency(a, "eps-0.1"),
                        efficiency(a, "eps-0.01"),
                        efficiency(a, "eps-0.001"));
            }
        }
    }

    /// Nothing where less than one jet of the background would be left.
    private static String efficiency(JsonNode a, String name) {
        return a.has(name)
                ? String.format(
                        Locale.ROOT,
                        "%.4f +- %.4f",
                        a.path(name).doubleValue(),
                        a.path(name + "-error").doubleValue())
                : "-";
    }
}
