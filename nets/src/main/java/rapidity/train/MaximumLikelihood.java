package rapidity.train;

import java.util.List;
import java.util.Map;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.flow.JetGpt;
import rapidity.model.EventGenerator;
import rapidity.model.Safetensors;

/// Minus the log density that a [JetGpt] gives to the coordinates of events of one or several processes, which are rows
/// of one list, one process after another.
///
/// @source arXiv:2305.10475
public final class MaximumLikelihood implements Objective {
    /// Tokens that are worked on at once: they stay in cache.
    private static final int TOKENS = 256;

    private final EventGenerator model;
    private final JetGpt net;
    private final JointEvents events;

    /// @param model a JetGPT
    /// @param events of each process of the model, `[events, particles, 4]` in GeV
    /// @throws IllegalArgumentException if the model is a flow, the processes are more or fewer, or with the first
    ///     event that does not pass the cuts or has no coordinates
    public MaximumLikelihood(EventGenerator model, List<double[]> events) {
        this.model = model;
        this.net = model.jetGpt()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a flow is not trained by its likelihood but by matching velocities, see FlowMatching"));
        this.events = JointEvents.of(model, events);
    }

    /// The rows of the events of a process.
    public int[] rows(int process) {
        return events.rows(process);
    }

    @Override
    public Weights weights() {
        return model.weights();
    }

    @Override
    public Weights otherWeights() {
        return model.otherWeights();
    }

    @Override
    public Tensor loss(Tape tape, int[] rows) {
        Tensor sum = tape.tensor(new double[1], 1);
        for (int process = 0; process < events.processes(); process++) {
            double[] x = events.coordinates(process, events.rows(process, rows));
            if (x.length > 0) {
                sum = sum.plus(net.loss(tape, x, events.particles().get(process)));
            }
        }
        return sum;
    }

    @Override
    public int eventsPerShard() {
        return Math.max(1, weights().engine().shard(TOKENS) / events.width(events.processes() - 1));
    }

    @Override
    public Map<String, Safetensors.Stored> batch(int[] rows) {
        return events.stored(rows);
    }
}
