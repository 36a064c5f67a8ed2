package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.data.DataFile;
import rapidity.engine.Workers;
import rapidity.model.JetAutoencoder;
import rapidity.model.Latents;
import rapidity.model.ModelDescription;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity encode MODEL FILE`: what an autoencoder keeps of each jet.
@Command(
        name = "encode",
        description = {
            "Encode jets: write the latent numbers of each with a trained autoencoder.",
            "",
            "OUT.npz holds, for each jet that has constituents: of an LGAE 'scalars' (jets, scalars, 2) and 'vectors'"
                    + " (jets, vectors, 4, 2), complex irreps of the Lorentz group with (t, x, y, z) and (re, im); of"
                    + " other networks 'latents' (jets, numbers). 'frames' (jets, 4) are what a jet was divided by, or"
                    + " is relative to: `decode` needs them. 'rows' are the rows of the jets in the files. 'model', 32"
                    + " bytes, is the fingerprint of the model, whose latents no other one decodes.",
            ""
        },
        footer = {"", "Example: rapidity encode runs/try samples/jetnet/t.hdf5 -o latents.npz"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EncodeCommand implements Callable<Integer> {
    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "An autoencoder, or its run.")
    private Path model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files with jets, globs among them; a ROOT tree behind a colon.")
    private List<String> names;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT.npz",
            description = "Output (default: the first FILE's name with the ending .latents.npz in the current folder).")
    private @Nullable Path output;

    @Mixin
    private JetOptions jets;

    @Mixin
    private OutputOptions place;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws IOException {
        Path target = target();
        if (!target.toString().endsWith(".npz")) {
            throw new ParameterException(spec.commandLine(), "-o " + target + ": the ending must be .npz.");
        }
        place.check(target);
        Path directory = ModelPath.of(model);
        JetAutoencoder autoencoder = JetAutoencoder.load(directory, engine.choice());
        List<DataFile> files = JetInput.files(names);
        try (Workers workers = engine.choice().workers(options.threads());
                JetScores latents =
                        JetScores.open(new JetScorer.Encoder(autoencoder), jets.input(directory, files), workers)) {
            long jets = write(latents, target, autoencoder, ModelDescription.fingerprint(directory));
            tell(jets, autoencoder.layout(), target, latents.remark());
        }
        return 0;
    }

    private long write(JetScores latents, Path target, JetAutoencoder model, String fingerprint) throws IOException {
        try (LatentFile out = LatentFile.create(target, place.whenExists(), model, fingerprint);
                Progress progress = Progress.of("encode", "rows", latents.rows(), options)) {
            while (latents.done() < latents.rows()) {
                long first = latents.done();
                out.add(first, latents.next());
                progress.show(latents.done(), "");
            }
            return out.commit();
        }
    }

    private Path target() {
        return output != null ? output : OutputOptions.named(names.getFirst(), ".latents.npz");
    }

    private void tell(long n, Latents.Layout layout, Path target, String remark) {
        if (options.json()) {
            ObjectNode json =
                    JsonNodeFactory.instance.objectNode().put("jets", n).put("output", target.toString());
            json.put("scalars", layout.scalars())
                    .put("vectors", layout.vectors())
                    .put("numbers", layout.numbers());
            options.out().println(json.toPrettyString());
        } else if (options.summary()) {
            options.out()
                    .printf(
                            Locale.ROOT,
                            "%,d jets encoded into %d numbers each, written to %s%n",
                            n,
                            layout.size(),
                            target);
        }
        if (!remark.isEmpty() && !options.quiet()) {
            options.err().println(remark);
        }
    }
}
