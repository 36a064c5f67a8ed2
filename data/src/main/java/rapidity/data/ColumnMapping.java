package rapidity.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import rapidity.data.expression.ColumnExpression;

/// Which columns of a user's own files are what; each side of a colon in
///
/// ```yaml
/// constituents: {pt: part_pt, eta: part_eta, phi: part_phi, mass: part_mass}
/// features: {charge: part_charge, d0: tanh(part_d0val)}
/// label: {signal: is_top}
/// selection: jet_pt > 500 and abs(jet_eta) < 2
/// max-constituents: 128
/// ```
///
/// is a name of ours on the left, an expression in the file's columns on the right.
///
/// @param momentum how constituents are given
/// @param mask 1 for the slots of a padded array that hold a constituent; without it those of any momentum do
/// @param features further numbers of each constituent, by name
/// @param label the classes; one class is told from "background", of several one is true for each jet
/// @param selection true for the jets that are kept
/// @param most how many constituents are kept of a jet, the hardest
public record ColumnMapping(
        Momentum momentum,
        Optional<ColumnExpression> mask,
        Map<String, ColumnExpression> features,
        Map<String, ColumnExpression> label,
        Optional<ColumnExpression> selection,
        int most) {
    /// What tells the class that has no name of its own.
    public static final String BACKGROUND = "background";

    private static final String MASK = "mask";

    /// The momentum of a constituent: components by name, in one of the sets of [#SETS].
    ///
    /// @param components expressions by the names of the set
    public record Momentum(Map<String, ColumnExpression> components) {
        /// The sets of names that give a momentum; without a mass it is zero.
        public static final List<Set<String>> SETS = List.of(
                Set.of("e", "px", "py", "pz"),
                Set.of("px", "py", "pz", "mass"),
                Set.of("pt", "eta", "phi", "mass"),
                Set.of("pt", "eta", "phi", "e"),
                Set.of("pt", "eta", "phi"),
                Set.of("pt", "y", "phi", "mass"));

        /// @throws IllegalArgumentException if the names are no such set
        public Momentum {
            if (!SETS.contains(components.keySet())) {
                throw new IllegalArgumentException("constituents are given by one of " + sets() + ", not by "
                        + components.keySet().stream().sorted().toList());
            }
            components = Map.copyOf(components);
        }

        private static String sets() {
            return String.join(
                    "; ",
                    SETS.stream()
                            .map(set -> String.join(", ", set.stream().sorted().toList()))
                            .toList());
        }
    }

    /// @throws IllegalArgumentException if no constituent would be kept
    public ColumnMapping {
        if (most < 1) {
            throw new IllegalArgumentException("max-constituents must be at least 1, got " + most);
        }
    }

    /// Reads the expressions of a recipe.
    ///
    /// @param selection empty to keep all jets
    /// @throws IllegalArgumentException with what is wrong
    public static ColumnMapping parse(
            Map<String, String> constituents,
            Map<String, String> features,
            Map<String, String> label,
            String selection,
            int most) {
        Map<String, ColumnExpression> components = new LinkedHashMap<>(expressions(constituents));
        Optional<ColumnExpression> mask = Optional.ofNullable(components.remove(MASK));
        ColumnExpression mass = components.remove("m");
        if (mass != null && components.putIfAbsent("mass", mass) != null) {
            throw new IllegalArgumentException("constituents have both m and mass, which are the same: leave one out");
        }
        return new ColumnMapping(
                new Momentum(components),
                mask,
                expressions(features),
                expressions(label),
                selection.isBlank() ? Optional.empty() : Optional.of(ColumnExpression.parse(selection)),
                most);
    }

    private static Map<String, ColumnExpression> expressions(Map<String, String> texts) {
        Map<String, ColumnExpression> parsed = new LinkedHashMap<>();
        texts.forEach((name, text) -> parsed.put(name, ColumnExpression.parse(text)));
        return parsed;
    }

    /// The same where an expression that is the whole name of a column is this column.
    ColumnMapping on(Collection<String> columns) {
        UnaryOperator<ColumnExpression> known = expression -> expression.orColumn(columns);
        return new ColumnMapping(
                new Momentum(each(momentum.components, known)),
                mask.map(known),
                each(features, known),
                each(label, known),
                selection.map(known),
                most);
    }

    private static Map<String, ColumnExpression> each(
            Map<String, ColumnExpression> expressions, UnaryOperator<ColumnExpression> f) {
        Map<String, ColumnExpression> r = new LinkedHashMap<>();
        expressions.forEach((name, expression) -> r.put(name, f.apply(expression)));
        return r;
    }

    /// The names of the classes; a label is an index into them.
    public List<String> classes() {
        List<String> classes = new ArrayList<>(label.keySet());
        if (classes.size() == 1) {
            classes.addFirst(BACKGROUND);
        }
        return classes;
    }
}
