package rapidity.app.report.figure;

/// One direction of a plot: what it shows, from where to where.
///
/// @param label quantity and unit, with the markup of [RichText]
/// @param lower value at the left or lower end, in the axis's own unit
/// @param upper value at the right or upper end, larger than `lower`
public record Axis(String label, Scale scale, double lower, double upper) {
    /// The map from values to lengths on paper.
    public enum Scale {
        LINEAR,
        /// Linear, of a number of things: marks are at whole numbers.
        COUNT,
        LOGARITHMIC;

        double map(double value) {
            return this == LOGARITHMIC ? Math.log10(value) : value;
        }

        double unmap(double length) {
            return this == LOGARITHMIC ? Math.pow(10, length) : length;
        }
    }

    /// @throws IllegalArgumentException unless lower < upper, both finite, and positive on a logarithmic axis
    public Axis {
        if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower >= upper) {
            throw new IllegalArgumentException(
                    "axis '" + label + "' needs finite ends with lower < upper, got " + lower + " and " + upper);
        }
        if (scale == Scale.LOGARITHMIC && lower <= 0) {
            throw new IllegalArgumentException("logarithmic axis '" + label + "' starts at " + lower + ", not above 0");
        }
    }

    public static Axis linear(String label, double lower, double upper) {
        return new Axis(label, Scale.LINEAR, lower, upper);
    }

    public static Axis logarithmic(String label, double lower, double upper) {
        return new Axis(label, Scale.LOGARITHMIC, lower, upper);
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper; a value without a logarithm lies far below.
    double fraction(double value) {
        if (scale == Scale.LOGARITHMIC && value <= 0) {
            return -FAR;
        }
        double start = scale.map(lower);
        double share = (scale.map(value) - start) / (scale.map(upper) - start);
        return Math.clamp(share, -FAR, FAR);
    }

    /// The same axis reaching further up, so that `share` of its new length is free above the old end.
    Axis withHeadroom(double share) {
        double start = scale.map(lower);
        double end = start + (scale.map(upper) - start) / (1 - share);
        return new Axis(label, scale, lower, scale.unmap(end));
    }

    /// Far outside any plot in units of the axis's length, and still a harmless number for every output.
    private static final double FAR = 20;
}
