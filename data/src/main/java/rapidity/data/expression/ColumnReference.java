package rapidity.data.expression;

/// A column in an expression, or one number of the last axis of its arrays.
///
/// @param component which number, or -1 for the column itself
public record ColumnReference(String name, int component) {
    static ColumnReference of(String name) {
        return new ColumnReference(name, -1);
    }

    ColumnReference component(int index) {
        if (index < 0) {
            throw new IllegalArgumentException(name + "[" + index + "]: numbers count from 0");
        }
        return new ColumnReference(name, index);
    }

    @Override
    public String toString() {
        return component < 0 ? name : name + "[" + component + "]";
    }
}
