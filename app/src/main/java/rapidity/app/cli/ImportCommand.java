package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rapidity.app.study.Version;
import rapidity.app.study.recipe.RecipeException;
import rapidity.model.BareNetwork;
import rapidity.model.Provenance;
import rapidity.model.python.PythonAutoencoder;
import rapidity.model.python.PythonCheckpoint;
import rapidity.model.python.PythonImport;
import rapidity.model.python.PythonNetwork;
import rapidity.model.python.PythonTagger;
import rapidity.model.python.WeightMatch;
import rapidity.net.AutoencoderConfig;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity import CHECKPOINT --args ARGS.json -o MODEL`: a network trained in Python becomes a model.
@Command(
        name = "import",
        description = {
            "Turn a Python checkpoint into a model: .pt of torch.save, or .safetensors, of lgatr 1.x or 2.x, or of the"
                    + " Lorentz group autoencoder (lgn-autoencoder), of which a folder with weights_encoder and"
                    + " weights_decoder will do.",
            "",
            "ARGS.json holds \"class\" (such as \"LGATr\"), \"package\" (such as \"lgatr 2.0.0\") and"
                    + " \"arguments\", those of the Python constructor by name. The state dictionary may be"
                    + " nested, and its names may have a prefix. A file that names anything but tensors and plain"
                    + " containers is refused, and nothing in it is executed; names and shapes must be those of the"
                    + " arguments. With a block \"tagger\", what lorentz-gatr does with jets before the network, the"
                    + " model is a jet tagger that scores jets; with a block \"autoencoder\", likewise of"
                    + " lgn-autoencoder, one that encodes and scores them (docs/from-python.md).",
            ""
        },
        footer = {
            "",
            "Example:",
            "  rapidity import net.pt --args net.json -o net-model",
            "  rapidity forward net-model --inputs net.json --compare"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CHECKPOINT", description = "The file from Python.")
    private Path checkpoint = Path.of("");

    @Option(
            names = "--args",
            paramLabel = "ARGS.json",
            required = true,
            description = "Class, package and constructor arguments.")
    private Path arguments = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "The model, a directory.")
    private Path output = Path.of("");

    @Option(
            names = "--state",
            paramLabel = "NAME",
            description = "Which state dictionary to take, such as model or ema, if several fit.")
    private @Nullable String state;

    @Option(names = "--force", description = "Replace a model that is there already.")
    private boolean force;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        if (output.toString().isEmpty()) {
            throw new RecipeException("-o needs a name");
        }
        if (Files.exists(output) && !force) {
            throw new FileAlreadyExistsException(output.toString());
        }
        PythonNetwork python = PythonNetwork.read(arguments);
        PythonImport read = PythonImport.read(checkpoint, python, Optional.ofNullable(state));
        String command = "rapidity import " + checkpoint + " --args " + arguments + " -o " + output;
        List<Provenance.Source> sources = new ArrayList<>();
        for (Path part : PythonCheckpoint.files(checkpoint)) {
            sources.add(Provenance.Source.of(part));
        }
        sources.add(Provenance.Source.of(arguments));
        String engine = read.net().weights().engine().name();
        Provenance origin = Provenance.now(Version.ofThisBuild().program(), command, 0, sources, engine);
        String what = save(read.net(), origin);
        if (options.json()) {
            options.out().println(json(read).toPrettyString());
        } else if (options.summary()) {
            tell(read);
            options.out().println(what);
        }
        warn(read.notFinite());
        return 0;
    }

    /// @return what kind of model it is, for people
    private String save(BareNetwork net, Provenance origin) throws IOException {
        Optional<PythonTagger> tagger = PythonTagger.read(arguments);
        Optional<PythonAutoencoder> autoencoder = PythonAutoencoder.read(arguments);
        if (tagger.isPresent()) {
            tagger.get().around(arguments, net).save(output, origin);
            return "a jet tagger of the classes "
                    + String.join(", ", tagger.get().classes());
        }
        if (autoencoder.isPresent()) {
            autoencoder.get().around(arguments, net).save(output, origin);
            return "an autoencoder of jets, for encode, decode, score, evaluate and audit";
        }
        net.save(output, origin);
        return "a network of raw arrays, for forward, export"
                + (net.config() instanceof AutoencoderConfig
                        ? "; with a block \"autoencoder\" in " + arguments + " it takes jets"
                        : " and audit");
    }

    /// Nobody means to import a network whose training diverged, but it can be looked at.
    private void warn(Map<String, Integer> notFinite) {
        notFinite.entrySet().stream().findFirst().ifPresent(first -> {
            String more = notFinite.size() > 1 ? ", as do " + (notFinite.size() - 1) + " more arrays" : "";
            options.err()
                    .println("rapidity import: warning: " + first.getKey() + " holds " + first.getValue()
                            + " numbers that are not finite" + more);
        });
    }

    private ObjectNode json(PythonImport read) {
        WeightMatch match = read.match();
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("model", output.toString())
                .put("class", read.python().origin().type())
                .put("package", read.python().origin().packageName())
                .put("dialect", read.python().dialect().packages())
                .put("parameters", read.net().weights().size())
                .put("precision", precision(read))
                .put("state", match.state().path())
                .put("prefix", match.prefix());
        match.dropped().forEach(r.putArray("dropped")::add);
        match.leftOut().forEach(r.putArray("left-out")::add);
        read.notFinite().forEach(r.putObject("not-finite")::put);
        return r;
    }

    private static String precision(PythonImport read) {
        return read.net().weights().engine().precision().name().toLowerCase(Locale.ROOT);
    }

    private void tell(PythonImport read) {
        WeightMatch match = read.match();
        options.out()
                .printf(
                        Locale.ROOT,
                        "%s: %s in the dialect of %s, %,d parameters in %s%n",
                        checkpoint,
                        read.python().origin().type(),
                        read.python().dialect().packages(),
                        read.net().weights().size(),
                        precision(read));
        if (!match.state().path().isEmpty() || !match.prefix().isEmpty()) {
            options.out().println("taken from " + match.place());
        }
        say("dropped, no weights", match.dropped());
        say("left out, not of the network", match.leftOut());
        options.out().println("written to " + output);
    }

    private void say(String what, List<String> names) {
        if (!names.isEmpty()) {
            String more = names.size() > 1 ? " and " + (names.size() - 1) + " more" : "";
            options.out().println(what + ": " + names.getFirst() + more);
        }
    }
}
