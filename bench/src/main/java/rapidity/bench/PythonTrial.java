package rapidity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Attend;
import rapidity.engine.Buffer;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.model.AtomicFile;
import rapidity.model.BareNetwork;
import rapidity.model.Features;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import rapidity.model.TokenNetwork.Condition;
import rapidity.model.TokenNetwork.Inputs;
import rapidity.model.python.ForwardCase;
import rapidity.model.python.NestedArray;
import rapidity.model.python.PythonCall;
import rapidity.model.python.PythonExport;
import rapidity.model.python.PythonImport;
import rapidity.model.python.PythonNetwork;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One network of `rapidity bench python`: what Python wrote, run here.
final class PythonTrial {
    private static final double CHANGE = 0.97;

    private final Path folder;
    private final JsonNode setting;
    private final String name;
    private final PythonImport imported;
    private final ForwardCase expected;
    private final double derivative;

    PythonTrial(Path folder, JsonNode setting) throws IOException {
        this.folder = folder;
        this.setting = setting;
        this.name = setting.path("name").stringValue();
        Path json = folder.resolve(name + ".json");
        Path pickled = folder.resolve(name + ".pt");
        Path weights = Files.exists(pickled) ? pickled : folder.resolve(name + ".safetensors");
        this.imported = PythonImport.read(weights, PythonNetwork.read(json), Optional.empty());
        this.expected = ForwardCase.read(json);
        this.derivative = new JsonMapper()
                .readTree(Files.readString(json))
                .path("derivative")
                .asDouble();
    }

    /// Deviations from Python, each relative to the largest value.
    record Deviations(double exact, double single, double derivative) {
        Deviations worst(Deviations d) {
            return new Deviations(
                    Math.max(exact, d.exact), Math.max(single, d.single), Math.max(derivative, d.derivative));
        }
    }

    Deviations run() {
        return new Deviations(outputs(Precision.FLOAT64), outputs(Precision.FLOAT32), derivative());
    }

    private BareNetwork network(Precision precision) {
        BareNetwork r =
                BareNetwork.of(imported.python().config(), imported.python().origin(), Engine.of(precision));
        r.weights().write(imported.net().weights().read());
        return r;
    }

    private double outputs(Precision precision) {
        BareNetwork net = network(precision);
        Map<String, double[]> found = outputs(net);
        double worst = 0;
        for (Map.Entry<String, Stored> e : expected.outputs().entrySet()) {
            worst = Math.max(
                    worst,
                    relative(
                            Objects.requireNonNull(found.get(e.getKey())),
                            e.getValue().values()));
        }
        return worst;
    }

    private Map<String, double[]> outputs(BareNetwork net) {
        Tape tape = Tape.forward(net.weights());
        Features y = net.function().apply(inputs(tape));
        Map<String, double[]> r = new LinkedHashMap<>();
        if (y.vectors() != null) {
            r.put(isSlim() ? "vectors" : "multivectors", y.vectors().toArray());
        }
        if (y.scalars() != null) {
            r.put("scalars", y.scalars().toArray());
        }
        return r;
    }

    /// Ragged sequences come as one under a block-diagonal mask; here they are ragged.
    private Inputs inputs(Tape tape) {
        boolean ragged = setting.path("mask").stringValue().equals("ragged");
        Map<String, Stored> arrays = new LinkedHashMap<>(expected.inputs());
        if (ragged) {
            arrays.keySet().removeIf(k -> k.endsWith("_mask"));
        }
        Inputs x = PythonCall.of(imported.python(), arrays).on(tape);
        if (!ragged) {
            return x;
        }
        int[] offsets = offsets(setting.path("lengths"));
        return new Inputs(
                x.tokens(),
                Attend.segments(offsets),
                x.condition()
                        .map(c ->
                                new Condition(c.tokens(), Attend.cross(offsets, offsets(setting.path("condition"))))));
    }

