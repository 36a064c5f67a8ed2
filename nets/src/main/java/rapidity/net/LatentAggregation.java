package rapidity.net;

/// How a graph autoencoder makes latents of its last nodes.
public enum LatentAggregation {
    /// The mean over the particles: "jet level", GNNAE-JL of the paper.
    MEAN,

    /// The largest of each number over the particles.
    MAX,

    /// The smallest.
    MIN,

    /// A linear map of all numbers of all particles, without bias: it sees their order.
    GLOBAL_MIX,

    /// A linear map of the numbers of each particle: "particle level", GNNAE-PL of the paper.
    LOCAL_MIX
}
