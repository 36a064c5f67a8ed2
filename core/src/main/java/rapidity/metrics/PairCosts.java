package rapidity.metrics;

/// What it costs to match point i of one set with point j of another: the matrix that the distances between sets start
/// from. A set is an array of its points one after another, such as the four-momenta of a jet.
///
/// @param rows points of the first set
/// @param columns points of the second set
/// @param values row-major; the array is kept, not copied
public record PairCosts(int rows, int columns, double[] values) {
    /// @throws IllegalArgumentException if the number of values is not that of the pairs, or with the pair if a cost is
    ///     not finite
    public PairCosts {
        if (rows < 0 || columns < 0 || values.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    rows + " x " + columns + " costs expected, got " + values.length + " numbers");
        }
        double sum = 0;
        for (double cost : values) {
            sum += 0 * cost;
        }
        if (sum != 0) {
            throw new IllegalArgumentException(notFinite(columns, values));
        }
    }

    private static String notFinite(int columns, double[] values) {
        int at = 0;
        while (Double.isFinite(values[at])) {
            at++;
        }
        return "the distance of point " + at / columns + " of the first set and point " + at % columns
                + " of the second is " + values[at] + ": all coordinates must be finite";
    }

    /// `|x_i - y_j|^2`, Euclidean.
    ///
    /// @param components numbers of each point
    /// @throws IllegalArgumentException if a length is no multiple of that, or a distance is not finite
    public static PairCosts squared(double[] x, double[] y, int components) {
        int rows = points(x, components);
        int columns = points(y, components);
        double[] costs = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int c = 0; c < components; c++) {
                    double d = x[i * components + c] - y[j * components + c];
                    sum += d * d;
                }
                costs[i * columns + j] = sum;
            }
        }
        return new PairCosts(rows, columns, costs);
    }

    /// `|x_i - y_j|`, Euclidean.
    ///
    /// @throws IllegalArgumentException as [#squared]
    public static PairCosts euclidean(double[] x, double[] y, int components) {
        PairCosts costs = squared(x, y, components);
        for (int k = 0; k < costs.values.length; k++) {
            costs.values[k] = Math.sqrt(costs.values[k]);
        }
        return costs;
    }

    /// `(x_i - y_j)^2` in the metric (+, -, -, -), with its sign.
    ///
    /// @param x four-vectors
    /// @param y four-vectors
    /// @throws IllegalArgumentException as [#squared]
    public static PairCosts minkowski(double[] x, double[] y) {
        PairCosts costs = squared(x, y, 4);
        for (int i = 0; i < costs.rows; i++) {
            for (int j = 0; j < costs.columns; j++) {
                double e = x[4 * i] - y[4 * j];
                int k = i * costs.columns + j;
                costs.values[k] = 2 * e * e - costs.values[k];
            }
        }
        return costs;
    }

    private static int points(double[] set, int components) {
        if (components < 1 || set.length % components != 0) {
            throw new IllegalArgumentException(
                    "points of " + components + " components expected, got " + set.length + " numbers");
        }
        return set.length / components;
    }

    /// The cost of one pair.
    public double at(int row, int column) {
        return values[row * columns + column];
    }
}
