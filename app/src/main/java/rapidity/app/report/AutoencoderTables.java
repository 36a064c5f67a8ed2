package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import rapidity.app.report.AutoencoderResult.Errors;

/// The tables of a report on autoencoders.
record AutoencoderTables(Study<AutoencoderResult> study) {
    private static final String MINUS_PLUS = "Median / interquartile range of (reconstruction − jet) / jet on the test"
            + " part of the background. Particles are matched by the assignment of least distance, or by their slots"
            + " where the loss compares slots; padding is left out.";

    private static final String NETWORKS = "The loss is that of each network's own training, in its own coordinates:"
            + " networks with different losses or coordinates are not to be compared by it. Mean jet: the loss if every"
            + " jet came back as the mean of the training jets. Compression: latent numbers over those of a jet; the"
            + " published code of LGAE divides by 4 numbers for each particle and counts its scalars, the paper by 3"
            + " without. Beside them the decoder gets what the jet was divided by and, in other coordinates than plain"
            + " momenta, the momentum of the jet, which these networks need not learn. Frozen encoder: a network of the"
            + " same size whose encoder kept its initial weights.";

    private boolean seeds() {
        return study.networks().stream().anyMatch(n -> n.runs().size() > 1);
    }

    Html headline() {
        Network<AutoencoderResult> best = study.best();
        AutoencoderResult r = best.typical().result();
        List<Html> cards = new ArrayList<>();
        for (JetFeature f : List.of(JetFeature.JET_MASS, JetFeature.JET_PT, JetFeature.PARTICLE_PTREL)) {
            Errors e = r.errors().get(f);
            if (e != null) {
                String owner = f.owner() == JetFeature.Of.JETS ? "jet " : "particle ";
                cards.add(Tables.card(owner + f.key() + ": IQR of the relative error", Quantity.of(e.iqr())));
            }
        }
        Html sentence = Html.all(
                Html.text(best.label()).in("strong"),
                Html.text(" brings the jets' transverse momenta back best: half of all relative errors are below "),
                Quantity.of(best.mean(AutoencoderResult::error)),
                Html.text(". All networks were trained on " + String.join(", ", r.background())
                        + " jets alone; the anomalies are " + String.join(", ", r.signals()) + "."));
        return Html.all(
                sentence.in("p", "class", "headline"),
                Html.all(cards).in("div", "class", "cards"),
                Html.all(study.networks().stream().map(this::factors).toList()));
    }

    /// How much better than the mean jet, and than the same network with a frozen encoder.
    private Html factors(Network<AutoencoderResult> n) {
        double loss = n.mean(AutoencoderResult::loss);
        OptionalDouble mean = n.meanOf(AutoencoderResult::meanJetLoss);
        OptionalDouble frozen = frozen(n);
        if (mean.isEmpty() || n.typical().result().minimised().hasFrozenEncoder()) {
            return Html.NOTHING;
        }
        String text = "'s loss (" + n.typical().result().minimised().loss() + ") on the test jets is "
                + factor(mean.getAsDouble() / loss)
                + " than if every jet came back as the mean of the training jets"
                + (frozen.isPresent()
                        ? ", and " + factor(frozen.getAsDouble() / loss)
                                + " than that of the same network with a frozen encoder."
                        : ".");
        return Html.text(n.label()).in("strong").and(Html.text(text)).in("p");
    }

