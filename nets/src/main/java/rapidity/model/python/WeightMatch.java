package rapidity.model.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.engine.Weights;
import rapidity.model.ModelFormatException;
import rapidity.model.Quoted;
import rapidity.model.Spelling;
import rapidity.model.StoredType;

/// The part of a checkpoint that holds a network's weights: a state dictionary, and a prefix that all names have there,
/// such as `net.`, `module.` or `_orig_mod.`. It is found by the names of the network's parameters.
///
/// @param prefix before the network's own names
/// @param dropped tensors of the network that are no weights: metric buffers, and tensors without numbers
/// @param leftOut names beside the network, under other prefixes
public record WeightMatch(StateDict state, String prefix, List<String> dropped, List<String> leftOut) {
    /// Longer names are no names of modules.
    private static final int LONGEST_NAME = 200;

    private static final int MOST_COMPARED = 1000;
    private static final String METRIC = ".metric";

    public WeightMatch {
        dropped = List.copyOf(dropped);
        leftOut = List.copyOf(leftOut);
    }

    /// Finds the weights of a network.
    ///
    /// @param chosen path of the state dictionary to take, if several have all the names
    /// @throws ModelFormatException if there are none, or several and none is chosen, or a name or a shape differs:
    ///     with the first difference
    public static WeightMatch find(PythonCheckpoint checkpoint, List<Parameter> parameters, Optional<String> chosen)
            throws IOException {
        return new Search(checkpoint.file(), parameters).find(among(checkpoint, chosen));
    }

    private static List<StateDict> among(PythonCheckpoint checkpoint, Optional<String> chosen) throws IOException {
        List<StateDict> all = checkpoint.states();
        if (chosen.isEmpty()) {
            return all;
        }
        List<StateDict> found =
                all.stream().filter(s -> s.path().equals(chosen.get())).toList();
        if (found.isEmpty()) {
            throw new ModelFormatException(
                    checkpoint.file(),
                    "state dictionaries",
                    "one named '" + chosen.get() + "'",
                    all.stream().map(s -> "'" + s.path() + "'").collect(Collectors.joining(", ")));
        }
        return found;
    }

    /// Where they lie in the file, in words.
    public String place() {
        return (state.path().isEmpty() ? "the state dictionary" : "state dictionary '" + Quoted.of(state.path()) + "'")
                + (prefix.isEmpty() ? "" : ", prefix '" + Quoted.of(prefix) + "'");
    }

    /// Reads the numbers into the network that they were matched with.
    public void load(Weights into) throws IOException {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (Parameter p : into.parameters()) {
            values.put(
                    p.name(), p.shape().size() == 0 ? new double[0] : tensor(p).values());
        }
        into.write(values);
    }

    private StateTensor tensor(Parameter p) {
        StateTensor t = state.tensors().get(prefix + p.name());
        if (t == null) {
            throw new IllegalArgumentException("the weights were matched with another network: no " + p.name());
        }
        return t;
    }

    /// Double if any number is, else single: whole numbers beyond 2^24 are rounded.
    public Precision precision(List<Parameter> parameters) {
        return parameters.stream()
                        .anyMatch(p -> p.shape().size() > 0 && tensor(p).type() == StoredType.F64)
                ? Precision.FLOAT64
                : Precision.FLOAT32;
    }

    /// Looks through the state dictionaries of a file.
    private static final class Search {
        private final Path file;
        /// Those with numbers: some writers leave the others out.
        private final List<Parameter> parameters;

        private final Set<String> names;

        Search(Path file, List<Parameter> parameters) {
            this.file = file;
            this.parameters =
                    parameters.stream().filter(p -> p.shape().size() > 0).toList();
            this.names = parameters.stream().map(Parameter::name).collect(Collectors.toSet());
        }

        private record Candidate(StateDict state, String prefix, int found) {
            String place() {
                return "state dictionary" + (state.path().isEmpty() ? "" : " '" + state.path() + "'");
            }
        }

