package rapidity.bench;

import java.util.List;
import rapidity.engine.Readout;
import rapidity.net.NetConfig;

/// A line of the table of `rapidity bench limits`.
///
/// @param name unique
/// @param threads of ours
/// @param rival what ours is compared with
/// @param goal least ratio that is wanted, 0: none
record LimitCase(Part part, String name, Work work, int threads, Rival rival, double goal) {
    /// The commands that measure a part of the table.
    enum Part {
        BLOCK,
        TRAIN,
        AMPLITUDE,
        SCALING
    }

    enum Mode {
        INFERENCE,
        TRAINING
    }

    /// What ours is compared with: the ratio is that of the faster of these sides.
    enum Rival {
        PYTORCH("cpu_ms", Contestant.EAGER, Contestant.COMPILED),
        EAGER_PYTORCH("cpu_ms", Contestant.EAGER),
        PEAK_LOOP("best_ms", Contestant.PEAK),
        ONE_THREAD("wall_ms", Contestant.ONE_THREAD);

        final String figure;
        final List<String> sides;

        Rival(String figure, String... sides) {
            this.figure = figure;
            this.sides = List.of(sides);
        }
    }

    sealed interface Work permits Network, Kernels {}

    /// Inference, or a training step: loss, gradient and AdamW.
    ///
    /// @param readout of a network of several blocks: what a tagger reads, which the package beside computes with the
    /// rest
    record Network(NetConfig config, Readout readout, Mode mode, int events, int items) implements Work {}

    /// Some cases of [KernelCases] one after the other.
    record Kernels(List<String> names) implements Work {}

    boolean isInPython() {
        return rival == Rival.PYTORCH || rival == Rival.EAGER_PYTORCH;
    }

    Network network() {
        return switch (work) {
            case Network n -> n;
            case Kernels k -> throw new IllegalStateException(name + " is no network");
        };
    }
}
