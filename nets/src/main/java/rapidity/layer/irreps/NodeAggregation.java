package rapidity.layer.irreps;

import java.util.ArrayList;
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
            case MIN -> nodes.selected(v -> -square(v), s -> -s[0]);
            case MAX -> nodes.selected(v -> square(v), s -> maximum == ScalarMaximum.LARGEST ? s[0] : s[0] * s[0]);
        };
    }

    /// In the order of summation of the published code.
    private static double square(double[] v) {
        return 2 * (v[0] * v[0]) - (v[0] * v[0] + v[1] * v[1] + v[2] * v[2] + v[3] * v[3]);
    }

    /// How much a node is to be selected.
    private interface Rank {
        double of(double[] components);
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
            Tensor v = selected(vectors.permute(0, 1, 3, 4, 2), VECTOR, ofVectors);
            Tensor chosen = selected(scalars, 1, ofScalars);
            return new Latents(
                    v.reshape(vectors.shape().axis(0), 2, jets(), VECTOR).permute(0, 1, 3, 2),
                    chosen.reshape(scalars.shape().axis(0), 2, jets()));
        }

        /// @param x `[parts of channels, particles, jets, width]`
        /// @return `[parts of channels, jets, width]`
        private Tensor selected(Tensor x, int width, Rank rank) {
            double[] values = x.toArray();
            int rows = values.length / width;
            int nodes = counted.length;
            List<Integer> chosen = new ArrayList<>();
            for (int part = 0; part * nodes < rows; part++) {
                for (int jet = 0; jet < jets(); jet++) {
                    chosen.add(best(values, part * nodes, jet, width, rank));
                }
            }
            int[] indices = chosen.stream().mapToInt(i -> i < 0 ? rows : i).toArray();
            Tensor flat = x.reshape(rows, width);
            return (chosen.contains(-1) ? flat.pad(0, 0, rows + 1) : flat).gather(indices);
        }

        /// The row of the node, or -1 if none counts.
        private int best(double[] values, int first, int jet, int width, Rank rank) {
            int best = -1;
            double highest = 0;
            for (int node = jet; node < counted.length; node += jets()) {
                if (counted[node]) {
                    int row = first + node;
                    double r = rank.of(Arrays.copyOfRange(values, row * width, (row + 1) * width));
                    if (best < 0 || r > highest) {
                        best = row;
                        highest = r;
                    }
                }
            }
            return best;
        }
    }
}
