package rapidity.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntToDoubleFunction;
import rapidity.engine.kernel.TileLayout;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Where a network's parameters are declared: always the first argument of a layer's constructor. A layer opens a child
/// name for each of its parts and declares its own arrays; each array has its own stream of random numbers, drawn from
/// the seed and its name, so that one layer's draws do not depend on another's.
///
/// ```java
/// weight = p.uniform("weight", bound, out, in);
/// norm = new EquiLayerNorm(p.in("norm"), width);
/// ```
public final class Params {
    private final Declared declared;
    private final String prefix;

    private final boolean trainable;

    private Params(Declared declared, String prefix, boolean trainable) {
        this.declared = declared;
        this.prefix = prefix;
        this.trainable = trainable;
    }

    /// The root of a network's names.
    ///
    /// @param streams initial values come from its stream "init", one sub-stream per name
    public static Params of(RandomStreams streams) {
        return new Params(new Declared(streams), "", true);
    }

    /// The same, refusing networks of more weights than this: for descriptions that are not trusted. It holds for all
    /// names of the network.
    public Params atMost(long weights) {
        declared.most = weights;
        return this;
    }

    /// A child name.
    public Params in(String name) {
        return new Params(declared, prefix + name + ".", trainable);
    }

    /// The same name, for parameters that belong to the network's files but are not trained: no result depends on them,
    /// or they are random features.
    public Params frozen() {
        return new Params(declared, prefix, false);
    }

    /// The name up to here, such as `blocks.0.mlp`; empty at the root.
    public String name() {
        return prefix.isEmpty() ? prefix : prefix.substring(0, prefix.length() - 1);
    }

    /// Uniform on [-bound, bound].
    public Parameter uniform(String name, double bound, int... shape) {
        return uniformAround(name, 0, bound, shape);
    }

    /// Uniform on [centre - bound, centre + bound].
    public Parameter uniformAround(String name, double centre, double bound, int... shape) {
        return draw(name, random -> i -> centre + bound * (2 * random.nextDouble() - 1), shape);
    }

    /// The same number everywhere.
    public Parameter constant(String name, double value, int... shape) {
        return draw(name, random -> i -> value, shape);
    }

    /// Entries from any rule, called with their row-major positions in order.
    ///
    /// @param rule from the parameter's own stream of random numbers
    public Parameter draw(String name, Function<RandomStream, IntToDoubleFunction> rule, int... shape) {
        return declared.add(prefix + name, rule, Shape.of(shape), trainable);
    }

    /// Everything declared so far, in order.
    public List<Parameter> parameters() {
        return List.copyOf(declared.parameters);
    }

    /// The weights of everything declared so far, with their initial values.
    public Weights weights(Engine engine) {
        Weights r = new Weights(engine, declared);
        r.write(declared.initial());
        return r;
    }

    /// The weights of everything declared so far, without values: write them before use.
    public Weights blankWeights(Engine engine) {
        return new Weights(engine, declared);
    }

    /// Declares a matrix whose entries are weights up to a sign.
    ///
    /// @param source from (row, column) to 0 or plus/minus (position + 1)
    PackedMatrix matrix(int rows, int columns, IntBinaryOperator source) {
        int[] sources = new int[rows * columns];
        for (int n = 0; n < rows; n++) {
            for (int k = 0; k < columns; k++) {
                sources[n * columns + k] = source.applyAsInt(n, k);
            }
        }
        PackedMatrix m = new PackedMatrix(rows, columns, sources, declared.packedSize, declared.gradientSize);
        declared.matrices.add(m);
        declared.packedSize += m.packedSize();
        declared.gradientSize += rows * columns;
        return m;
    }

    /// Declares that kernels keep a parameter of shape (out, in) in their order: the weights of an ordinary linear map.
    public WeightMatrix linear(Parameter weight) {
        WeightMatrix w = new WeightMatrix(weight, declared.panelsSize);
        declared.linear.add(w);
        declared.panelsSize += w.panelsSize();
        return w;
    }

    /// Declares a vector whose entries are weights up to a sign, or `rest`; it is padded so that kernels may read whole
    /// groups.
    PackedVector vector(int[] source, double rest) {
        PackedVector v = new PackedVector(source, rest, declared.packedSize, declared.gradientSize);
        declared.vectors.add(v);
        declared.packedSize += TileLayout.padded(source.length);
        declared.gradientSize += TileLayout.padded(source.length);
        return v;
    }

    /// All that a network has declared.
    static final class Declared {
        final RandomStreams streams;
        final List<Parameter> parameters = new ArrayList<>();
        private final List<Function<RandomStream, IntToDoubleFunction>> rules = new ArrayList<>();
        private final Map<String, double[]> drawn = new LinkedHashMap<>();
        private final List<PackedMatrix> matrices = new ArrayList<>();
        private final List<PackedVector> vectors = new ArrayList<>();
        private final List<WeightMatrix> linear = new ArrayList<>();
        final Set<String> names = new HashSet<>();
        int size;
        private int packedSize;
        private int gradientSize;
        private int panelsSize;
        private long most = Integer.MAX_VALUE;

        Declared(RandomStreams streams) {
            this.streams = streams;
        }

        Parameter add(String name, Function<RandomStream, IntToDoubleFunction> rule, Shape shape, boolean trainable) {
            if (!names.add(name)) {
                throw new IllegalArgumentException("parameter " + name + " is declared twice");
            }
            Parameter p = new Parameter(name, shape, size, trainable);
            if (shape.size() > most - size) {
                throw new IllegalArgumentException(
                        "a network of more than " + most + " weights, with " + name + " of shape " + shape);
            }
            size += shape.size();
            parameters.add(p);
            rules.add(rule);
            return p;
        }

        Packing packing() {
            return new Packing(matrices, vectors, linear, packedSize, gradientSize);
        }

        /// Initial values by name, drawn when they are first asked for.
        Map<String, double[]> initial() {
            for (int i = drawn.size(); i < parameters.size(); i++) {
                String name = parameters.get(i).name();
                IntToDoubleFunction rule = rules.get(i).apply(streams.stream("init/" + name));
                double[] values = new double[parameters.get(i).shape().size()];
                for (int k = 0; k < values.length; k++) {
                    values[k] = rule.applyAsDouble(k);
                }
                drawn.put(name, values);
            }
            return drawn;
        }
    }
}
