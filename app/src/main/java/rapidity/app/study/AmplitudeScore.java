package rapidity.app.study;

import java.util.Arrays;
import java.util.List;
import rapidity.model.Standardization;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How well amplitudes are predicted.
///
/// ```
/// mse       mean of (z_predicted - z)^2, z the standardised logarithm of the amplitude
/// mse-raw   mean of (A_predicted - A)^2, GeV^(4 - 4n) for n gluons
/// within    fraction of events with |A_predicted - A| / A below 1e-3, 1e-2, 1e-1
/// ```
///
/// @param mseError standard error of the mean squared error
/// @source Spinner et al., arXiv:2405.14806, App. C.1 and its code
public record AmplitudeScore(int events, double mse, double mseError, double mseRaw, double[] within) implements Score {
    private static final double[] BOUNDS = {1e-3, 1e-2, 1e-1};

    /// @param truth standardised logarithms
    /// @param prediction the same, predicted
    /// @param target how logarithms were standardised
    static AmplitudeScore of(double[] truth, double[] prediction, Standardization target) {
        int n = truth.length;
        double sum = 0;
        double squares = 0;
        double raw = 0;
        double[] within = new double[BOUNDS.length];
        for (int i = 0; i < n; i++) {
            double d = prediction[i] - truth[i];
            sum += d * d;
            squares += d * d * d * d;
            double a = Math.exp(target.invert(truth[i]));
            double relative = Math.expm1(target.deviation() * d);
            raw += a * a * relative * relative;
            for (int b = 0; b < BOUNDS.length; b++) {
                within[b] += Math.abs(relative) < BOUNDS[b] ? 1.0 / n : 0;
            }
        }
        double mse = sum / n;
        double variance = Math.max(0, squares / n - mse * mse);
        return new AmplitudeScore(n, mse, Math.sqrt(variance / n), raw / n, within);
    }

    /// Of the events of several processes together: means over all of them. Squares of amplitudes have different units,
    /// and no mean.
    static AmplitudeScore together(List<AmplitudeScore> scores) {
        if (scores.size() == 1) {
            return scores.getFirst();
        }
        int n = scores.stream().mapToInt(AmplitudeScore::events).sum();
        double mse = 0;
        double variance = 0;
        double[] within = new double[BOUNDS.length];
        for (AmplitudeScore s : scores) {
            double share = (double) s.events / n;
            mse += share * s.mse;
            variance += share * share * s.mseError * s.mseError;
            Arrays.setAll(within, b -> within[b] + share * s.within[b]);
        }
        return new AmplitudeScore(n, mse, Math.sqrt(variance), Double.NaN, within);
    }

    /// Under the names of `evaluation.json`; without an `mse-raw` that is beyond all numbers, as one bad extrapolation
    /// of a logarithm can make it.
    @Override
    public ObjectNode json() {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("events", events).put("mse", mse).put("mse-error", mseError);
        if (Double.isFinite(mseRaw)) {
            r.put("mse-raw", mseRaw);
        }
        r.put("within-1e-3", within[0]).put("within-1e-2", within[1]).put("within-1e-1", within[2]);
        return r;
    }
}
