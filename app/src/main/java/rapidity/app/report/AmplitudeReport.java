package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private final Study study;

    private AmplitudeReport(Study study) {
        this.study = study;
    }

    static AmplitudeReport read(List<Path> paths) throws IOException {
        return new AmplitudeReport(Study.read(paths));
    }

    @Override
    public void write(Path html, WhenExists whenExists) throws IOException {
        if (whenExists == WhenExists.REFUSE && Files.exists(html)) {
            throw new FileAlreadyExistsException(html.toString(), null, "it exists and is not overwritten");
        }
        FigureFiles files = FigureFiles.beside(html);
        Amplitude amplitude = new Amplitude(study.process());
        Page page = new Page(amplitude.html(), "Amplitudes of " + study.process());
        page.section("results", "Results", ResultTable.headline(study).and(ResultTable.of(study)));
        if (LossFigure.possible(study.networks())) {
            page.section("losses", "Loss curves", losses(files));
        }
        if (study.networks().stream().anyMatch(n -> n.typical().predictions().isPresent())) {
            page.section("accuracy", "Accuracy", accuracy(files));
            page.section("truth", "Predicted against true", truth(files, amplitude));
            page.section("spectrum", "Distribution of the amplitudes", spectrum(files, amplitude));
            page.section("deviation", "Relative deviation", deviations(files, Target.AMPLITUDE));
            page.section("standardised", "Deviation of the logarithm",
                    deviations(files, Target.STANDARDISED));
        }
        page.section("runs", "Every run", RunTable.of(study));
        page.section("provenance", "Provenance", ProvenanceSection.of(study));
        FigureFiles.write(html, page.html().markup().getBytes(UTF_8), whenExists);
    }

    private Html losses(FigureFiles files) throws IOException {
        String caption = "Mean squared error of the standardised logarithm of the amplitude against the optimiser step. "
                + "Strong lines: validation. Faint lines: training, averaged over neighbouring steps.";
        if (study.networks().stream().anyMatch(n -> n.runs().size() > 1)) {
            caption += " Lines are means over the seeds, bands reach from the best to the worst seed.";
        }
        return files.live(LossFigure.of(study.networks()), LiveLosses.of(study.networks()), Html.text(caption));
    }

    private Html accuracy(FigureFiles files) throws IOException {
        return files.show(AccuracyFigure.of(study.networks()), Html.text(
                "Fraction of test events whose amplitude is predicted with a relative deviation below x. Curves further "
                        + "left are better; dotted lines mark 0.1 %, 1 % and 10 %. Bands are statistical errors."
                        + typical()));
    }

    private Html truth(FigureFiles files, Amplitude amplitude) throws IOException {
        return files.show(TruthFigure.of(study.networks(), amplitude), Html.text(
                "Upper panels: test events, with the diagonal dashed. Lower panels: median (line), central 68 % (dark "
                        + "band) and central 95 % (light band) of Δ = (predicted − true) / true of the squared "
                        + "amplitude, in slices of the true value." + typical()));
    }

    private Html spectrum(FigureFiles files, Amplitude amplitude) throws IOException {
        return files.show(SpectrumFigure.of(study.networks(), amplitude), Html.text(
                "Exact values of the test and training part and the prediction for the test part. The grey band is the "
                        + "statistical error of the test part." + typical()));
    }

    private Html deviations(FigureFiles files, Target target) throws IOException {
        String of = target == Target.AMPLITUDE ? "squared amplitude" : "standardised logarithm, which passes through zero";
        List<Html> parts = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            String what = comparison == Comparison.TRAIN
                    ? "Test against training events"
                    : "All test events against those with the largest 1 % of the true amplitudes";
            parts.add(Html.element("h3", Html.text(what)));
            Html caption = Html.text("Δ = (predicted − true) / true of the " + of
                    + "; each histogram is divided by its number of events. Bands are statistical errors." + typical());
            Figure linear = new DeviationFigure(target, comparison, Scale.LINEAR).of(study.networks());
            Figure logarithmic = new DeviationFigure(target, comparison, Scale.LOGARITHMIC).of(study.networks());
            parts.add(files.choice(linear, logarithmic, caption));
        }
        return Html.all(parts);
    }

    private String typical() {
        Optional<Network> several =
                study.networks().stream().filter(n -> n.runs().size() > 1).findFirst();
        return several.isPresent() ? " Of several seeds the one with the median test error is shown." : "";
    }
}
