package rapidity.net;

import java.util.List;
import java.util.stream.Stream;
import rapidity.layer.graph.PairMetric;
import rapidity.net.GnnaeConfig.Output;
import rapidity.net.GnnaeConfig.OutputLayer;

/// An autoencoder that [AutoencoderContract] is about, and the symmetries that it claims.
///
/// @param permuted what a permutation of a jet's particles does
/// @param boosted what Lorentz transformations of (E, px, py, pz) do
record AutoencoderSample(AutoencoderConfig config, Permuted permuted, Boosted boosted) {
    enum Permuted {
        /// Latents and reconstruction stay.
        INVARIANT,
        /// Those of the particles are permuted too.
        EQUIVARIANT,
        /// Neither.
        NONE
    }

    enum Boosted {
        /// The reconstruction is boosted too.
        EQUIVARIANT,
        /// It is another.
        NONE
    }

    /// Every kind of autoencoder, and every option once.
    ///
    /// @source arXiv:2212.07347
    static List<AutoencoderSample> all() {
        return Stream.of(LgaeSamples.all(), transformers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<AutoencoderSample> transformers() {
        return List.of(
                new AutoencoderSample(
                        new TransformerAutoencoderConfig(5, 4, LatentPlace.JET, 6, 12, 2, 3),
                        Permuted.INVARIANT,
                        Boosted.NONE),
                new AutoencoderSample(
                        new TransformerAutoencoderConfig(5, 4, LatentPlace.PARTICLE, 2, 10, 1, 2),
                        Permuted.EQUIVARIANT,
                        Boosted.NONE),
                new AutoencoderSample(graph(LatentAggregation.MEAN), Permuted.INVARIANT, Boosted.NONE),
                new AutoencoderSample(
                        graph(LatentAggregation.MAX).withMetric(PairMetric.MINKOWSKI),
                        Permuted.INVARIANT,
                        Boosted.NONE),
                new AutoencoderSample(
                        graph(LatentAggregation.MIN).withOutput(OutputLayer.LINEAR, Output.TANH),
                        Permuted.INVARIANT,
                        Boosted.NONE),
                new AutoencoderSample(graph(LatentAggregation.GLOBAL_MIX), Permuted.NONE, Boosted.NONE),
                new AutoencoderSample(
                        graph(LatentAggregation.LOCAL_MIX).withOutput(OutputLayer.LINEAR, Output.POLAR),
                        Permuted.EQUIVARIANT,
                        Boosted.NONE),
                new AutoencoderSample(new CnnaeConfig(8, List.of(3, 4), 3, 5), Permuted.NONE, Boosted.NONE));
    }

    private static GnnaeConfig graph(LatentAggregation aggregation) {
        return GnnaeConfig.jetLevel(5, 4, 3)
                .withSteps(List.of(
                        new GnnaeConfig.Step(List.of(6), List.of(7, 5)),
                        new GnnaeConfig.Step(List.of(5, 8), List.of(4))))
                .withAggregation(aggregation);
    }
}
