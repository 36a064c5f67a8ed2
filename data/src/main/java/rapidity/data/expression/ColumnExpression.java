package rapidity.data.expression;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rapidity.data.format.Jagged;

/// Arithmetic on columns, such as `jet_pt > 500 and abs(jet_eta) < 2` or `tanh(part_d0val)`.
///
/// Known are numbers, `+ - * / % ^`, comparisons (1 for true, 0 for false), `and`, `or`, `not`, the functions of
/// [Functions], `pi`, `true`, `false`, and columns: by name, by name in quotes where it has other signs than letters,
/// digits and `_`, with `[k]` for number k of the last axis of an array. The text is parsed by EvalEx; nothing of it is
/// executed but these operations on arrays, a whole column at a time.
public final class ColumnExpression {
    private static final int MAX_LENGTH = 2000;

    private final String text;
    private final ASTNode tree;
    private final Set<ColumnReference> columns = new LinkedHashSet<>();

    /// Where the numbers of columns come from.
    public interface Columns {
        /// The numbers of a column in the rows at hand.
        ColumnValues read(ColumnReference column) throws IOException;
    }

    private ColumnExpression(String text, ASTNode tree) {
        this.text = text;
        this.tree = tree;
        check(tree);
    }

    /// Reads an expression.
    ///
    /// @throws IllegalArgumentException with what is wrong with it
    public static ColumnExpression parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an expression of " + text.length() + " letters: at most " + MAX_LENGTH);
        }
        try {
            return new ColumnExpression(text, new Expression(text, Functions.CONFIGURATION).getAbstractSyntaxTree());
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no expression, at letter " + e.getStartPosition() + ": " + e.getMessage(), e);
        }
    }

    /// The column whose name is the whole text, if there is one: `jets/E` is then no quotient.
    public ColumnExpression orColumn(Collection<String> names) {
        String whole = text.strip();
        return names.contains(whole) && !whole.contains("\"") ? parse('"' + whole + '"') : this;
    }

    /// The columns that it needs.
    public Set<ColumnReference> columns() {
        return Set.copyOf(columns);
    }

    /// The text.
    @Override
    public String toString() {
        return text;
    }

    /// One number for each row.
    ///
    /// @throws IllegalArgumentException if it has several for a row
    public double[] perRow(int rows, Columns source) throws IOException, UnequalLengths {
        Operand result = evaluate(tree, source);
        return switch (result.kind()) {
            case ROWS -> result.values();
            case CONSTANT -> {
                double[] repeated = new double[rows];
                java.util.Arrays.fill(repeated, result.values()[0]);
                yield repeated;
            }
            case RAGGED ->
                throw new IllegalArgumentException(
                        "'" + text + "' has a number for each constituent: one for each jet is wanted");
        };
    }

    /// Any count of numbers for each row.
    ///
    /// @throws IllegalArgumentException if it has one for each row
    public Jagged perConstituent(Columns source) throws IOException, UnequalLengths {
        Operand result = evaluate(tree, source);
        if (result.kind() != Operand.Kind.RAGGED) {
            throw new IllegalArgumentException(
                    "'" + text + "' has one number for each jet: one for each constituent is wanted");
        }
        return new Jagged(result.values(), result.offsets());
    }

    /// Collects the columns, and refuses what is no operation on them.
    private void check(ASTNode node) {
        Token token = node.getToken();
        switch (token.getType()) {
            case VARIABLE_OR_CONSTANT, STRING_LITERAL, STRUCTURE_SEPARATOR, ARRAY_INDEX -> {
                if (Functions.constant(node).isEmpty()) {
                    columns.add(reference(node));
                }
            }
            case NUMBER_LITERAL -> number(token);
            case PREFIX_OPERATOR, INFIX_OPERATOR, FUNCTION -> {
                Functions.requireArguments(token, node.getParameters().size());
                node.getParameters().forEach(this::check);
            }
            default -> throw new IllegalArgumentException("'" + text + "': '" + token.getValue() + "' is not known");
        }
    }

    private double number(Token token) {
        try {
            return Double.parseDouble(token.getValue());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "': '" + token.getValue() + "' is no number", e);
        }
    }

    private ColumnReference reference(ASTNode node) {
        Token token = node.getToken();
        List<ASTNode> parts = node.getParameters();
        return switch (token.getType()) {
            case ARRAY_INDEX ->
                reference(parts.get(0)).component((int) number(parts.get(1).getToken()));
            case STRUCTURE_SEPARATOR ->
                ColumnReference.of(reference(parts.get(0)).name() + "."
                        + reference(parts.get(1)).name());
            case VARIABLE_OR_CONSTANT, STRING_LITERAL -> ColumnReference.of(token.getValue());
            default -> throw new IllegalArgumentException("'" + text + "': [ ] stands behind a column only");
        };
    }

    private Operand evaluate(ASTNode node, Columns source) throws IOException, UnequalLengths {
        Token token = node.getToken();
        return switch (token.getType()) {
            case NUMBER_LITERAL -> Operand.constant(number(token));
            case PREFIX_OPERATOR, INFIX_OPERATOR, FUNCTION -> {
                List<Operand> arguments = new ArrayList<>();
                for (ASTNode parameter : node.getParameters()) {
                    arguments.add(evaluate(parameter, source));
                }
                yield Functions.apply(token, arguments);
            }
            default -> {
                var constant = Functions.constant(node);
                yield constant.isPresent()
                        ? Operand.constant(constant.getAsDouble())
                        : source.read(reference(node)).operand();
            }
        };
    }
}
