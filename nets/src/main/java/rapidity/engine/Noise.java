package rapidity.engine;

import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// The random numbers that layers draw in one step of training, such as those of dropout: a function of the run's seed,
/// the number of the step, the shard of the batch and the layer's name, and of nothing else. So a resumed run draws
/// what it would have drawn, threads do not matter, and a block that is computed again draws the same.
///
/// @param shard part of the batch, see [GradientStep]
public record Noise(RandomStreams streams, long step, long shard) {
    /// Of a step; [GradientStep] numbers the shards.
    public static Noise ofStep(RandomStreams streams, long step) {
        return new Noise(streams, step, 0);
    }

    /// The same step's noise for another shard.
    public Noise inShard(long other) {
        return new Noise(streams, step, other);
    }

    /// The numbers of one layer, from their beginning.
    public RandomStream of(String layer) {
        return streams.stream("noise/" + layer, step, shard);
    }
}
