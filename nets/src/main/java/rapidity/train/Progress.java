package rapidity.train;

import java.util.OptionalDouble;

/// Who watches a training run.
public interface Progress {
    /// Nobody.
    Progress NONE = report -> {};

    /// What is known after a step.
    ///
    /// @param step steps done
    /// @param steps of the whole run
    /// @param loss mean over the batch
    /// @param validation mean over the validation events, if this step was validated
    /// @param stepsPerSecond mean since this program began to train
    record Report(long step, long steps, double loss, OptionalDouble validation, double stepsPerSecond) {
        /// Seconds to the last step, unless training stops early.
        public double secondsLeft() {
            return (steps - step) / stepsPerSecond;
        }
    }

    /// Called after every step, by the thread that trains.
    void step(Report report);

    /// Whether to save and stop now.
    default boolean stopRequested() {
        return false;
    }
}
