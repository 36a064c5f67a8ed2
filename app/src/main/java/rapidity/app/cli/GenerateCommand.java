package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.app.study.GeneratedSample;
import rapidity.data.dataset.AmplitudeEvents;
import rapidity.data.format.WhenExists;
import rapidity.sampling.AmplitudeSampler;
import rapidity.sampling.CrossSection;
import rapidity.sampling.SampleReport;
import rapidity.sampling.SamplingSettings;

/// `rapidity generate`: events of q qbar -> Z + n gluons with their exact abs(M)^2.
@Command(
        name = "generate",
        description = {
            "Make events of u ubar -> Z + 1 to 5 gluons in pp collisions at 13 TeV, each with its exact |M|^2.",
            "",
            "A row holds (E, px, py, pz) in GeV of q, qbar, Z, g1..gn, then the tree-level |M|^2, averaged over initial"
                    + " spins and colours and with 1/n! for the gluons, in GeV^(2-2n). A side file OUT.json holds"
                    + " parameters, cuts, seed and cross sections. The same seed gives the same bytes with any number"
                    + " of threads.",
            ""
        },
        footer = {"", "Example: rapidity generate zgg -n 100000 -o zgg.npy --seed 1"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class GenerateCommand implements Callable<Integer> {
    private static final SamplingSettings SETTINGS = SamplingSettings.DEFAULT;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROCESS", description = "zg, zgg, zggg, zgggg or zggggg.")
    private String process;

    @Option(names = "-n", paramLabel = "N", required = true, description = "Number of events.")
    private long events;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Output: .npy, .npz, .parquet or .csv (default: PROCESS.npy).")
    private @Nullable Path output;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--weights",
            description =
                    "Also write OUT.weights.npy, |M|^2/B and max(1, v/vmax) of each event: weighted with their product"
                            + " the events have the density of |M|^2.")
    private boolean weights;

    @Mixin
    private OutputOptions place;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int gluons = gluons();
        AmplitudeSampler sampler = new AmplitudeSampler(gluons, SETTINGS, seed);
        Path file = output == null ? Path.of(process + ".npy") : output;
        WhenExists whenExists = place.whenExists();
        Optional<Path> weightFile =
                weights ? Optional.of(SampleFiles.withEnding(file, ".weights.npy")) : Optional.empty();
        LogLabels labels = new LogLabels();
        try (SampleFiles files =
                        SampleFiles.create(file, weightFile, whenExists, events, AmplitudeEvents.names(gluons));
                Progress progress = Progress.of("generate " + process, "events", events, options)) {
            progress.show(0, "finding the largest weight");
            SampleReport report = sampler.sample(events, options.threads(), block -> {
                files.write(block);
                labels.add(block.rows(), sampler.rowLength());
                progress.show(labels.count(), "");
            });
            GeneratedSample sample =
                    new GeneratedSample(process, gluons, SETTINGS, seed, report, labels.mean(), labels.spread());
            String description = files.commit(sample);
            progress.close();
            tell(file, sample, description);
        }
        return 0;
    }

    private int gluons() {
        if (events < 1) {
            throw new ParameterException(spec.commandLine(), "-n must be 1 or more, got " + events + ".");
        }
        if (output != null && !NumberOutput.knows(output)) {
            throw new ParameterException(
                    spec.commandLine(), "-o " + output + ": the ending must be " + NumberOutput.ENDINGS + ".");
        }
        return ProcessName.gluons(process, 1, spec.commandLine());
    }

    private void tell(Path file, GeneratedSample sample, String description) {
        if (options.json()) {
            options.out().print(description);
            options.out().flush();
        } else if (options.summary()) {
            options.out()
                    .printf(
                            Locale.ROOT,
                            "%s: %,d events of %s, seed %d; ln|M|^2: mean %.3f, standard deviation %.3f%n",
                            file,
                            events,
                            process,
                            seed,
                            sample.logMean(),
                            sample.logSpread());
            options.out().println("label: " + GeneratedSample.CONVENTION);
            options.out()
                    .println("cross section within the cuts (stand-in parton densities): "
                            + text(sample.report().exact()) + "; of the sampling density: "
                            + text(sample.report().proxy()));
        }
    }

    private static String text(CrossSection sigma) {
        return String.format(Locale.ROOT, "%.5g +- %.2g pb", sigma.value(), sigma.error());
    }
}
