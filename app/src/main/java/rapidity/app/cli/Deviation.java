package rapidity.app.cli;

import tools.jackson.databind.node.ObjectNode;

/// The largest relative deviation of calculated values from the labels of a file.
final class Deviation {
    private long count;
    private double largest;
    private long row;
    private double label;
    private double value;

    /// Compares values with the last numbers of their rows.
    void add(double[] rows, int columns, double[] values) {
        for (int i = 0; i < values.length; i++) {
            double expected = rows[(i + 1) * columns - 1];
            double relative = Math.abs(values[i] / expected - 1);
            if (!(relative <= largest) || count == 0) {
                largest = relative;
                row = count;
                label = expected;
                value = values[i];
            }
            count++;
        }
    }

    void describe(ObjectNode json) {
        json.put("largest-relative-deviation", largest)
                .put("row", row)
                .put("label", label)
                .put("value", value);
    }

    String sentence() {
        return "largest relative deviation from the labels: " + largest + " (row " + row + ": label " + label
                + ", here " + value + ")";
    }
}
