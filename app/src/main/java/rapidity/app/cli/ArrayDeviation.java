package rapidity.app.cli;

import java.util.Locale;
import rapidity.model.Safetensors.Stored;
import tools.jackson.databind.node.ObjectNode;

/// The largest deviation of an array from what it should be.
///
/// @param largest deviation
/// @param scale largest absolute value that it should have
record ArrayDeviation(String name, double largest, double scale) {
    /// Of arrays of the same shape.
    static ArrayDeviation of(String name, Stored found, Stored expected) {
        double largest = 0;
        double scale = 0;
        for (int i = 0; i < expected.values().length; i++) {
            double d = Math.abs(found.values()[i] - expected.values()[i]);
            largest = Double.isNaN(d) || d > largest ? d : largest;
            scale = Math.max(scale, Math.abs(expected.values()[i]));
        }
        return new ArrayDeviation(name, largest, scale);
    }

    /// Relative to the largest value.
    double relative() {
        return scale == 0 ? largest : largest / scale;
    }

    void describe(ObjectNode json) {
        json.put("largest-deviation", largest).put("relative-to-largest-value", relative());
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "%-14s largest deviation %.2e, %.2e of the largest value %.4g",
                name,
                largest,
                relative(),
                scale);
    }
}
