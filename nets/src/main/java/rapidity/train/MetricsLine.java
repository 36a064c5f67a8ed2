package rapidity.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// A line of `metrics.jsonl`.
///
/// @param step steps done, this one included
/// @param loss mean over the batch, before the update
/// @param learningRate of the update
/// @param gradientNorm before clipping
/// @param validationLoss after the update, if it was looked at
record MetricsLine(long step, double loss, double learningRate, double gradientNorm, OptionalDouble validationLoss) {
    String json() {
        return "{\"step\":" + step + ",\"loss\":" + loss + ",\"learning-rate\":" + learningRate + ",\"gradient-norm\":"
                + gradientNorm
                + (validationLoss.isPresent() ? ",\"validation-loss\":" + validationLoss.getAsDouble() : "")
                + "}";
    }

    /// The same by name, for TensorBoard.
    Map<String, Double> scalars() {
        Map<String, Double> r = new LinkedHashMap<>();
        r.put("loss/training", loss);
        r.put("learning-rate", learningRate);
        r.put("gradient-norm", gradientNorm);
        validationLoss.ifPresent(v -> r.put("loss/validation", v));
        return r;
    }
}
