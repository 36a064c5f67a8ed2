package rapidity.data.expression;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.FunctionParameterDefinition;
import com.ezylang.evalex.operators.booleans.InfixAndOperator;
import com.ezylang.evalex.operators.booleans.InfixOrOperator;
import com.ezylang.evalex.operators.booleans.PrefixNotOperator;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import rapidity.kinematics.Angles;

/// The operations of an expression. Angles are in radians, comparisons give 1 or 0, and any other number than 0 is
/// true.
final class Functions {
    private static final Map<String, DoubleUnaryOperator> OF_ONE = Map.ofEntries(
            Map.entry("abs", Math::abs),
            Map.entry("sqrt", Math::sqrt),
            Map.entry("exp", Math::exp),
            Map.entry("log", Math::log),
            Map.entry("log10", Math::log10),
            Map.entry("sin", Math::sin),
            Map.entry("cos", Math::cos),
            Map.entry("tan", Math::tan),
            Map.entry("sinh", Math::sinh),
            Map.entry("cosh", Math::cosh),
            Map.entry("tanh", Math::tanh),
            Map.entry("asinh", Angles::asinh),
            Map.entry("atan", Math::atan),
            Map.entry("sign", Math::signum),
            Map.entry("wrap", Angles::wrap));

    private static final Map<String, DoubleBinaryOperator> OF_TWO = Map.of(
            "min", Math::min,
            "max", Math::max,
            "hypot", Math::hypot,
            "atan2", Math::atan2,
            "pow", Math::pow);

    private static final Map<String, DoubleBinaryOperator> INFIX = Map.ofEntries(
            Map.entry("+", Double::sum),
            Map.entry("-", (a, b) -> a - b),
            Map.entry("*", (a, b) -> a * b),
            Map.entry("/", (a, b) -> a / b),
            Map.entry("%", (a, b) -> a % b),
            Map.entry("^", Math::pow),
            Map.entry("=", (a, b) -> number(a == b)),
            Map.entry("==", (a, b) -> number(a == b)),
            Map.entry("!=", (a, b) -> number(a != b)),
            Map.entry("<>", (a, b) -> number(a != b)),
            Map.entry("<", (a, b) -> number(a < b)),
            Map.entry("<=", (a, b) -> number(a <= b)),
            Map.entry(">", (a, b) -> number(a > b)),
            Map.entry(">=", (a, b) -> number(a >= b)),
            Map.entry("and", (a, b) -> number(a != 0 && b != 0)),
            Map.entry("&&", (a, b) -> number(a != 0 && b != 0)),
            Map.entry("or", (a, b) -> number(a != 0 || b != 0)),
            Map.entry("||", (a, b) -> number(a != 0 || b != 0)));

    private static final Map<String, DoubleUnaryOperator> PREFIX =
            Map.of("-", a -> -a, "+", a -> a, "not", a -> number(a == 0), "!", a -> number(a == 0));

    private static final Map<String, Double> CONSTANTS = Map.of("pi", Math.PI, "true", 1.0, "false", 0.0);

    /// What EvalEx needs to parse: the names of functions and operators.
    static final ExpressionConfiguration CONFIGURATION = configuration();

    private Functions() {}

    private static double number(boolean truth) {
        return truth ? 1 : 0;
    }

    private static ExpressionConfiguration configuration() {
        MapBasedFunctionDictionary names = new MapBasedFunctionDictionary();
        OF_ONE.keySet().forEach(name -> names.addFunction(name, new Name(1)));
        OF_TWO.keySet().forEach(name -> names.addFunction(name, new Name(2)));
        ExpressionConfiguration configuration = ExpressionConfiguration.builder()
                .functionDictionary(names)
                .implicitMultiplicationAllowed(false)
                .singleQuoteStringLiteralsAllowed(true)
                .build();
        return configuration.withAdditionalOperators(
                Map.entry("and", new InfixAndOperator()),
                Map.entry("or", new InfixOrOperator()),
                Map.entry("not", new PrefixNotOperator()));
    }

    /// The value of a name that is a constant.
    static OptionalDouble constant(ASTNode node) {
        boolean name = node.getToken().getType() == Token.TokenType.VARIABLE_OR_CONSTANT;
        Double value = name ? CONSTANTS.get(node.getToken().getValue()) : null;
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// @throws IllegalArgumentException if the operation takes another count of arguments, or is not known
    static void requireArguments(Token operation, int count) {
        String name = name(operation);
        int expected = switch (operation.getType()) {
            case PREFIX_OPERATOR -> PREFIX.containsKey(name) ? 1 : -1;
            case INFIX_OPERATOR -> INFIX.containsKey(name) ? 2 : -1;
            default -> OF_ONE.containsKey(name) ? 1 : OF_TWO.containsKey(name) ? 2 : -1;
        };
        if (expected < 0) {
            throw new IllegalArgumentException("'" + name + "' is not known in expressions");
        }
        if (expected != count) {
            throw new IllegalArgumentException(name + " takes " + expected + " arguments, not " + count);
        }
    }

    static Operand apply(Token operation, List<Operand> arguments) throws UnequalLengths {
        String name = name(operation);
        return switch (operation.getType()) {
            case PREFIX_OPERATOR -> arguments.getFirst().map(known(PREFIX, name));
            case INFIX_OPERATOR -> arguments.get(0).combine(arguments.get(1), known(INFIX, name));
            default ->
                arguments.size() == 1
                        ? arguments.getFirst().map(known(OF_ONE, name))
                        : arguments.get(0).combine(arguments.get(1), known(OF_TWO, name));
        };
    }

    private static <T> T known(Map<String, T> functions, String name) {
        T function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("'" + name + "' is not known in expressions");
        }
        return function;
    }

    private static String name(Token operation) {
        return operation.getValue().toLowerCase(Locale.ROOT);
    }

    /// A function as far as the parser must know it: that there is one of this name.
    private static final class Name implements FunctionIfc {
        private final int arguments;

        Name(int arguments) {
            this.arguments = arguments;
        }

        @Override
        public List<FunctionParameterDefinition> getFunctionParameterDefinitions() {
            FunctionParameterDefinition any =
                    FunctionParameterDefinition.builder().name("x").build();
            return arguments == 1 ? List.of(any) : List.of(any, any);
        }

        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values)
                throws EvaluationException {
            throw new EvaluationException(token, "columns are not computed here");
        }

        @Override
        public void validatePreEvaluation(Token token, EvaluationValue... values) {}

        @Override
        public boolean hasVarArgs() {
            return false;
        }
    }
}
