package rapidity.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// Loss and gradient of a batch, shard by shard. A shard is some hundred tokens, so that its forward and backward
/// passes stay in cache and memory is bounded. Shards are dealt to a fixed number of lanes; a lane adds its shards'
/// gradients in their order, and the lanes are added in theirs. Neither number depends on the number of threads, hence
/// the bits of the result do not either. A lane is added as soon as those before it have been, and its memory is that
/// of a later one.
public final class GradientStep {
    /// Lanes of work: the largest number of threads that a step can use.
    public static final int LANES = 16;

    private final Weights weights;
    private final Workers workers;
    /// Memory of the tapes: one for each thread, whatever the number of lanes.
    private final Queue<Ops> tapes = new ConcurrentLinkedQueue<>();
    /// Memory of lanes that have been added.
    private final Queue<Gradients> free = new ConcurrentLinkedQueue<>();
    private @Nullable Buffer gradient;

    /// The loss of one shard, summed over its events (divided by whatever the batch's loss is divided by).
    public interface ShardLoss {
        Tensor of(Tape tape, int shard);
    }

    public GradientStep(Weights weights, Workers workers) {
        this.weights = weights;
        this.workers = workers;
    }

    /// Sum of the losses of `shards` shards; their gradient is [#gradient]. Layers with noise, such as dropout, leave
    /// things as they are.
    public double run(int shards, ShardLoss loss) {
        return run(shards, loss, (tape, shard) -> {});
    }

    /// The same while training.
    ///
    /// @param noise of this step
    public double run(int shards, Noise noise, ShardLoss loss) {
        return run(shards, loss, (tape, shard) -> tape.train(noise.inShard(shard)));
    }

    private double run(int shards, ShardLoss loss, ObjIntConsumer<Tape> prepare) {
        int used = Math.min(shards, LANES);
        double[] losses = new double[shards];
        LaneSum sum = new LaneSum();
        workers.run(used, i -> {
            Ops ops = Objects.requireNonNullElseGet(tapes.poll(), weights.engine()::ops);
            Gradients lane = Objects.requireNonNullElseGet(free.poll(), () -> new Gradients(weights));
            Tape tape = new Tape(weights, lane, ops);
            lane.clear();
            for (int shard = i; shard < shards; shard += used) {
                try {
                    prepare.accept(tape, shard);
                    Tensor l = loss.of(tape, shard);
                    losses[shard] = l.item();
                    tape.backward(l);
                } finally {
                    tape.reset();
                }
            }
            tapes.add(ops);
            sum.add(i, lane);
        });
        observe(shards, sum.first());
        gradient = sum.first().collect();
        free.add(sum.first());
        double total = 0;
        for (double l : losses) {
            total += l;
        }
        return total;
    }

    /// Lanes that are done, in whichever order; all whose turn has come are added to the first.
    private final class LaneSum {
        private final Map<Integer, Gradients> done = new HashMap<>();
        private int next = 1;

        synchronized void add(int lane, Gradients gradients) {
            done.put(lane, gradients);
            if (!done.containsKey(0)) {
                return;
            }
            for (Gradients g = done.remove(next); g != null; g = done.remove(next)) {
                first().add(g);
                free.add(g);
                next++;
            }
        }

        synchronized Gradients first() {
            return Objects.requireNonNull(done.get(0));
        }
    }

    /// Statistics of a part of a batch are not those of the batch.
    private void observe(int shards, Gradients gradients) {
        Map<Parameter, double[]> seen = gradients.observed();
        if (shards > 1 && !seen.isEmpty()) {
            throw new IllegalStateException(
                    "a network with batch statistics takes its batch as one shard, not as " + shards);
        }
        seen.forEach(weights::write);
    }

    /// Gradient of the last [#run], in the order of [Weights#values].
    public Buffer gradient() {
        if (gradient == null) {
            throw new IllegalStateException("no step has run");
        }
        return gradient;
    }
}
