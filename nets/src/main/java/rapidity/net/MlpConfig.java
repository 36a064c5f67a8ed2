package rapidity.net;

/// Hyper-parameters of [Mlp].
///
/// @param in features of an event
/// @param hidden width of the hidden layers
/// @param layers number of hidden layers
/// @param out results of an event
public record MlpConfig(int in, int hidden, int layers, int out) implements NetConfig {
    /// @throws IllegalArgumentException if a width or the number of layers is not positive, or layers are too many
    public MlpConfig {
        if (in < 1 || hidden < 1 || layers < 1 || layers > MOST_BLOCKS || out < 1) {
            throw new IllegalArgumentException("no such MLP: " + in + " features in, " + layers + " hidden layers of "
                    + hidden + ", " + out + " out");
        }
    }
}
