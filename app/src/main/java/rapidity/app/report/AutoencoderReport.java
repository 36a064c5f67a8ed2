package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rapidity.data.format.WhenExists;

/// The report of a study of autoencoders: how jets come back, how anomalies stand out, what latent vectors mean.
///
/// @source arXiv:2212.07347, Sec. 5
public final class AutoencoderReport implements Report {
    static final String TASK = "autoencoder";

    private static final String LOSS = "loss per batch or jet";
    private static final String MAIN_SCORE = "chamfer-normalised-cartesian";
    private static final int SINGLE_JETS = 5;

    private static final String ANOMALIES = "Scores of jets against the test part of the background; all jets of a"
            + " signal count, as none was trained on. The higher the score, the more anomalous. AUC is as it comes:"
            + " below 0.5 anomalies score lower than the background, and the flipped value beside it is what papers"
            + " often report. ± is the statistical error of the numbers of jets.";

    private static final String LATENTS = "Latent vectors are complex and here in GeV: they are multiplied by what the"
            + " momenta of their jet were divided by. Correlations (Pearson) of each with the momentum of the jet on"
            + " the background's test part.";

    private final Study<AutoencoderResult> study;

    private AutoencoderReport(Study<AutoencoderResult> study) {
        this.study = study;
    }

    static AutoencoderReport read(List<Path> paths) throws IOException {
        return new AutoencoderReport(Study.read(paths, "data", AutoencoderResult::read));
    }

    @Override
    public void write(Path html, WhenExists whenExists) throws IOException {
        if (whenExists == WhenExists.REFUSE && Files.exists(html)) {
            throw new FileAlreadyExistsException(html.toString(), null, "it exists and is not overwritten");
        }
        FigureFiles files = FigureFiles.beside(html);
        AutoencoderTables tables = new AutoencoderTables(study);
        String title = "Autoencoders of " + study.subject();
        Page page = new Page(Html.text(title), title);
        page.section("results", "Results", tables.headline().and(tables.networks()));
        page.section("particles", "Particles", features(files, tables, JetFeature.Of.PARTICLES));
        page.section("jets", "Jets", features(files, tables, JetFeature.Of.JETS));
        List<Network<AutoencoderResult>> drawn = study.networks().stream()
                .filter(n -> n.typical().result().predictions().isPresent())
                .toList();
        if (!drawn.isEmpty()) {
            page.section("images", "Jet images", images(files, drawn));
        }
        page.section("anomalies", "Anomalies", anomalies(files, tables, drawn));
        latents(page, files, tables, drawn);
        page.section("distributions", "Distances of distributions", tables.wasserstein());
        List<Network<AutoencoderResult>> trained = LossFigure.shown(study.networks());
        if (!trained.isEmpty()) {
            page.section("losses", "Loss curves", losses(files, trained));
        }
        if (study.runs().stream().allMatch(r -> r.result().jetNet())) {
            page.section("literature", "Published results", AutoencoderLiterature.html());
        }
        page.section("provenance", "Provenance", ProvenanceSection.of(study));
        FigureFiles.write(html, page.html().markup().getBytes(UTF_8), whenExists);
    }

    private Html features(FigureFiles files, AutoencoderTables tables, JetFeature.Of of) throws IOException {
        Html r = tables.errors(of);
        FeatureFigure figures = new FeatureFigure(of);
        List<Network<AutoencoderResult>> drawn = study.networks().stream()
                .filter(n -> n.typical().result().predictions().isPresent())
                .filter(n -> n.typical().result().errors().keySet().stream().anyMatch(f -> f.owner() == of))
                .toList();
        if (drawn.isEmpty()) {
            return r;
        }
        return Html.all(
                r,
                files.show(
                        figures.distributions(drawn),
                        Html.text("Distributions of the test jets (tinted) and of their reconstructions.")),
                files.show(
                        figures.errors(drawn),
                        Html.text("Relative errors, each network in bins of its own width: four interquartile ranges"
                                + " to both sides of its median.")));
    }

    private static Html images(FigureFiles files, List<Network<AutoencoderResult>> drawn) throws IOException {
        Html r = files.show(
                ImageFigure.mean(drawn),
                Html.text("The transverse momentum around the axis of the jet, in units of the jet's, averaged over the"
                        + " test jets; all panels have one scale."));
        boolean any = drawn.stream()
                .allMatch(n -> n.typical().result().predictions().orElseThrow().singleImages() > 0);
        return any
                ? r.and(files.show(
                        ImageFigure.single(drawn, SINGLE_JETS),
                        Html.text("Jets one by one beside what the networks make of them; all panels have one scale.")))
                : r;
    }

    private Html anomalies(FigureFiles files, AutoencoderTables tables, List<Network<AutoencoderResult>> drawn)
            throws IOException {
        Html r = Html.all(
                tables.massSentence(),
                tables.bestAnomalies(),
                Html.text(ANOMALIES).in("p", "class", "note"));
        if (!drawn.isEmpty()) {
            r = r.and(files.show(
                    AnomalyFigure.best(drawn),
                    Html.text("The best score of each network by its joint AUC, and the mass of the jet alone (dashed)."
                            + " Dotted: a score that knows nothing.")));
            if (drawn.getFirst().typical().result().scores().contains(MAIN_SCORE)) {
                r = r.and(files.show(
                        AnomalyFigure.of(drawn, MAIN_SCORE),
                        Html.text("The score of the paper's main figure, " + MAIN_SCORE + ".")));
            }
        }
        for (Network<AutoencoderResult> n : study.networks()) {
            r = r.and(Html.element("summary", Html.text("All scores of " + n.label()))
                    .and(tables.anomalies(n, "all"))
                    .and(Html.text("The same with the test part of the signals only:")
                            .in("p"))
                    .and(tables.anomalies(n, "test"))
                    .in("details"));
        }
        return r;
    }

    private void latents(Page page, FigureFiles files, AutoencoderTables tables, List<Network<AutoencoderResult>> drawn)
            throws IOException {
        Html r = Html.NOTHING;
        for (Network<AutoencoderResult> n : drawn) {
            if (n.typical().result().correlations().isEmpty()) {
                continue;
            }
            LatentFigure figure = new LatentFigure(
                    n, r.equals(Html.NOTHING) ? "" : "-" + n.any().network());
            r = Html.all(
                    r,
                    Html.element("h3", Html.text(n.label())),
                    tables.correlations(n),
                    files.show(
                            figure.momenta(),
                            Html.text("The sum of the latent vectors against the momentum of the jet: real or imaginary"
                                    + " part, whichever follows it more closely.")),
                    files.show(
                            figure.squares(),
                            Html.text(
                                    "The real part of the invariant square of each latent vector and of their sum.")));
        }
        if (!r.equals(Html.NOTHING)) {
            page.section("latents", "Latent vectors", Html.text(LATENTS).in("p").and(r));
        }
    }

    private static Html losses(FigureFiles files, List<Network<AutoencoderResult>> networks) throws IOException {
        Html caption = Html.text("Loss against the optimiser step. Strong lines: validation, per jet. Faint lines:"
                + " training, averaged over neighbouring steps; of a loss that is summed over a batch, per batch.");
        return files.live(LossFigure.of(networks, LOSS), LiveLosses.of(networks, LOSS), caption);
    }
}
