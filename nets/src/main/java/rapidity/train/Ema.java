package rapidity.train;

/// Exponential moving average of the weights, which is then validated and kept in their place:
///
/// ```
/// average <- d average + (1 - d) weights,   d = min(decay, (1 + t) / (10 + t)) after update t = 1, 2, ...
/// ```
///
/// @param decay 0 for no average
/// @source Tarvainen, Valpola, arXiv:1703.01780; the warm-up is that of TensorFlow and of the Python package torch_ema
public record Ema(double decay) {
    /// No average.
    public static final Ema OFF = new Ema(0);

    public Ema {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("the decay of an average is at least 0 and below 1, got " + decay);
        }
    }

    boolean isOn() {
        return decay > 0;
    }

    /// 1 - d.
    double follow(long update) {
        return 1 - Math.min(decay, (1.0 + update) / (10.0 + update));
    }
}
