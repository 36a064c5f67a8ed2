package rapidity.model.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.model.BareNetwork;
import rapidity.model.ModelFormatException;

/// A network of Python with the weights of a checkpoint.
///
/// @param net with the weights
/// @param match where they lay in the file
/// @param python what it is in Python
public record PythonImport(BareNetwork net, WeightMatch match, PythonNetwork python) {
    private static final long MORE = 1 << 16;

    /// Reads the weights, in the precision of the file.
    ///
    /// @param state path of the state dictionary, if the file has several with these names
    /// @throws ModelFormatException if the file is damaged, names something that is not plain data, or its tensors are
    ///     not those of the network: with the first difference
    public static PythonImport read(Path checkpoint, PythonNetwork python, Optional<String> state) throws IOException {
        try (PythonCheckpoint file = PythonCheckpoint.open(checkpoint)) {
            checkDialect(file, python.dialect());
            BareNetwork.Plan plan = plan(file, python);
            List<Parameter> parameters = plan.parameters();
            WeightMatch match = WeightMatch.find(file, parameters, state);
            Precision precision = match.precision(parameters);
            BareNetwork net = plan.blank(Engine.of(precision));
            match.load(net.weights());
            return new PythonImport(net, match, python);
        }
    }

    /// A network that is a little too large is refused later, with the first tensor that differs; one that is much too
    /// large takes no memory. A tensor with strides of 0 has more numbers than its file, which has a byte for each.
    private static BareNetwork.Plan plan(PythonCheckpoint file, PythonNetwork python) throws IOException {
        long numbers = Math.min(
                file.size(),
                file.states().stream().mapToLong(StateDict::numbers).max().orElse(0));
        try {
            return BareNetwork.Plan.of(python.config(), Optional.of(python.origin()), 2 * numbers + MORE);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(
                    file.file(),
                    "contents",
                    "the weights of a network as large as the arguments say",
                    numbers + " numbers (" + e.getMessage() + ")");
        }
    }

    /// How many weights of each array are NaN or infinite; arrays without any are left out.
    public Map<String, Integer> notFinite() {
        Map<String, Integer> r = new LinkedHashMap<>();
        for (Parameter p : net.weights().parameters()) {
            int n = (int) Arrays.stream(net.weights().read(p))
                    .filter(w -> !Double.isFinite(w))
                    .count();
            if (n > 0) {
                r.put(p.name(), n);
            }
        }
        return r;
    }

    private static void checkDialect(PythonCheckpoint file, Dialect expected) throws ModelFormatException {
        List<String> names = file.states().stream()
                .flatMap(s -> s.tensors().keySet().stream())
                .toList();
        Optional<Dialect> seen = seenIn(names);
        if (seen.isPresent() && seen.get() != expected) {
            throw new ModelFormatException(
                    file.file(),
                    "dialect",
                    "weights of " + expected.packages() + ", as 'package' in the arguments says",
                    "those of " + seen.get().packages() + ", which computes another function from them: "
                            + (seen.get() == Dialect.V1
                                    ? "queries, keys and values have a bias"
                                    : "queries, keys and values have no bias"));
        }
    }

    /// The dialect that the names of tensors tell: only 1.x has biases of queries, keys and values, and stores metrics.
    private static Optional<Dialect> seenIn(List<String> names) {
        if (projections(names).findAny().isEmpty()) {
            return Optional.empty();
        }
        boolean v1 = projections(names).anyMatch(n -> n.endsWith(".bias"));
        return Optional.of(v1 ? Dialect.V1 : Dialect.V2);
    }

    private static Stream<String> projections(List<String> names) {
        return names.stream()
                .filter(n -> n.contains("attention.qkv_module.")
                        || n.contains("attention.linear_in.linear_s.")
                        || n.contains("attention.q_linear."));
    }
}
