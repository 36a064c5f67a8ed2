package rapidity.engine;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The numbers of a network's parameters, all in one array, and their packed forms for the kernels. After any change of
/// the numbers call [#pack]; between changes the weights may be shared between threads.
public final class Weights {
    private final Engine engine;
    private final Ops ops;
    private final List<Parameter> parameters;
    private final Packing packing;
    private final int size;
    private final Buffer values;
    private final Buffer packed;
    private final Buffer panels;

    Weights(Engine engine, Params.Declared declared) {
        this.engine = engine;
        this.ops = engine.ops();
        this.parameters = List.copyOf(declared.parameters);
        this.packing = declared.packing();
        this.size = declared.size;
        this.values = ops.allocate(size);
        this.packed = ops.allocate(packing.size());
        this.panels = ops.allocate(packing.panelsSize());
    }

    public Engine engine() {
        return engine;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /// Number of numbers.
    public int size() {
        return size;
    }

    /// How many of the numbers are trained.
    public int trainableSize() {
        return parameters.stream()
                .filter(Parameter::trainable)
                .mapToInt(p -> p.shape().size())
                .sum();
    }

    /// The numbers in the order of the parameters. Who writes to them calls [#pack] afterwards.
    public Buffer values() {
        return values;
    }

    Buffer packed() {
        return packed;
    }

    /// Those of ordinary linear maps.
    Buffer panels() {
        return panels;
    }

    Packing packing() {
        return packing;
    }

    /// Brings the packed forms up to date.
    public void pack() {
        ops.pack(values, packing, packed);
        ops.keep(values, packing.linear(), panels);
    }

    /// One parameter's numbers, row-major.
    public double[] read(Parameter p) {
        double[] r = new double[p.shape().size()];
        ops.read(values, p.offset(), r);
        return r;
    }

    /// All numbers by name.
    public Map<String, double[]> read() {
        Map<String, double[]> r = new LinkedHashMap<>();
        parameters.forEach(p -> r.put(p.name(), read(p)));
        return r;
    }

    /// Replaces the numbers of a parameter that kernels see in no packed form.
    void write(Parameter p, double[] numbers) {
        ops.write(numbers, values, p.offset());
    }

    /// Replaces all numbers by name.
    ///
    /// @throws IllegalArgumentException if a name is missing or unknown, or a length differs
    public void write(Map<String, double[]> byName) {
        Map<String, double[]> left = new HashMap<>(byName);
        for (Parameter p : parameters) {
            double[] v = left.remove(p.name());
            if (v == null) {
                throw new IllegalArgumentException("no values for parameter " + p.name());
            }
            if (v.length != p.shape().size()) {
                throw new IllegalArgumentException(
                        "parameter " + p.name() + " has shape " + p.shape() + ", got " + v.length + " numbers");
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("no parameter named "
                    + left.keySet().stream().sorted().findFirst().orElseThrow());
        }
        parameters.forEach(p -> ops.write(requireNonNull(byName.get(p.name())), values, p.offset()));
        pack();
    }
}
