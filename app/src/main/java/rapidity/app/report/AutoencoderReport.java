package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import rapidity.app.report.figure.Figure;
import rapidity.data.format.WhenExists;

/// The report of a study of autoencoders: how jets come back, how anomalies stand out, what latent vectors mean.
///
/// @source arXiv:2212.07347, Sec. 5
public final class AutoencoderReport implements Report {
    static final String TASK = "autoencoder";

    private static final String LOSS = "loss per batch or jet";
    private static final int SINGLE_JETS = 5;

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
        FigureFiles files = FigureFiles.beside(html, whenExists);
        AutoencoderTables tables = new AutoencoderTables(study);
        String title = "Autoencoders of " + study.subject();
        Page page = new Page(Html.text(title), title);
        List<Network<AutoencoderResult>> drawn = study.networks().stream()
                .filter(n -> n.typical().result().predictions().isPresent())
                .toList();
        Html results = tables.headline().and(tables.networks()).and(Differences.html(study, "loss"));
        page.section("results", "Results", results.and(published(AutoencoderLiterature::warning)));
        page.section("particles", "Particles", features(files, tables, JetFeature.Of.PARTICLES));
        page.section("jets", "Jets", features(files, tables, JetFeature.Of.JETS));
        if (!drawn.isEmpty()) {
            page.section("images", "Jet images", images(files, drawn));
        }
        page.section(
                "anomalies",
                "Anomalies",
                new AnomalySection(study).html(files, drawn).and(published(AutoencoderLiterature::anomalies)));
        latents(page, files, tables, drawn);
        SymmetrySection symmetry = SymmetrySection.of(study);
        if (!symmetry.networks().isEmpty()) {
            page.section(
                    "symmetries", "Symmetries", symmetry.html(files).and(published(AutoencoderLiterature::symmetries)));
        }
        Optional<DataEfficiencyFigure> efficiency = DataEfficiencyFigure.of(study);
        if (efficiency.isPresent()) {
            page.section("data-efficiency", "Data efficiency", dataEfficiency(files, efficiency.get()));
        }
        page.section("distributions", "Distances of distributions", new DistanceTables(study).html());
        List<Network<AutoencoderResult>> trained = LossFigure.shown(study.networks());
        if (!trained.isEmpty()) {
            page.section("losses", "Loss curves", losses(files, trained));
        }
        page.section("provenance", "Provenance", ProvenanceSection.of(study));
        FigureFiles.write(html, page.html().markup().getBytes(UTF_8), whenExists);
    }

    /// What was published, where all jets came in the layout of JetNet.
    private Html published(Supplier<Html> what) {
        return study.runs().stream().allMatch(r -> r.result().jetNet()) ? what.get() : Html.NOTHING;
    }

    private Html dataEfficiency(FigureFiles files, DataEfficiencyFigure efficiency) throws IOException {
        return Html.all(
                files.show(
                        efficiency.figure(),
                        Html.text("Median over the seeds of the median |relative error| of the mass of the test jets,"
                                + " against the share of the training jets that a network has seen; bands reach from"
                                + " the best to the worst seed.")),
                efficiency.table(),
                published(AutoencoderLiterature::dataEfficiency));
    }

    private Html features(FigureFiles files, AutoencoderTables tables, JetFeature.Of of) throws IOException {
        Html r = tables.errors(of).and(published(() -> AutoencoderLiterature.errors(of)));
        FeatureFigure figures = new FeatureFigure(of);
        List<Network<AutoencoderResult>> drawn = study.networks().stream()
                .filter(n -> n.typical().result().predictions().isPresent())
                .filter(n -> n.typical().result().errors().keySet().stream().anyMatch(f -> f.owner() == of))
                .toList();
        if (drawn.isEmpty()) {
            return r;
        }
        Optional<Figure> padding = of == JetFeature.Of.PARTICLES ? figures.padding(drawn) : Optional.empty();
        return Html.all(
                r,
                files.show(
                        figures.distributions(drawn),
                        Html.text("Distributions of the test jets (tinted) and of their reconstructions.")),
                files.show(
                        figures.errors(drawn),
                        Html.text("Relative errors, each network in bins of its own width: four interquartile ranges"
                                + " to both sides of its median.")),
                padding.isPresent()
                        ? files.show(
                                padding.get(),
                                Html.text("What networks make of slots without a particle, which should have no"
                                        + " momentum."))
                        : Html.NOTHING);
    }

    private static Html images(FigureFiles files, List<Network<AutoencoderResult>> drawn) throws IOException {
        Html r = files.show(
                ImageFigure.mean(drawn),
                Html.text("The transverse momentum around the axis of the jet, in units of the jet's, averaged over the"
                        + " test jets; all panels have one scale. Networks on images are shown on their own pixels,"
                        + " beside the jets on the same."));
        int jets = drawn.stream()
                .mapToInt(n -> n.typical().result().predictions().orElseThrow().singleImages())
                .min()
                .orElse(0);
        if (jets == 0) {
            return r;
        }
        Html more = Html.all(
                Html.element(
                        "summary", Html.text("All " + jets + " jets, around the axes of jets and around their own")),
                files.show(
                        ImageFigure.single(drawn, jets, ImageFigure.Around.AXIS_OF_JET),
                        Html.text("Around the axis of the jet.")),
                files.show(
                        ImageFigure.single(drawn, jets, ImageFigure.Around.OWN_AXIS),
                        Html.text(
                                "Each reconstruction around its own axis, in units of its own transverse momentum.")));
        return r.and(files.show(
                        ImageFigure.few(drawn, Math.min(jets, SINGLE_JETS)),
                        Html.text("Jets one by one beside what the networks make of them, around the axis of the jet;"
                                + " all panels have one scale.")))
                .and(more.in("details"));
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
            page.section(
                    "latents",
                    "Latent vectors",
                    Html.all(Html.text(LATENTS).in("p"), r, published(AutoencoderLiterature::latents)));
        }
    }

    private static Html losses(FigureFiles files, List<Network<AutoencoderResult>> networks) throws IOException {
        Html caption = Html.text("Loss against the optimiser step. Strong lines: validation, per jet. Faint lines:"
                + " training, averaged over neighbouring steps; of a loss that is summed over a batch, per batch.");
        return files.live(LossFigure.of(networks, LOSS), LiveLosses.of(networks, LOSS), caption);
    }
}
