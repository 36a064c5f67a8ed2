package rapidity.app.cli;

/// Mean and spread of ln abs(M)^2 over the labels of many rows.
final class LogLabels {
    private long count;
    private double sum;
    private double squares;

    /// Adds the last numbers of some rows.
    void add(double[] rows, int rowLength) {
        for (int at = rowLength - 1; at < rows.length; at += rowLength) {
            double y = Math.log(rows[at]);
            count++;
            sum += y;
            squares += y * y;
        }
    }

    long count() {
        return count;
    }

    double mean() {
        return sum / count;
    }

    /// The standard deviation.
    double spread() {
        return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
    }
}
