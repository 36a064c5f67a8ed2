package rapidity.layer.irreps;

import java.util.Arrays;
import java.util.List;
import rapidity.engine.Tensor;
import rapidity.layer.irreps.Aggregation.Join;
import rapidity.layer.irreps.Aggregation.Reduction;

/// All nodes of a jet become one: see [Aggregation].
///
/// @param maximum what the largest of several scalars is
/// @source arXiv:2212.07347, Sec. 3.2
public record NodeAggregation(Aggregation aggregation, ScalarMaximum maximum) {
    private static final int VECTOR = ComplexVectorsScalars.VECTOR;
    private static final Rank VALUE = (s, at, step) -> s[at];
    private static final Rank SQUARE = (s, at, step) -> s[at] * s[at];

    /// Vectors and scalars of jets.
    ///
    /// @param vectors `[channels, (re, im), (t, x, y, z), jets]`
    /// @param scalars `[channels, (re, im), jets]`
    public record Latents(Tensor vectors, Tensor scalars) {
        private Latents plus(Latents o) {
            return new Latents(vectors.plus(o.vectors), scalars.plus(o.scalars));
        }

        private Latents times(double a) {
            return new Latents(vectors.times(a), scalars.times(a));
        }
    }

    /// @param vectors `[channels, (re, im), (t, x, y, z), particles, jets]`
    /// @param scalars `[channels, (re, im), particles, jets]`
    /// @param counted `[particles, jets]`: false for nodes that are left out. A jet without any has zeros
    public Latents apply(Tensor vectors, Tensor scalars, boolean[] counted) {
        Nodes nodes = new Nodes(vectors, scalars, counted);
        List<Latents> parts = aggregation.parts().stream()
                .map(reduction -> reduced(reduction, nodes))
                .toList();
        if (aggregation.join() == Join.CONCATENATED) {
            return new Latents(
                    Tensor.concatenate(0, parts.stream().map(Latents::vectors).toList()),
                    Tensor.concatenate(0, parts.stream().map(Latents::scalars).toList()));
        }
        Latents sum = parts.stream().reduce(Latents::plus).orElseThrow();
        return sum.times(1.0 / parts.size());
    }

    private Latents reduced(Reduction reduction, Nodes nodes) {
        return switch (reduction) {
            case MEAN -> nodes.weighted(nodes.shares());
            case SUM -> nodes.weighted(nodes.ones());
            // one node is left, made by the mixing before
            case MIX -> nodes.weighted(nodes.ones());
            case MIN -> nodes.selected((v, at, step) -> -square(v, at, step), (s, at, step) -> -s[at]);
            case MAX -> nodes.selected(NodeAggregation::square, maximum == ScalarMaximum.LARGEST ? VALUE : SQUARE);
        };
    }

    /// In the order of summation of the published code.
    private static double square(double[] v, int at, int step) {
        double t = v[at];
        double x = v[at + step];
        double y = v[at + 2 * step];
        double z = v[at + 3 * step];
        return 2 * (t * t) - (t * t + x * x + y * y + z * z);
    }

    /// How much a node is to be selected.
    private interface Rank {
        /// @param at place of its first component; the others follow in steps
        double of(double[] values, int at, int step);
    }

    private record Nodes(Tensor vectors, Tensor scalars, boolean[] counted) {
        private int particles() {
            return scalars.shape().axis(-2);
        }

        private int jets() {
            return scalars.shape().axis(-1);
        }

        private double[] ones() {
            double[] r = new double[counted.length];
            Arrays.setAll(r, i -> counted[i] ? 1 : 0);
            return r;
        }

        private double[] shares() {
            int jets = jets();
            int[] count = new int[jets];
            for (int i = 0; i < counted.length; i++) {
                count[i % jets] += counted[i] ? 1 : 0;
            }
            double[] r = new double[counted.length];
            Arrays.setAll(r, i -> counted[i] ? 1.0 / count[i % jets] : 0);
            return r;
        }

        /// Particles are summed as the last axis: then their order does not depend on the number of jets.
        private Latents weighted(double[] weights) {
            Tensor w = scalars.tape().tensor(weights, particles(), jets());
            return new Latents(
                    vectors.times(w).permute(0, 1, 2, 4, 3).sum(-1),
                    scalars.times(w).permute(0, 1, 3, 2).sum(-1));
        }

        /// Real and imaginary parts each from the node of the highest rank, the first one of several.
        private Latents selected(Rank ofVectors, Rank ofScalars) {
            int channels = vectors.shape().axis(0);
            return new Latents(
                    selected(vectors, VECTOR, ofVectors).reshape(channels, 2, VECTOR, jets()),
                    selected(scalars, 1, ofScalars).reshape(scalars.shape().axis(0), 2, jets()));
        }

        /// @param x `[channels, (re, im), width, particles, jets]`
        private Tensor selected(Tensor x, int width, Rank rank) {
            double[] values = x.toArray();
            int nodes = counted.length;
            int[] numbers = new int[2 * x.shape().axis(0) * width * jets()];
            boolean empty = false;
            for (int part = 0; part < 2 * x.shape().axis(0); part++) {
                for (int jet = 0; jet < jets(); jet++) {
                    int node = best(values, part * width * nodes, jet, rank);
                    empty |= node < 0;
                    for (int k = part * width; k < (part + 1) * width; k++) {
                        numbers[k * jets() + jet] = node < 0 ? values.length : k * nodes + node;
                    }
                }
            }
            Tensor flat = x.reshape(values.length, 1);
            return (empty ? flat.pad(0, 0, values.length + 1) : flat).gather(numbers);
        }

        /// The node of a jet, or -1 if none counts.
        private int best(double[] values, int first, int jet, Rank rank) {
            int best = -1;
            double highest = 0;
            for (int node = jet; node < counted.length; node += jets()) {
                if (counted[node]) {
                    double r = rank.of(values, first + node, counted.length);
                    if (best < 0 || r > highest) {
                        best = node;
                        highest = r;
                    }
                }
            }
            return best;
        }
    }
}
