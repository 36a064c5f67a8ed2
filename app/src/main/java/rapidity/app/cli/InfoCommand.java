package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rapidity.data.DataFile;
import rapidity.data.format.Table;
import rapidity.model.BareNetwork;
import rapidity.model.EventGenerator;
import rapidity.model.ModelDescription;
import rapidity.model.Quoted;
import rapidity.model.python.PythonCheckpoint;
import rapidity.model.python.StateDict;
import rapidity.model.python.StateTensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity info PATH`: what a file, a model, a run or a checkpoint is.
@Command(
        name = "info",
        description = {
            "Tell what a file of data, a model, a run with one, or a Python checkpoint (.pt, .safetensors) is.",
            "",
            "Of data (NumPy, HDF5, ROOT, Parquet, LHE, HepMC3, text tables): the columns with type and rows. Of a"
                    + " model: task, network with all hyper-parameters, preprocessing, provenance. Of a checkpoint: its"
                    + " state dictionaries, and with --tensors the name, type and shape of every tensor. Nothing in a"
                    + " checkpoint is executed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rapidity info jets.root:tree",
            "  rapidity info runs/try/model",
            "  rapidity info net.pt --tensors"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InfoCommand implements Callable<Integer> {
    private static final int LONGEST_LIST = 8;

    @Parameters(
            paramLabel = "PATH",
            description = "A file of data, a model, a run or a checkpoint. FILE.root:TREE names a tree.")
    private Path path = Path.of("");

    @Option(names = "--all", description = "List all columns of a file, however many.")
    private boolean all;

    @Option(names = "--tensors", description = "List the tensors of a checkpoint.")
    private boolean tensors;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        DataFile file = DataFile.of(path.toString());
        if (ModelPath.CHECKPOINTS.stream().anyMatch(path.toString()::endsWith)) {
            checkpoint();
        } else if (Files.isRegularFile(file.path())) {
            data(file);
        } else {
            model(ModelPath.of(path));
        }
        return 0;
    }

    private void data(DataFile file) throws IOException {
        try (Table table = file.open()) {
            DataDescription description = new DataDescription(file, table);
            if (options.json()) {
                options.out().println(description.json().toPrettyString());
            } else {
                description.print(options.out(), all);
            }
        }
    }

    private void model(Path model) throws IOException {
        boolean generator = ModelDescription.task(model).equals(EventGenerator.TASK);
        int parameters = generator
                ? EventGenerator.load(model).weights().size()
                : BareNetwork.load(model).weights().size();
        ObjectNode r = JsonNodeFactory.instance.objectNode().put("parameters", parameters);
        for (Map.Entry<String, JsonNode> e : ModelDescription.read(model).properties()) {
            r.set(e.getKey(), e.getValue());
        }
        if (options.json()) {
            options.out().println(r.toPrettyString());
        } else {
            if (r.path("preprocessing").has("class")) {
                r.set("python", r.remove("preprocessing"));
            }
            options.out().printf(Locale.ROOT, "%s: a model with %,d parameters%n", model, parameters);
            list("", r);
        }
    }

    /// One line for each value, with the keys on the way to it.
    private void list(String prefix, JsonNode node) {
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            String key = prefix + e.getKey();
            if (e.getValue().isObject()) {
                list(key + ".", e.getValue());
            } else {
                options.out().printf("  %-40s %s%n", key, text(e.getValue()));
            }
        }
    }

    private static String text(JsonNode v) {
        if (v.isArray() && v.size() > LONGEST_LIST) {
            return v.size() + " entries";
        }
        return v.isString() ? v.stringValue() : v.toString();
    }

    private void checkpoint() throws IOException {
        try (PythonCheckpoint c = PythonCheckpoint.open(path)) {
            if (options.json()) {
                ArrayNode states = JsonNodeFactory.instance.arrayNode();
                c.states().forEach(s -> describe(s, states.addObject()));
                options.out().println(states.toPrettyString());
                return;
            }
            int n = c.states().size();
            options.out()
                    .println(path + ": a checkpoint with "
                            + (n == 1 ? "a state dictionary" : n + " state dictionaries"));
            for (StateDict s : c.states()) {
                options.out()
                        .printf(
                                Locale.ROOT,
                                "  %s: %d tensors, %,d numbers%n",
                                s.path().isEmpty() ? "at the top" : "'" + Quoted.of(s.path()) + "'",
                                s.tensors().size(),
                                s.numbers());
                if (tensors) {
                    s.tensors()
                            .forEach((name, t) ->
                                    options.out().printf("    %-5s %-24s %s%n", t.type(), t.shape(), Quoted.of(name)));
                }
            }
        }
    }

    private static void describe(StateDict s, ObjectNode r) {
        r.put("path", s.path()).put("numbers", s.numbers());
        ArrayNode all = r.putArray("tensors");
        for (Map.Entry<String, StateTensor> e : s.tensors().entrySet()) {
            ObjectNode t = all.addObject();
            t.put("name", e.getKey()).put("type", e.getValue().type().name());
            ArrayNode shape = t.putArray("shape");
            for (int n : e.getValue().shape().toArray()) {
                shape.add(n);
            }
        }
    }
}
