package rapidity.train;

import java.util.Arrays;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.engine.Workers;

/// Mean loss of events without gradients: every event counts once, and the bits do not depend on the number of threads.
final class MeanLoss {
    private final Objective objective;
    private final Workers workers;

    MeanLoss(Objective objective, Workers workers) {
        this.objective = objective;
        this.workers = workers;
    }

    double of(Weights weights, int[] events) {
        int shards = shards(events.length, objective.eventsPerShard());
        int lanes = Math.min(shards, workers.threads());
        double[] losses = new double[shards];
        workers.run(lanes, lane -> {
            Tape tape = Tape.forward(weights);
            for (int i = lane; i < shards; i += lanes) {
                losses[i] = objective
                        .loss(tape, shard(events, i, objective.eventsPerShard()))
                        .item();
                tape.reset();
            }
        });
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return sum / events.length;
    }

    /// Number of shards of n events.
    static int shards(int n, int perShard) {
        return (n + perShard - 1) / perShard;
    }

    static int[] shard(int[] events, int shard, int perShard) {
        int from = shard * perShard;
        return Arrays.copyOfRange(events, from, Math.min(from + perShard, events.length));
    }
}
