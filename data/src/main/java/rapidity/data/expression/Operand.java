package rapidity.data.expression;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import rapidity.data.format.Jagged;

/// Numbers in an expression: one for all rows, one for each row, or any count for each row.
///
/// @param values the numbers
/// @param offsets where each row's numbers begin, for [Kind#RAGGED]; otherwise empty
record Operand(Kind kind, double[] values, int[] offsets) {
    enum Kind {
        CONSTANT,
        ROWS,
        RAGGED
    }

    static Operand constant(double value) {
        return new Operand(Kind.CONSTANT, new double[] {value}, new int[0]);
    }

    static Operand rows(double[] values) {
        return new Operand(Kind.ROWS, values, new int[0]);
    }

    static Operand ragged(Jagged numbers) {
        return new Operand(Kind.RAGGED, numbers.values(), numbers.offsets());
    }

    Operand map(DoubleUnaryOperator function) {
        return new Operand(kind, Arrays.stream(values).map(function).toArray(), offsets);
    }

    /// The function of this and another, number by number; what has fewer is repeated.
    ///
    /// @throws UnequalLengths if both are ragged and rows differ in length
    Operand combine(Operand other, DoubleBinaryOperator function) throws UnequalLengths {
        Operand a = this;
        Operand b = other;
        if (a.kind.compareTo(b.kind) < 0) {
            a = a.like(b);
        } else if (b.kind.compareTo(a.kind) < 0) {
            b = b.like(a);
        } else if (a.kind == Kind.RAGGED) {
            UnequalLengths.require(a.offsets, b.offsets);
        }
        double[] result = new double[a.values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = function.applyAsDouble(a.values[i], b.values[i]);
        }
        return new Operand(a.kind, result, a.offsets);
    }

    /// The same numbers, repeated until there are as many as in another operand.
    private Operand like(Operand other) {
        double[] repeated = new double[other.values.length];
        if (kind == Kind.CONSTANT) {
            Arrays.fill(repeated, values[0]);
        } else {
            for (int row = 0; row < values.length; row++) {
                Arrays.fill(repeated, other.offsets[row], other.offsets[row + 1], values[row]);
            }
        }
        return new Operand(other.kind, repeated, other.offsets);
    }
}
