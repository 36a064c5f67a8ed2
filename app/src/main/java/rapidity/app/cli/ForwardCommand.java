package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.data.format.DataFormatException;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.model.BareNetwork;
import rapidity.model.Quoted;
import rapidity.model.Safetensors.Stored;
import rapidity.model.python.ForwardCase;
import rapidity.model.python.PythonForward;
import rapidity.model.python.PythonNetwork;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity forward MODEL --inputs IN`: the bare network on raw arrays.
@Command(
        name = "forward",
        description = {
            "Run the bare network of a model on raw arrays: the check after an import.",
            "",
            "IN.json holds nested lists by the names of the Python arguments under \"inputs\", and what Python gave"
                    + " under \"outputs\"; IN.npz holds arrays of those names, and what Python gave as outputs.NAME."
                    + " Multivectors are [.., tokens, channels, 16], vectors [.., tokens, channels, 4], scalars"
                    + " [.., tokens, channels]; attn_mask is added to the scores of attention. An LGAE takes p4 [jets,"
                    + " particles, 4] and labels [jets, particles], 0 for padding.",
            ""
        },
        footer = {"", "Example:", "  rapidity forward net-model --inputs net.json --dtype float64 --compare"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ForwardCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model, or a run with one.")
    private Path path;

    @Option(names = "--inputs", paramLabel = "IN", required = true, description = "The arrays: .npz or .json.")
    private Path inputs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Results: .npz or .json (default: JSON on standard output; none with --compare).")
    private @Nullable Path output;

    private @Nullable Precision precision;

    @Option(
            names = "--dtype",
            paramLabel = "float32|float64",
            description = "Precision of the calculation (default: that of the weights).")
    void precision(String word) {
        precision = switch (word) {
            case "float32" -> Precision.FLOAT32;
            case "float64" -> Precision.FLOAT64;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--dtype must be float32 or float64, got '" + word + "'.");
        };
    }

    @Option(names = "--compare", description = "Report the largest deviation from the outputs in IN.")
    private boolean compare;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description =
                    "With --compare: fail if a deviation is more than T times the largest value that Python gave.")
    private double tolerance = Double.POSITIVE_INFINITY;

    @Mixin
    private OutputOptions place;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws IOException {
        if (output != null && !ArrayFiles.knows(output)) {
            throw new ParameterException(spec.commandLine(), "-o " + output + ": the ending must be .npz or .json.");
        }
        if (!(tolerance >= 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--tolerance must not be negative, got " + tolerance + ".");
        }
        if (output != null) {
            place.check(output);
        }
        Path model = ModelPath.of(path);
        Precision computed = precision == null ? BareNetwork.precision(model) : precision;
        BareNetwork net = BareNetwork.load(model, engine.choice().engine(computed));
        ForwardCase in = ArrayFiles.read(inputs);
        if (compare && in.outputs().isEmpty()) {
            throw new DataFormatException(inputs, "outputs", "arrays to compare with", "none");
        }
        Map<String, Stored> results = run(net, PythonNetwork.of(model, net), in);
        if (output != null) {
            ArrayFiles.write(output, results, place.whenExists());
        }
        List<ArrayDeviation> deviations = compare ? deviations(in, results) : List.of();
        tell(net, results, deviations);
        List<String> wrong = wrong(results, deviations);
        wrong.forEach(w -> options.err().println("rapidity forward: " + inputs + ": outputs " + w));
        return wrong.isEmpty() ? 0 : 1;
    }

    private Map<String, Stored> run(BareNetwork net, PythonNetwork python, ForwardCase in) throws IOException {
        try (Workers workers = engine.choice().workers(options.threads())) {
            return PythonForward.run(net, python, in.inputs(), workers);
        } catch (IllegalArgumentException e) {
            throw new IOException(inputs + ": " + e.getMessage(), e);
        }
    }

    /// What is no success, in words.
    private List<String> wrong(Map<String, Stored> results, List<ArrayDeviation> deviations) {
        List<String> r = new ArrayList<>();
        results.forEach((name, a) -> {
            long n = Arrays.stream(a.values()).filter(v -> !Double.isFinite(v)).count();
            if (n > 0) {
                r.add("'" + name + "': " + n + " of " + a.values().length + " numbers are not finite");
            }
        });
        deviations.stream()
                .filter(d -> !(d.relative() <= tolerance))
                .forEach(d -> r.add(String.format(
                        Locale.ROOT,
                        "'%s': deviation %.2e is more than the tolerance %s",
                        d.name(),
                        d.relative(),
                        tolerance)));
        return r;
    }

    private List<ArrayDeviation> deviations(ForwardCase in, Map<String, Stored> results) throws IOException {
        List<ArrayDeviation> r = new ArrayList<>();
        for (Map.Entry<String, Stored> e : in.outputs().entrySet()) {
            Stored found = results.get(e.getKey());
            if (found == null || !found.shape().equals(e.getValue().shape())) {
                throw new DataFormatException(
                        inputs,
                        "outputs '" + Quoted.of(e.getKey()) + "'",
                        found == null
                                ? "outputs among " + results.keySet()
                                : "shape " + found.shape() + ", as the network gives",
                        e.getValue().shape().toString());
            }
            r.add(ArrayDeviation.of(e.getKey(), found, e.getValue()));
        }
        return r;
    }

    private void tell(BareNetwork net, Map<String, Stored> results, List<ArrayDeviation> deviations) {
        Precision used = net.weights().engine().precision();
        if (options.json()) {
            ObjectNode r = JsonNodeFactory.instance.objectNode().put("precision", word(used));
            ObjectNode shapes = r.putObject("shapes");
            results.forEach((name, a) -> shapes.put(name, a.shape().toString()));
            if (compare) {
                ObjectNode all = r.putObject("comparison");
                deviations.forEach(d -> d.describe(all.putObject(d.name())));
            }
            if (output == null && !compare) {
                r.set("outputs", ArrayFiles.json(results));
            }
            options.out().println(ArrayFiles.text(r));
        } else if (compare && options.summary()) {
            options.out().println("in " + word(used) + ":");
            deviations.forEach(d -> options.out().println(d.sentence()));
        } else if (output == null && !compare) {
            options.out().println(ArrayFiles.text(ArrayFiles.json(results)));
        } else if (options.summary()) {
            options.out().println(output);
        }
    }

    private static String word(Precision p) {
        return p.name().toLowerCase(Locale.ROOT);
    }
}
