package rapidity.train;

import java.util.Map;
import rapidity.engine.Parameter;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.model.Safetensors;

/// What is minimised. It knows a model, its events and a loss, and no optimiser.
public interface Objective {
    /// The weights that are trained.
    Weights weights();

    /// Another set of weights for the same network, for averages.
    Weights otherWeights();

    /// Lets the network take what it keeps of the first batch, before a training begins or goes on; nothing if it has.
    default void begin(int[] events) {}

    /// Sum of the losses of events.
    ///
    /// @param tape may belong to any set of weights of the network
    /// @param events their rows in the data
    /// @return one number
    Tensor loss(Tape tape, int[] events);

    /// Mean loss of some events without gradients; the same bits with any number of threads.
    default double mean(int[] events, Workers workers) {
        return new MeanLoss(this, workers).of(weights(), events);
    }

    /// How the losses of a batch become one.
    default Reduction reduction() {
        return Reduction.MEAN;
    }

    /// How many updates at the beginning leave a parameter at its initial value; [Long#MAX_VALUE] for all of them.
    /// Afterwards an optimiser meets it as at the beginning of a training: with moments of zero, and corrections of
    /// their bias that count from its own first update.
    default long frozenFor(Parameter p) {
        return 0;
    }

    /// Events of a shard: what is worked on at once.
    int eventsPerShard();

    /// The same for training, of a batch of so many: all of them if the network has batch statistics.
    default int eventsPerShard(int batch) {
        return eventsPerShard();
    }

    /// Everything that the loss of these events is computed from, for a person to look at.
    Map<String, Safetensors.Stored> batch(int[] events);
}
