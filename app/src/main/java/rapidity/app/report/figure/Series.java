package rapidity.app.report.figure;

/// Data of one plot, drawn in the order given. An empty label keeps a series out of the legend. Arrays are not copied:
/// they must not change afterwards.
public sealed interface Series {
    /// The text of the legend, with the markup of [RichText]; empty for none.
    String label();

    /// A line through points; a NaN interrupts it.
    record Line(String label, Pen pen, Curve points) implements Series {}

    /// The area between two lines over the same x: an uncertainty or a quantile range.
    record Band(String label, Colour colour, double[] x, double[] low, double[] high) implements Series {
        public Band {
            same("band", x.length, low.length, high.length);
        }
    }

    /// A histogram as steps. Where `errors` is not empty, a band of +- that size lies around the steps.
    ///
    /// @param edges n + 1 rising bin edges
    /// @param heights n contents
    /// @param errors n standard deviations of the contents, or none
    /// @param fill ground below the steps
    record Steps(String label, Pen pen, Fill fill, double[] edges, double[] heights, double[] errors)
            implements Series {
        public Steps {
            same("histogram", edges.length - 1, heights.length, errors.length == 0 ? heights.length : errors.length);
        }
    }

    /// Markers with vertical error bars (none where `errors` is empty).
    record Points(String label, Pen pen, Curve points, double[] errors) implements Series {
        public Points {
            same("points", points.size(), points.size(), errors.length == 0 ? points.size() : errors.length);
        }
    }

    /// Vertical bars from one value to another, such as quartiles.
    record Bars(Pen pen, double[] x, double[] low, double[] high) implements Series {
        public Bars {
            same("bars", x.length, low.length, high.length);
        }

        @Override
        public String label() {
            return "";
        }
    }

    /// Numbers on a grid, shaded on a logarithmic scale, with a bar that explains the shades.
    ///
    /// @param counts one row per bin of y, one column per bin of x
    /// @param shades what the numbers are, and from where to where shades tell them apart
    record Density(Colour colour, double[] xEdges, double[] yEdges, double[][] counts, Axis shades) implements Series {
        public Density {
            same("density", yEdges.length - 1, counts.length, counts.length);
        }

        /// Numbers of events, from 1 to the largest.
        public static Density ofEvents(Colour colour, double[] xEdges, double[] yEdges, double[][] counts) {
            Axis shades = Axis.logarithmic("events per bin", 1, Math.max(2, largest(counts)));
            return new Density(colour, xEdges, yEdges, counts, shades);
        }

        @Override
        public String label() {
            return "";
        }

        private static double largest(double[][] counts) {
            double largest = 0;
            for (double[] row : counts) {
                for (double count : row) {
                    largest = Math.max(largest, count);
                }
            }
            return largest;
        }
    }

    /// Whether the area under a histogram is tinted.
    enum Fill {
        NONE,
        TINTED
    }

    /// Points in the plane.
    record Curve(double[] x, double[] y) {
        public Curve {
            same("curve", x.length, y.length, y.length);
        }

        public int size() {
            return x.length;
        }
    }

    private static void same(String what, int expected, int second, int third) {
        if (expected != second || expected != third) {
            throw new IllegalArgumentException(
                    what + ": lengths differ: " + expected + ", " + second + " and " + third);
        }
    }
}