        WeightMatch find(List<StateDict> states) throws ModelFormatException {
            List<Candidate> candidates = new ArrayList<>();
            for (StateDict s : states) {
                prefixes(s).forEach((prefix, n) -> candidates.add(new Candidate(s, prefix, n)));
            }
            int most = candidates.stream().mapToInt(Candidate::found).max().orElse(0);
            List<Candidate> best =
                    candidates.stream().filter(c -> c.found == most).toList();
            if (best.isEmpty()) {
                throw noWeights(states);
            }
            if (best.size() > 1 && most >= parameters.size()) {
                throw new ModelFormatException(
                        file,
                        "state dictionaries",
                        "one with the weights of the network: choose it by --state",
                        best.stream()
                                .map(c -> "'" + c.state.path() + "'" + withPrefix(c.prefix))
                                .collect(Collectors.joining(", ")));
            }
            return checked(best.getFirst());
        }

        private static String withPrefix(String prefix) {
            return prefix.isEmpty() ? "" : " with prefix '" + Quoted.of(prefix) + "'";
        }

        /// How many of the network's names there are under each prefix.
        private Map<String, Integer> prefixes(StateDict s) {
            Map<String, Integer> r = new HashMap<>();
            for (String name : s.tensors().keySet()) {
                for (int from = 0; from >= 0 && name.length() <= LONGEST_NAME; from = next(name, from)) {
                    if (names.contains(name.substring(from))) {
                        r.merge(name.substring(0, from), 1, Integer::sum);
                    }
                }
            }
            return r;
        }

        /// After the next dot, -1 if there is none.
        private static int next(String name, int from) {
            int dot = name.indexOf('.', from);
            return dot < 0 ? -1 : dot + 1;
        }

        private ModelFormatException noWeights(List<StateDict> states) {
            String first = states.stream()
                    .flatMap(s -> s.tensors().keySet().stream())
                    .findFirst()
                    .map(n -> "tensors such as '" + Quoted.of(n) + "'")
                    .orElse("no named tensor");
            return new ModelFormatException(
                    file,
                    "contents",
                    "the network's tensors, such as '" + parameters.getFirst().name() + "'",
                    first);
        }

        private WeightMatch checked(Candidate c) throws ModelFormatException {
            Map<String, StateTensor> tensors = c.state.tensors();
            for (Parameter p : parameters) {
                StateTensor t = tensors.get(c.prefix + p.name());
                if (t == null) {
                    throw missing(c, p);
                }
                if (!t.shape().equals(p.shape())) {
                    throw new ModelFormatException(
                            file,
                            "tensor '" + Quoted.of(c.prefix + p.name()) + "'",
                            "shape " + p.shape() + ", as the arguments say",
                            t.shape().toString());
                }
            }
            return sorted(c);
        }

        private ModelFormatException missing(Candidate c, Parameter p) {
            Set<String> unknown = new HashSet<>();
            c.state.tensors().keySet().stream()
                    .filter(n -> n.startsWith(c.prefix) && n.length() <= LONGEST_NAME)
                    .map(n -> n.substring(c.prefix.length()))
                    .filter(n -> !names.contains(n))
                    .limit(MOST_COMPARED)
                    .forEach(unknown::add);
            String nearest = Spelling.nearest(p.name(), unknown)
                    .map(n -> ", but '" + Quoted.of(c.prefix + n) + "'")
                    .orElse("");
            return new ModelFormatException(
                    file,
                    c.place(),
                    "the tensor '" + Quoted.of(c.prefix + p.name()) + "' of shape " + p.shape()
                            + ", as the arguments say",
                    "none" + nearest);
        }

        private WeightMatch sorted(Candidate c) throws ModelFormatException {
            List<String> dropped = new ArrayList<>();
            List<String> leftOut = new ArrayList<>();
            for (Map.Entry<String, StateTensor> e : c.state.tensors().entrySet()) {
                String name = e.getKey();
                if (!name.startsWith(c.prefix)) {
                    leftOut.add(Quoted.of(name));
                } else if (!names.contains(name.substring(c.prefix.length()))) {
                    if (!name.endsWith(METRIC) && e.getValue().shape().size() > 0) {
                        throw new ModelFormatException(
                                file,
                                c.place(),
                                "the tensors of the network only, as the arguments say",
                                "also '" + Quoted.of(name) + "' of shape "
                                        + e.getValue().shape());
                    }
                    dropped.add(Quoted.of(name));
                }
            }
            return new WeightMatch(c.state, c.prefix, dropped, leftOut);
        }
    }
}