    /// What every network is and how much better than a constant answer it is.
    Html networks() {
        List<Html> head = Tables.columns(
                "network",
                "parameters",
                "steps",
                "compression, code",
                "compression, paper",
                "loss",
                "per jet",
                "mean jet",
                "factor better",
                "factor over frozen encoder",
                "µs per jet",
                "training");
        List<Html> rows = new ArrayList<>();
        for (Network<AutoencoderResult> n : study.networks()) {
            List<Html> cells = new ArrayList<>(List.of(Tables.name(n)));
            cells.add(Tables.cell(Quantity.count(n.any().parameters())));
            cells.add(Tables.cell(Quantity.count(n.any().steps())));
            for (int k = 0; k < 2; k++) {
                int own = k;
                cells.add(Tables.optional(
                        n.meanOf(r -> r.compression()[own]), x -> Html.text(Quantity.fixed(100 * x, 2) + " %")));
            }
            double loss = n.mean(AutoencoderResult::loss);
            OptionalDouble mean = n.meanOf(AutoencoderResult::meanJetLoss);
            cells.add(Tables.cell(n.typical().result().minimised().loss()));
            cells.add(Html.element("td", Quantity.of(loss, n.spread(r -> OptionalDouble.of(r.loss())))));
            cells.add(Tables.optional(mean, Quantity::of));
            cells.add(Tables.optional(mean, x -> Html.text(Quantity.fixed(x / loss, 1))));
            cells.add(Tables.optional(frozen(n), x -> Html.text(Quantity.fixed(x / loss, 1))));
            cells.add(Tables.optional(n.cost(Evaluation::secondsPerMillion), Quantity::of));
            cells.add(Tables.optional(n.cost(Evaluation::trainingSeconds), s -> Html.text(Quantity.duration(s))));
            rows.add(Html.element("tr", cells));
        }
        return Tables.table(head, rows).and(Html.text(NETWORKS).in("p", "class", "note"));
    }

    private static String factor(double better) {
        return better >= 1
                ? Quantity.fixed(better, 2) + " times smaller"
                : Quantity.fixed(1 / better, 2) + " times larger";
    }

    /// The loss of the same network with a frozen encoder, trained on the same loss in the same units.
    private OptionalDouble frozen(Network<AutoencoderResult> of) {
        AutoencoderResult own = of.typical().result();
        return study.networks().stream()
                .filter(n -> !own.minimised().hasFrozenEncoder())
                .filter(n -> {
                    AutoencoderResult other = n.typical().result();
                    return other.minimised().hasFrozenEncoder()
                            && n.any().parameters() == of.any().parameters()
                            && other.minimised().loss().equals(own.minimised().loss())
                            && other.meanJetLoss().equals(own.meanJetLoss());
                })
                .mapToDouble(n -> n.mean(AutoencoderResult::loss))
                .min();
    }

    /// Median and IQR of the relative errors of features.
    Html errors(JetFeature.Of of) {
        List<JetFeature> features = JetFeature.of(of);
        List<Html> head = new ArrayList<>(Tables.columns("network"));
        features.forEach(f -> head.addAll(Tables.columns(f.key())));
        List<Html> rows = new ArrayList<>();
        for (Network<AutoencoderResult> n : study.networks()) {
            List<Html> cells = new ArrayList<>(List.of(Tables.name(n)));
            for (JetFeature f : features) {
                boolean has =
                        n.runs().stream().allMatch(r -> r.result().errors().containsKey(f));
                cells.add(
                        has
                                ? Html.element(
                                        "td",
                                        Quantity.of(mean(n, f, Errors::median)),
                                        Html.text(" / "),
                                        Quantity.of(mean(n, f, Errors::iqr)))
                                : Tables.cell("–"));
            }
            rows.add(Html.element("tr", cells));
        }
        return Tables.table(head, rows)
                .and(Html.text(MINUS_PLUS + (seeds() ? " Means over the seeds." : ""))
                        .in("p", "class", "note"));
    }

    private static double mean(Network<AutoencoderResult> n, JetFeature f, ToDoubleFunction<Errors> number) {
        return n.mean(r ->
                number.applyAsDouble(java.util.Objects.requireNonNull(r.errors().get(f))));
    }

    /// Correlations of the latent vectors of a network with the momentum of the jet.
    Html correlations(Network<AutoencoderResult> network) {
        var all = network.typical().result().correlations();
        List<String> columns = List.of("re e", "re px", "re py", "re pz", "im e", "im px", "im py", "im pz");
        List<Html> head = new ArrayList<>(Tables.columns("latent"));
        columns.forEach(c -> head.addAll(Tables.columns(c.replace("re ", "Re ").replace("im ", "Im "))));
        List<Html> rows = new ArrayList<>();
        all.forEach((vector, numbers) -> {
            List<Html> cells = new ArrayList<>(List.of(Html.element("th", Html.text(vector))));
            columns.forEach(c -> {
                Double x = numbers.get(c);
                cells.add(Tables.cell(x == null ? "–" : Quantity.fixed(x, 3)));
            });
            rows.add(Html.element("tr", cells));
        });
        return Tables.table(head, rows);
    }
}