    private static int[] offsets(JsonNode lengths) {
        int[] r = new int[lengths.size() + 1];
        for (int i = 0; i < lengths.size(); i++) {
            r[i + 1] = r[i] + lengths.get(i).intValue();
        }
        return r;
    }

    private static double relative(double[] found, double[] expected) {
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double d = Math.abs(found[i] - expected[i]);
            worst = Double.isNaN(d) || d > worst ? d : worst;
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return found.length == expected.length ? worst / largest : Double.POSITIVE_INFINITY;
    }

    /// Of a weighted sum of all outputs, all parameters and inputs moving along the same directions as there.
    private double derivative() {
        BareNetwork net = network(Precision.FLOAT64);
        Gradients gradients = new Gradients(net.weights());
        gradients.clear();
        Tape tape = Tape.recording(net.weights(), gradients);
        Inputs x = inputs(tape);
        Features y = net.function().apply(x);
        Tensor loss = Stream.of(y.vectors(), y.scalars())
                .filter(Objects::nonNull)
                .map(t -> t.times(tape.tensor(
                                pattern(t.shape().size(), 1.3, 0.2), t.shape().toArray()))
                        .sum())
                .reduce(Tensor::plus)
                .orElseThrow();
        tape.backward(loss);
        double found = alongParameters(net, gradients.collect()) + alongInputs(x);
        return Math.abs(found - derivative) / Math.max(1, Math.abs(derivative));
    }

    private static double alongParameters(BareNetwork net, Buffer gradient) {
        Map<String, Parameter> byName = new TreeMap<>();
        net.weights().parameters().forEach(p -> byName.put(p.name(), p));
        double r = 0;
        int j = 0;
        for (Parameter p : byName.values()) {
            double[] g = new double[p.shape().size()];
            net.weights().engine().ops().read(gradient, p.offset(), g);
            r += dot(g, pattern(g.length, 0.7, 0.3 * j++));
        }
        return r;
    }

    /// In the order of their names in Python: multivectors before scalars before vectors, each before its condition.
    private double alongInputs(Inputs x) {
        List<@Nullable Tensor> vectors = new ArrayList<>();
        List<@Nullable Tensor> scalars = new ArrayList<>();
        vectors.add(x.tokens().vectors());
        scalars.add(x.tokens().scalars());
        x.condition().ifPresent(c -> {
            vectors.add(c.tokens().vectors());
            scalars.add(c.tokens().scalars());
        });
        List<@Nullable Tensor> named = new ArrayList<>(isSlim() ? scalars : vectors);
        named.addAll(isSlim() ? vectors : scalars);
        double r = 0;
        for (int j = 0; j < named.size(); j++) {
            Tensor t = named.get(j);
            if (t != null) {
                r += dot(t.gradient(), pattern(t.shape().size(), 0.5, j));
            }
        }
        return r;
    }

    private boolean isSlim() {
        return setting.path("class").stringValue().contains("Slim");
    }

    /// Writes the network with other weights as Python takes it, and what it gives here.
    void giveBack() throws IOException {
        BareNetwork net = network(Precision.FLOAT64);
        Map<String, double[]> weights = net.weights().read();
        weights.replaceAll(
                (parameter, w) -> Arrays.stream(w).map(x -> CHANGE * x).toArray());
        net.weights().write(weights);
        PythonExport.of(net, imported.python()).write(folder.resolve(name + ".back.safetensors"));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Map<String, double[]> found = outputs(net);
        expected.outputs().forEach((output, shape) -> {
            double[] y = Objects.requireNonNull(found.get(output));
            json.set(output, NestedArray.json(new Stored(StoredType.F64, shape.shape(), y)));
        });
        AtomicFile.write(folder.resolve(name + ".back.json"), json.toString());
    }

    private static double dot(double[] a, double[] b) {
        double r = 0;
        for (int i = 0; i < a.length; i++) {
            r += a[i] * b[i];
        }
        return r;
    }

    private static double[] pattern(int n, double frequency, double phase) {
        double[] r = new double[n];
        Arrays.setAll(r, i -> Math.sin(frequency * i + phase));
        return r;
    }
}
