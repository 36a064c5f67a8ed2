package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.model.BareNetwork;
import rapidity.model.Safetensors;
import rapidity.model.python.PythonExport;
import rapidity.model.python.PythonNetwork;
import tools.jackson.databind.node.JsonNodeFactory;

/// `rapidity export MODEL -o FILE.safetensors`: weights for Python.
@Command(
        name = "export",
        description = {
            "Write the weights of a model under their Python names, for load_state_dict of lgatr, or of lgn-autoencoder"
                    + " (there behind encoder. and decoder.).",
            "",
            "The file's metadata hold class, package and arguments (JSON) of the Python constructor. Load it in that"
                    + " package: lgatr 1.x and 2.x compute different functions from the same weights.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  rapidity export runs/try/model -o try.safetensors",
            "In Python:",
            "  from safetensors import safe_open; import json, lgatr",
            "  f = safe_open(\"try.safetensors\", \"pt\"); m = f.metadata()",
            "  print(m[\"package\"], lgatr.__version__)  # must be of one major version",
            "  net = getattr(lgatr, m[\"class\"])(**json.loads(m[\"arguments\"]))",
            "  net.load_state_dict({k: f.get_tensor(k) for k in f.keys()})"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model, or a run with one.")
    private Path path;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.safetensors",
            required = true,
            description = "The file for Python.")
    private Path output;

    @Mixin
    private OutputOptions place;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws IOException {
        if (!output.toString().endsWith(".safetensors")) {
            throw new ParameterException(spec.commandLine(), "-o " + output + ": the ending must be .safetensors.");
        }
        place.check(output);
        Path model = ModelPath.of(path);
        BareNetwork net = BareNetwork.load(model);
        PythonNetwork python = PythonNetwork.of(model, net);
        Safetensors file = PythonExport.of(net, python);
        file.write(output);
        if (options.json()) {
            options.out()
                    .println(JsonNodeFactory.instance
                            .objectNode()
                            .put("output", output.toString())
                            .put("class", python.origin().type())
                            .put("package", python.origin().packageName())
                            .put("tensors", file.tensors().size())
                            .put("parameters", net.weights().size())
                            .toPrettyString());
        } else if (options.summary()) {
            options.out()
                    .printf(
                            Locale.ROOT,
                            "%s: %,d parameters in %d tensors of %s, %s%n",
                            output,
                            net.weights().size(),
                            file.tensors().size(),
                            python.origin().type(),
                            python.origin().packageName());
        }
        return 0;
    }
}
