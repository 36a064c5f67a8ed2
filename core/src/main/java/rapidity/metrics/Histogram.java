package rapidity.metrics;

/// A histogram with bins of equal width on [from, to), weights and errors.
///
/// ```
/// content_i = sum of w,   error_i = sqrt(sum of w^2)
/// ```
///
/// What lies outside is kept as underflow and overflow, and NaN is counted: nothing is lost silently.
public final class Histogram {
    private final double from;
    private final double to;
    private final double[] contents;
    private final double[] squares;
    private double underflow;
    private double overflow;
    private long undefined;

    /// An empty histogram.
    ///
    /// @throws IllegalArgumentException unless there is a bin and from < to, both finite
    public Histogram(int bins, double from, double to) {
        if (bins < 1 || !(from < to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException("no histogram has " + bins + " bins on [" + from + ", " + to + ")");
        }
        this.from = from;
        this.to = to;
        contents = new double[bins];
        squares = new double[bins];
    }

    /// Counts x.
    public void fill(double x) {
        fill(x, 1);
    }

    /// Counts x with a weight, which may be negative. A bin holds its lower edge.
    public void fill(double x, double weight) {
        if (Double.isNaN(x)) {
            undefined++;
        } else if (x < from) {
            underflow += weight;
        } else if (x >= to) {
            overflow += weight;
        } else {
            int bin = Math.min((int) ((x - from) / (to - from) * contents.length), contents.length - 1);
            contents[bin] += weight;
            squares[bin] += weight * weight;
        }
    }

    /// The number of bins.
    public int bins() {
        return contents.length;
    }

    /// The lower edge of bin i; that of bin `bins()` is the upper end of the range.
    public double edge(int i) {
        return i == contents.length ? to : from + i * width();
    }

    /// The width of a bin.
    public double width() {
        return (to - from) / contents.length;
    }

    /// The sum of the weights in bin i.
    public double content(int i) {
        return contents[i];
    }

    /// The statistical error of bin i, `sqrt(sum of w^2)`.
    public double error(int i) {
        return Math.sqrt(squares[i]);
    }

    /// The sum of the weights inside the range.
    public double sum() {
        double sum = 0;
        for (double content : contents) {
            sum += content;
        }
        return sum;
    }

    /// The density in bin i: its integral over the range is 1. NaN if the range is empty.
    public double density(int i) {
        return contents[i] / (sum() * width());
    }

    /// The error of the density in bin i, that of the normalisation left out.
    public double densityError(int i) {
        return error(i) / (sum() * width());
    }

    /// The sum of the weights below the range.
    public double underflow() {
        return underflow;
    }

    /// The sum of the weights at or above the end of the range.
    public double overflow() {
        return overflow;
    }

    /// The number of values that were NaN.
    public long undefined() {
        return undefined;
    }
}
