package rapidity.app.report.figure;

/// How a line is drawn.
///
/// @param width in points (1/72 inch)
/// @param dash solid or broken
public record Pen(Colour colour, double width, Dash dash) {
    /// Lengths in units of the line's width.
    public enum Dash {
        SOLID(),
        DASHED(4, 2.5f),
        DOTTED(1, 2);

        private final float[] pattern;

        Dash(float... pattern) {
            this.pattern = pattern;
        }

        /// Dash and gap in points for a line of this width; empty when solid.
        float[] lengths(double width) {
            float[] scaled = pattern.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= (float) Math.max(width, 0.8);
            }
            return scaled;
        }
    }

    public static Pen solid(Colour colour, double width) {
        return new Pen(colour, width, Dash.SOLID);
    }

    public static Pen dashed(Colour colour, double width) {
        return new Pen(colour, width, Dash.DASHED);
    }

    public static Pen dotted(Colour colour, double width) {
        return new Pen(colour, width, Dash.DOTTED);
    }

    float[] dashLengths() {
        return dash.lengths(width);
    }
}
