package rapidity.app.report.figure;

/// How a line is drawn.
///
/// @param width in points (1/72 inch)
/// @param dash solid or broken
public record Pen(Colour colour, double width, Dash dash) {
    /// Solid or broken.
    public enum Dash {
        SOLID,
        DASHED,
        DOTTED
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

    /// Dash and gap in points; none when solid.
    float[] dashLengths() {
        float unit = (float) Math.max(width, 0.8);
        return switch (dash) {
            case SOLID -> new float[0];
            case DASHED -> new float[] {4 * unit, 2.5f * unit};
            case DOTTED -> new float[] {unit, 2 * unit};
        };
    }
}
