package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import rapidity.metrics.Estimate;

/// How far the set of reconstructions is from the set of jets, whatever single jets do, beside how far as many other
/// jets are from it.
///
/// @source arXiv:2106.11535 (W1), arXiv:2211.10295 (FPD, KPD)
record DistanceTables(Study<AutoencoderResult> study) {
    private static final String NOTE = "W₁ between the distributions of test jets and of their reconstructions, in GeV"
            + " for masses and momenta, without unit for ratios and angles; W₁ of energy flow polynomials is the mean"
            + " over the prime ones of four vertices and four edges; FPD and KPD, Frechet and kernel distance, use the"
            + " 36 polynomials of at most four edges, with particles relative to their jet. Values are means over"
            + " batches drawn with replacement, as large as the sample, ± their spread: a perfect set has about the"
            + " values of the last line, training jets instead of reconstructions, not 0. Images have too many pixels"
            + " for the polynomials.";

    private static final String SETS = "w1-efp";

    Html html() {
        List<String> keys = study.runs().stream()
                .flatMap(r -> r.result().distances().reconstructions().keySet().stream())
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            return Html.text("The runs say nothing of it.").in("p");
        }
        int sets = keys.indexOf(SETS) < 0 ? keys.size() : keys.indexOf(SETS);
        return Html.all(
                table(keys.subList(0, sets)),
                sets < keys.size() ? table(keys.subList(sets, keys.size())) : Html.NOTHING,
                Html.text(NOTE).in("p", "class", "note"));
    }

    private Html table(List<String> keys) {
        List<Html> head = new ArrayList<>(Tables.columns("network"));
        keys.forEach(key -> head.addAll(Tables.columns(name(key))));
        List<Html> rows = new ArrayList<>();
        for (Network<AutoencoderResult> n : study.networks()) {
            rows.add(row(Tables.name(n), n, keys, r -> r.distances().reconstructions()));
        }
        Network<AutoencoderResult> first = study.networks().getFirst();
        Html training = Html.element("th", Html.text("training jets"));
        rows.add(row(training, first, keys, r -> r.distances().trainingJets()));
        return Tables.table(head, rows);
    }

    private static String name(String key) {
        return switch (key) {
            case SETS -> "W₁ of polynomials";
            case "fpd" -> "FPD";
            case "kpd" -> "KPD";
            default ->
                key.substring("w1-".length()).replace("particles-", "particle ").replace("jets-", "jet ");
        };
    }

    /// Means over the seeds, with the larger of their spread and of the error of one run.
    private static Html row(
            Html name,
            Network<AutoencoderResult> n,
            List<String> keys,
            Function<AutoencoderResult, Map<String, Estimate>> of) {
        List<Html> cells = new ArrayList<>(List.of(name));
        for (String key : keys) {
            Function<AutoencoderResult, OptionalDouble> value = number(of, key, Estimate::value);
            OptionalDouble own = n.meanOf(number(of, key, Estimate::error));
            OptionalDouble spread = n.spread(value);
            OptionalDouble error = spread.orElse(0) > own.orElse(0) ? spread : own;
            cells.add(Tables.optional(n.meanOf(value), x -> Quantity.of(x, error)));
        }
        return Html.element("tr", cells);
    }

    private static Function<AutoencoderResult, OptionalDouble> number(
            Function<AutoencoderResult, Map<String, Estimate>> of, String key, Function<Estimate, Double> which) {
        return r -> of.apply(r).containsKey(key)
                ? OptionalDouble.of(
                        which.apply(Objects.requireNonNull(of.apply(r).get(key))))
                : OptionalDouble.empty();
    }
}
