package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import rapidity.app.report.AutoencoderResult.Anomaly;
import rapidity.app.report.AutoencoderResult.Errors;

/// The tables of a report on autoencoders.
record AutoencoderTables(Study<AutoencoderResult> study) {
    private static final String MINUS_PLUS = "Median / interquartile range of (reconstruction − jet) / jet on the test"
            + " part of the background. Particles are matched by the assignment of least distance, or by their slots"
            + " where the loss compares slots; padding is left out.";

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
                Html.text(" brings the jets' transverse momenta back with the smallest spread of the relative error, an"
                        + " interquartile range of "),
                Quantity.of(best.mean(AutoencoderResult::error)),
                Html.text(". All networks were trained on " + String.join(", ", r.background())
                        + " jets alone; the anomalies are " + String.join(", ", r.signals()) + "."));
        return sentence.in("p", "class", "headline").and(Html.all(cards).in("div", "class", "cards"));
    }

    /// What every network is and how much better than a constant answer it is.
    Html networks() {
        List<Html> head = Tables.columns(
                "network",
                "parameters",
                "steps",
                "compression, code",
                "compression, paper",
                "loss per jet",
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
            cells.add(Html.element("td", Quantity.of(loss, n.spread(r -> OptionalDouble.of(r.loss())))));
            cells.add(Tables.optional(mean, Quantity::of));
            cells.add(Tables.optional(mean, x -> Html.text(Quantity.fixed(x / loss, 1))));
            cells.add(Tables.optional(frozen(n), x -> Html.text(Quantity.fixed(x / loss, 1))));
            cells.add(Tables.optional(n.cost(Evaluation::secondsPerMillion), Quantity::of));
            cells.add(Tables.optional(n.cost(Evaluation::trainingSeconds), s -> Html.text(Quantity.duration(s))));
            rows.add(Html.element("tr", cells));
        }
        String note = "The loss is that of each network's own training, in its own coordinates: networks with different"
                + " losses or coordinates are not to be compared by it. Mean jet: the loss if every jet came back as"
                + " the mean of the training jets. Compression: latent numbers over those of a jet; the published code"
                + " of LGAE divides by 4 numbers for each particle and counts its scalars, the paper by 3 without."
                + " Frozen encoder: a network of the same kind whose encoder kept its initial weights.";
        return Tables.table(head, rows).and(Html.text(note).in("p", "class", "note"));
    }

    /// The loss of a network with a frozen encoder that is trained on the same loss in the same units.
    private OptionalDouble frozen(Network<AutoencoderResult> of) {
        AutoencoderResult own = of.typical().result();
        return study.networks().stream()
                .filter(n -> !own.minimised().hasFrozenEncoder())
                .filter(n -> {
                    AutoencoderResult other = n.typical().result();
                    return other.minimised().hasFrozenEncoder()
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

    /// Wasserstein distances of the distributions of features.
    Html wasserstein() {
        List<Html> head = new ArrayList<>(Tables.columns("network"));
        List<JetFeature> features = List.of(JetFeature.values()).stream()
                .filter(f ->
                        study.runs().stream().anyMatch(r -> w1(r.result(), f).isPresent()))
                .toList();
        features.forEach(
                f -> head.addAll(Tables.columns((f.owner() == JetFeature.Of.JETS ? "jet " : "particle ") + f.key())));
        List<Html> rows = new ArrayList<>();
        for (Network<AutoencoderResult> n : study.networks()) {
            List<Html> cells = new ArrayList<>(List.of(Tables.name(n)));
            features.forEach(f -> cells.add(Tables.optional(n.meanOf(r -> w1(r, f)), Quantity::of)));
            rows.add(Html.element("tr", cells));
        }
        String note = "W₁ between the distributions of jets and reconstructions, in GeV for masses and momenta, without"
                + " unit for ratios and angles: 0 for perfect distributions, whatever single jets do.";
        return Tables.table(head, rows).and(Html.text(note).in("p", "class", "note"));
    }

    private static OptionalDouble w1(AutoencoderResult r, JetFeature f) {
        Errors e = r.errors().get(f);
        return e == null ? OptionalDouble.empty() : e.w1();
    }

    /// AUC and signal efficiencies of all scores of one network, best first.
    Html anomalies(Network<AutoencoderResult> network, String part) {
        AutoencoderResult r = network.typical().result();
        List<String> signals = new ArrayList<>(r.signals());
        signals.add(AutoencoderResult.JOINT);
        List<Html> head = new ArrayList<>(Tables.columns("score"));
        signals.forEach(s -> head.addAll(Tables.columns("AUC " + s)));
        head.addAll(Tables.columns("flipped", "εS at εB = 0.1", "0.01", "0.001"));
        List<String> ranked = r.scores().stream()
                .sorted((a, b) -> Double.compare(joint(r, b, part), joint(r, a, part)))
                .toList();
        List<Html> rows = new ArrayList<>();
        for (String score : ranked) {
            List<Html> cells = new ArrayList<>(List.of(Html.element("th", Html.text(score))));
            for (String signal : signals) {
                Optional<Anomaly> a = r.anomaly(score, signal, part);
                cells.add(Html.element(
                        "td",
                        a.map(x -> Quantity.of(x.auc(), OptionalDouble.of(x.error())))
                                .orElse(Html.text("–"))));
            }
            double auc = joint(r, score, part);
            cells.add(Tables.cell(auc < 0.5 ? Quantity.fixed(1 - auc, 3) : "no"));
            Optional<Anomaly> a = r.anomaly(score, AutoencoderResult.JOINT, part);
            for (int k = 0; k < 3; k++) {
                int own = k;
                cells.add(Tables.cell(
                        a.map(x -> Quantity.fixed(x.efficiencies()[own], 3)).orElse("–")));
            }
            rows.add(Html.element("tr", cells));
        }
        return Tables.table(head, rows);
    }

    private static double joint(AutoencoderResult r, String score, String part) {
        return r.anomaly(score, AutoencoderResult.JOINT, part).map(Anomaly::auc).orElse(Double.NaN);
    }

    /// The best score of each network, and the mass of the jet, for all signals together.
    Html bestAnomalies() {
        List<Html> head = Tables.columns(
                "network", "best score", "joint AUC", "εS at εB = 0.1", "0.01", "0.001", "AUC of the jet mass alone");
        List<Html> rows = new ArrayList<>();
        for (Network<AutoencoderResult> n : study.networks()) {
            AutoencoderResult r = n.typical().result();
            Optional<Anomaly> best = r.anomalies().stream()
                    .filter(a -> a.signal().equals(AutoencoderResult.JOINT)
                            && a.part().equals("all"))
                    .filter(a -> !a.score().equals(AutoencoderResult.JET_MASS))
                    .max((a, b) -> Double.compare(a.auc(), b.auc()));
            if (best.isEmpty()) {
                continue;
            }
            List<Html> cells = new ArrayList<>(List.of(Tables.name(n)));
            cells.add(Tables.cell(best.get().score()));
            cells.add(Html.element(
                    "td",
                    Quantity.of(best.get().auc(), OptionalDouble.of(best.get().error()))));
            for (double e : best.get().efficiencies()) {
                cells.add(Tables.cell(Quantity.fixed(e, 4)));
            }
            double mass = joint(r, AutoencoderResult.JET_MASS, "all");
            cells.add(Tables.cell(Quantity.fixed(mass, 4)));
            rows.add(Html.element("tr", cells));
        }
        return Tables.table(head, rows);
    }

    /// A sentence about the mass of the jet beside the scores of the networks.
    Html massSentence() {
        double mass = study.runs().stream()
                .mapToDouble(r -> joint(r.result(), AutoencoderResult.JET_MASS, "all"))
                .max()
                .orElse(Double.NaN);
        double best = study.runs().stream()
                .flatMap(r -> r.result().anomalies().stream())
                .filter(a ->
                        a.signal().equals(AutoencoderResult.JOINT) && a.part().equals("all"))
                .filter(a -> !a.score().equals(AutoencoderResult.JET_MASS))
                .mapToDouble(Anomaly::auc)
                .max()
                .orElse(Double.NaN);
        String text = mass > best
                ? "On these jets the mass of the jet alone, without any network, beats every reconstruction score: an"
                        + " AUC of " + Quantity.fixed(mass, 3) + " against " + Quantity.fixed(best, 3)
                        + " at best, all signals together."
                : "The mass of the jet alone, without any network, reaches an AUC of " + Quantity.fixed(mass, 3)
                        + ", the best reconstruction score " + Quantity.fixed(best, 3) + ", all signals together.";
        return Html.text(text).in("strong").in("p");
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
