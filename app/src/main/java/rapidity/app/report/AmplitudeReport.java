package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private final Study<AmplitudeResult> study;

    private AmplitudeReport(Study<AmplitudeResult> study) {
        this.study = study;
    }

    static AmplitudeReport read(List<Path> paths) throws IOException {
        return new AmplitudeReport(Study.read(paths, "process", AmplitudeResult::read));
    }

    @Override
    public void write(Path html, WhenExists whenExists) throws IOException {
        FigureFiles files = FigureFiles.beside(html, whenExists);
        Amplitude amplitude = new Amplitude(study.subject());
        Page page = new Page(Html.text("Amplitudes of ").and(amplitude.html()), "Amplitudes of " + study.subject());
        page.section(
                "results",
                "Results",
                Html.all(
                        AmplitudeTable.headline(study), AmplitudeTable.of(study), Differences.html(study, "test MSE")));
        List<Network<AmplitudeResult>> trained = LossFigure.shown(study.networks());
        if (!trained.isEmpty()) {
            page.section("losses", "Loss curves", losses(files, trained));
        }
        if (study.networks().stream()
                .anyMatch(n -> n.typical().result().predictions().isPresent())) {
            page.section("accuracy", "Accuracy", shown(files, AccuracyFigure.of(study.networks()), ACCURACY));
            Figure truth = TruthFigure.of(study.networks(), amplitude);
            page.section("truth", "Predicted against true", shown(files, truth, TRUTH));
            Figure spectrum = SpectrumFigure.of(study.networks(), amplitude);
            page.section("spectrum", "Distributions", shown(files, spectrum, SPECTRUM));
            page.section("deviation", "Relative deviation", deviations(files, Target.AMPLITUDE));
            page.section("standardised", "Deviation of the logarithm", deviations(files, Target.STANDARDISED));
        }
        page.section("runs", "Every run", AmplitudeRuns.of(study));
        page.section("provenance", "Provenance", ProvenanceSection.of(study));
        FigureFiles.write(html, page.html().markup().getBytes(UTF_8), whenExists);
    }

    private Html shown(FigureFiles files, Figure figure, String caption) throws IOException {
        return files.show(figure, Html.text(caption + typical()));
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
            Figure linear = new DeviationFigure(target, comparison, Scale.LINEAR).of(study.networks());
            Figure logarithmic = new DeviationFigure(target, comparison, Scale.LOGARITHMIC).of(study.networks());
            parts.add(Html.element("h3", Html.text(comparison.title())));
            parts.add(files.choice(linear, logarithmic, caption));
        }
        return Html.all(parts);
    }

    private String typical() {
        boolean several = study.networks().stream().anyMatch(n -> n.runs().size() > 1);
        return several ? " Of several seeds the one with the median test error is shown." : "";
    }
}
