package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rapidity.app.report.DeviationFigure.Comparison;
import rapidity.app.report.DeviationFigure.Target;
import rapidity.app.report.figure.Axis.Scale;
import rapidity.app.report.figure.Figure;
import rapidity.data.format.WhenExists;

/// The report of an amplitude study: how well networks predict the squared matrix element of a process.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.1 and its public code (metrics and histograms)
public final class AmplitudeReport implements Report {
    static final String TASK = "amplitudes";

    private static final String LOSS = "mean squared error of standardised ln A";

    private static final String LOSSES = """
            Mean squared error of the standardised logarithm of the amplitude against the optimiser step. \
            Strong lines: validation. Faint lines: training, averaged over neighbouring steps.""";

    private static final String LOSSES_OF_SEEDS =
            " Lines are means over the seeds, bands reach from the best to the worst seed.";

    private static final String ACCURACY = """
            Fraction of test events whose amplitude is predicted with a relative deviation below x. Curves further \
            left are better. Bands are statistical errors.""";

    private static final String TRUTH = """
            Upper panels: test events, with the diagonal dashed. Lower panels: median (line), central 68 % (dark \
            band) and central 95 % (light band) of Δ = (predicted − true) / true of the squared \
            amplitude, in slices of the true value.""";

    private static final String SPECTRUM = """
            Exact values of the test and training part and the prediction for the test part. The grey band is the \
            statistical error of the test part.""";

    private static final String MULTIPLICITY = """
            Test error against the number of gluons: solid lines are networks that learn one process each, dashed \
            ones have learnt several jointly. Each process has a standardisation of its own. Points are means over \
            the seeds with their spread, or of one seed with its statistical error.""";

    private static final String TRAINING_SIZE = """
            Test error against the number of training events, on the same test events. Points are means over the \
            seeds with their spread, or of one seed with its statistical error. The figures below, and the \
            comparison above, are of the networks with the most events.""";

    private final Study<AmplitudeResult> study;
    private final List<Network<AmplitudeResult>> drawn;

    private AmplitudeReport(Study<AmplitudeResult> study) {
        this.study = AmplitudeTrend.coloured(study);
        this.drawn = AmplitudeTrend.trained(this.study);
    }

    static AmplitudeReport read(List<Path> paths) throws IOException {
        return new AmplitudeReport(Study.read(paths, "process", AmplitudeResult::read));
    }

    @Override
    public void write(Path html, WhenExists whenExists) throws IOException {
        FigureFiles files = FigureFiles.beside(html, whenExists);
        Amplitude amplitude = new Amplitude(study.subject());
        Page page = new Page(Html.text("Amplitudes of ").and(amplitude.html()), "Amplitudes of " + study.subject());
        List<String> processes = AmplitudeTrend.processes(study);
        boolean one = processes.size() == 1;
        Html differences = one
                ? Differences.html(new Study<>(study.subject(), drawn, study.configuration()), "test MSE")
                : Html.NOTHING;
        page.section(
                "results", "Results", Html.all(AmplitudeTable.headline(study), AmplitudeTable.of(study), differences));
        trend(page, files, "Multiplicities", AmplitudeTrend.ofMultiplicity(study), MULTIPLICITY);
        trend(page, files, "Data efficiency", AmplitudeTrend.ofTrainingSize(study), TRAINING_SIZE);
        List<Network<AmplitudeResult>> trained = LossFigure.shown(drawn);
        if (!trained.isEmpty()) {
            page.section("losses", "Loss curves", losses(files, trained));
        }
        for (String process : processes) {
            List<Network<AmplitudeResult>> of = AmplitudeTrend.drawn(study, process).stream()
                    .filter(n -> n.typical().result().predictions().isPresent())
                    .toList();
            if (!of.isEmpty() && one) {
                distributions(files, of, process, "")
                        .forEach((heading, figure) -> page.section(id(heading), heading, figure));
                page.section("deviation", "Relative deviation", deviations(files, Target.AMPLITUDE));
                page.section("standardised", "Deviation of the logarithm", deviations(files, Target.STANDARDISED));
            } else if (!of.isEmpty()) {
                List<Html> parts = new ArrayList<>();
                distributions(files, of, process, "-" + process).forEach((heading, figure) -> {
                    parts.add(Html.element("h3", Html.text(heading)));
                    parts.add(figure);
                });
                page.section(process, process, Html.all(parts));
            }
        }
        page.section("runs", "Every run", AmplitudeRuns.of(study));
        page.section("provenance", "Provenance", ProvenanceSection.of(study));
        FigureFiles.write(html, page.html().markup().getBytes(UTF_8), whenExists);
    }

    private static String id(String heading) {
        return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /// @param networks with their predictions for a process
    /// @param suffix of the names of figures
    private Map<String, Html> distributions(
            FigureFiles files, List<Network<AmplitudeResult>> networks, String process, String suffix)
            throws IOException {
        Amplitude amplitude = new Amplitude(process);
        Map<String, Html> r = new LinkedHashMap<>();
        r.put("Accuracy", shown(files, AccuracyFigure.of(networks), suffix, ACCURACY));
        r.put("Predicted against true", shown(files, TruthFigure.of(networks, amplitude), suffix, TRUTH));
        r.put("Distributions", shown(files, SpectrumFigure.of(networks, amplitude), suffix, SPECTRUM));
        return r;
    }

    private static void trend(Page page, FigureFiles files, String heading, Optional<ErrorTrend> trend, String caption)
            throws IOException {
        if (trend.isPresent()) {
            Html figure = files.show(trend.get().figure(), Html.text(caption));
            page.section(trend.get().name(), heading, figure.and(trend.get().table()));
        }
    }

    private Html shown(FigureFiles files, Figure figure, String suffix, String caption) throws IOException {
        return files.show(figure.named(figure.name() + suffix), Html.text(caption + typical()));
    }

    private static Html losses(FigureFiles files, List<Network<AmplitudeResult>> networks) throws IOException {
        boolean seeds = networks.stream().anyMatch(n -> n.runs().size() > 1);
        Html caption = Html.text(seeds ? LOSSES + LOSSES_OF_SEEDS : LOSSES);
        return files.live(LossFigure.of(networks, LOSS), LiveLosses.of(networks, LOSS), caption);
    }

    private Html deviations(FigureFiles files, Target target) throws IOException {
        String of = target == Target.AMPLITUDE ? "squared amplitude" : "standardised logarithm (which crosses zero)";
        Html caption = Html.text("Δ = (predicted − true) / true of the " + of
                + "; each histogram is divided by its number of events. Bands are statistical errors." + typical());
        List<Html> parts = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            Figure linear = new DeviationFigure(target, comparison, Scale.LINEAR).of(drawn);
            Figure logarithmic = new DeviationFigure(target, comparison, Scale.LOGARITHMIC).of(drawn);
            parts.add(Html.element("h3", Html.text(comparison.title())));
            parts.add(files.choice(linear, logarithmic, caption));
        }
        return Html.all(parts);
    }

    private String typical() {
        boolean several = study.networks().stream().anyMatch(n -> n.runs().size() > 1);
        String joint = AmplitudeTrend.processes(study).size() > 1
                ? " Faint colours, if there are any, are those of networks that have learnt several processes jointly."
                : "";
        return joint + (several ? " Of several seeds the one with the median test error is shown." : "");
    }
}
