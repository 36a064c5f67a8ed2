package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.data.format.NpyRows;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Workers;
import rapidity.model.JetAutoencoder;
import rapidity.model.ModelDescription;
import tools.jackson.databind.node.JsonNodeFactory;

/// `rapidity decode MODEL LATENTS`: the jets that an autoencoder makes of latent numbers.
@Command(
        name = "decode",
        description = {
            "Decode latent numbers of jets, as `encode` writes them with the same model, into momenta.",
            "",
            "OUT holds (jets, particles, 4): E, px, py, pz in GeV; of a network on images a massless particle for each"
                    + " pixel. In an NPZ file the array is 'reconstruction'.",
            ""
        },
        footer = {"", "Example: rapidity decode runs/try latents.npz -o reconstruction.npy"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DecodeCommand implements Callable<Integer> {
    /// Decoded at once.
    private static final int JETS = 1 << 10;

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "An autoencoder, or its run.")
    private Path model;

    @Parameters(index = "1", paramLabel = "LATENTS.npz", description = "What `encode` wrote.")
    private Path input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Output, .npy or .npz (default: LATENTS with the ending .decoded.npy in the current folder).")
    private @Nullable Path output;

    @Mixin
    private OutputOptions place;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws IOException {
        Path target = output != null ? output : OutputOptions.named(input.toString(), ".decoded.npy");
        boolean archive = target.toString().endsWith(".npz");
        if (!archive && !target.toString().endsWith(".npy")) {
            throw new ParameterException(spec.commandLine(), "-o " + target + ": the ending must be .npy or .npz.");
        }
        place.check(target);
        Path directory = ModelPath.of(model);
        JetAutoencoder autoencoder = JetAutoencoder.load(directory, engine.choice());
        WhenExists whenExists = place.whenExists();
        int rows = autoencoder.network().particles();
        try (Workers workers = engine.choice().workers(options.threads());
                StoredLatents latents =
                        StoredLatents.open(input, autoencoder, ModelDescription.fingerprint(directory))) {
            if (archive) {
                try (NpzWriter out = NpzWriter.create(target, whenExists)) {
                    write(
                            latents,
                            out.array("reconstruction", NpyType.FLOAT64, latents.jets(), rows, 4),
                            autoencoder,
                            workers);
                    out.commit();
                }
            } else {
                try (NpyWriter out = NpyWriter.create(target, whenExists, NpyType.FLOAT64, rows, 4)) {
                    write(latents, out.rows(), autoencoder, workers);
                    out.commit();
                }
            }
            tell(latents.jets(), target);
        }
        return 0;
    }

    private void write(StoredLatents latents, NpyRows out, JetAutoencoder model, Workers workers) throws IOException {
        try (Progress progress = Progress.of("decode", "jets", latents.jets(), options)) {
            for (long from = 0; from < latents.jets(); from += JETS) {
                long to = Math.min(latents.jets(), from + JETS);
                out.write(model.decode(latents.read(from, to), workers));
                progress.show(to, "");
            }
        }
    }

    private void tell(long jets, Path target) {
        if (options.json()) {
            options.out()
                    .println(JsonNodeFactory.instance
                            .objectNode()
                            .put("jets", jets)
                            .put("output", target.toString())
                            .toPrettyString());
        } else if (options.summary()) {
            options.out().printf(Locale.ROOT, "%,d jets decoded, written to %s%n", jets, target);
        }
    }
}
