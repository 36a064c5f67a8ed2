package rapidity.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rapidity.layer.graph.MessageStep;
import rapidity.layer.graph.PairMetric;

/// Hyper-parameters of [Gnnae]. Encoder and decoder have the same steps.
///
/// @param particles slots of a jet
/// @param features numbers of a slot; zeros fill them up to the width of the first nodes
/// @param steps message passing
/// @param aggregation of the nodes into latents
/// @param latent latent numbers of the jet, or of each particle for LOCAL_MIX
/// @param metric of the distances between particles
/// @param slope of LeakyReLU, 0.2 in the published code
/// @param outputLayer whether LeakyReLU follows the last map of each side too
/// @param output what becomes of the reconstruction at last
/// @param dropout probability after each LeakyReLU, zero for none
public record GnnaeConfig(
        int particles,
        int features,
        List<Step> steps,
        LatentAggregation aggregation,
        int latent,
        PairMetric metric,
        double slope,
        OutputLayer outputLayer,
        Output output,
        double dropout)
        implements AutoencoderConfig {
    /// Widths of one step.
    ///
    /// @param node of the nodes that come in, then of the layers of the node net; the next step's first width follows
    /// @param edge of the layers of the edge net
    public record Step(List<Integer> node, List<Integer> edge) {
        /// @throws IllegalArgumentException if a list is empty or a width is not positive
        public Step {
            node = List.copyOf(node);
            edge = List.copyOf(edge);
            boolean narrow = Stream.concat(node.stream(), edge.stream()).anyMatch(width -> width < 1);
            if (narrow || node.isEmpty() || edge.isEmpty()) {
                throw new IllegalArgumentException("no such step of messages: nodes of " + node + ", edges of " + edge);
            }
        }
    }

    /// What follows the last linear map of encoder and decoder.
    public enum OutputLayer {
        /// LeakyReLU, as in the published code: negative outputs are pressed together by the slope.
        RECTIFIED,

        /// Nothing.
        LINEAR
    }

    /// What becomes of the reconstruction at last.
    public enum Output {
        /// Nothing.
        FREE,

        /// Its hyperbolic tangent.
        TANH,

        /// Transverse momenta are at least 1e-16: the first of three features (pt, eta, phi), relative or not. Of four,
        /// (E, pt, eta, phi), also the energies.
        POLAR,

        /// TANH, then POLAR.
        POLAR_TANH
    }

    /// @throws IllegalArgumentException if a number is not positive, there are no steps or too many, the first nodes
    ///     are narrower than a particle, slope or probability are out of range, the metric does not fit the features,
    ///     or polar momenta have not three or four of them
    public GnnaeConfig {
        steps = List.copyOf(steps);
        if (particles < 1 || features < 1 || latent < 1 || steps.isEmpty() || steps.size() > MOST_BLOCKS) {
            throw new IllegalArgumentException("no such graph autoencoder: " + particles + " particles of " + features
                    + " features, " + latent + " latents, " + steps.size() + " steps");
        }
        if (!(slope >= 0 && slope <= 1 && dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("the slope of LeakyReLU is from 0 to 1, not " + slope
                    + ", and the probability of dropout from 0 to below 1, not " + dropout);
        }
        int first = steps.getFirst().node().getFirst();
        if (first < features) {
            throw new IllegalArgumentException(
                    "nodes of width " + first + " have no room for " + features + " features");
        }
        if (metric == PairMetric.MINKOWSKI && features != 4) {
            throw new IllegalArgumentException("a Minkowski metric needs four-momenta, not " + features + " features");
        }
        boolean polar = output == Output.POLAR || output == Output.POLAR_TANH;
        if (polar && features != 3 && features != 4) {
            throw new IllegalArgumentException("polar momenta have three or four features, not " + features);
        }
    }

    /// GNNAE-JL of the paper: latents of the jet.
    ///
    /// @source arXiv:2212.07347
    public static GnnaeConfig jetLevel(int particles, int features, int latent) {
        List<Step> steps = List.of(
                new Step(List.of(30), List.of(50, 40, 30)),
                new Step(List.of(15), List.of(30, 30, 30)),
                new Step(List.of(8), List.of(16, 20, 30)));
        return new GnnaeConfig(
                particles,
                features,
                steps,
                LatentAggregation.MEAN,
                latent,
                PairMetric.EUCLIDEAN,
                0.2,
                OutputLayer.RECTIFIED,
                Output.FREE,
                0);
    }

    /// GNNAE-PL of the paper: latents of each particle.
    ///
    /// @source arXiv:2212.07347
    public static GnnaeConfig particleLevel(int particles, int features, int latent) {
        return jetLevel(particles, features, latent).withAggregation(LatentAggregation.LOCAL_MIX);
    }

    public GnnaeConfig withAggregation(LatentAggregation other) {
        return new GnnaeConfig(particles, features, steps, other, latent, metric, slope, outputLayer, output, dropout);
    }

    public GnnaeConfig withSteps(List<Step> other) {
        return new GnnaeConfig(
                particles, features, other, aggregation, latent, metric, slope, outputLayer, output, dropout);
    }

    public GnnaeConfig withMetric(PairMetric other) {
        return new GnnaeConfig(
                particles, features, steps, aggregation, latent, other, slope, outputLayer, output, dropout);
    }

    public GnnaeConfig withOutput(OutputLayer layer, Output last) {
        return new GnnaeConfig(particles, features, steps, aggregation, latent, metric, slope, layer, last, dropout);
    }

    /// With dropout of this probability, from 0 to below 1.
    public GnnaeConfig withDropout(double probability) {
        return new GnnaeConfig(
                particles, features, steps, aggregation, latent, metric, slope, outputLayer, output, probability);
    }

    @Override
    public int latentSize() {
        return aggregation == LatentAggregation.LOCAL_MIX ? Math.multiplyExact(particles, latent) : latent;
    }

    /// Width of the encoder's last nodes.
    int encoded() {
        return aggregation == LatentAggregation.LOCAL_MIX
                ? steps.getLast().node().getLast()
                : latent;
    }

    /// Sizes of step i of a side.
    ///
    /// @param out width of that side's last nodes
    MessageStep.Sizes sizes(int i, int out) {
        List<Integer> node = new ArrayList<>(steps.get(i).node());
        node.add(i + 1 < steps.size() ? steps.get(i + 1).node().getFirst() : out);
        return new MessageStep.Sizes(node.getFirst(), steps.get(i).edge(), node);
    }
}
