package rapidity.data.expression;

import rapidity.data.format.Jagged;

/// The numbers of a column in some rows.
public sealed interface ColumnValues {
    /// One number for each row.
    record PerRow(double[] values) implements ColumnValues {
        @Override
        public Operand operand() {
            return Operand.rows(values);
        }
    }

    /// Any count for each row.
    record PerConstituent(Jagged values) implements ColumnValues {
        @Override
        public Operand operand() {
            return Operand.ragged(values);
        }
    }

    /// As the expression computes with it.
    Operand operand();
}
