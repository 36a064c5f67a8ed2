package rapidity.net;

/// Where an autoencoder without space-time symmetry keeps its latents.
public enum LatentPlace {
    /// One set of numbers for the jet, which does not depend on the order of its particles.
    JET,

    /// A set of numbers for each particle: permuting the particles permutes them.
    PARTICLE
}
