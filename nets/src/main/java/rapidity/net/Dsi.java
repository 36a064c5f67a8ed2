package rapidity.net;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;

/// Deep sets with invariants: particles of one type are a set, and their momenta go in beside all Lorentz products.
///
/// ```
/// h_t    = sum over the particles i of type t of MLP_t(p_i)
/// s_ij   = (ln max(p_i . p_j, 1e-4) - mean_ij) / deviation_ij           for all i <= j
/// result = MLP( h_0, h_1, .., s_11, s_12, .. )
/// ```
///
/// Means and unbiased deviations, at least 1e-5, are those of the first batch that the network ever sees in training
/// ([#begin]); before that they are 0 and 1. They are parameters that are not trained, stored with the others.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.1 and its code; deep sets: Zaheer et al., arXiv:1703.06114
public final class Dsi {
    private static final int COMPONENTS = 4;
    private static final double SMALLEST_PRODUCT = 1e-4;
    private static final double SMALLEST_DEVIATION = 1e-5;

    private final DsiConfig config;
    private final List<Mlp> ofTypes;
    private final Mlp ofEvent;
    private final Parameter mean;
    private final Parameter deviation;
    private final Parameter begun;

    public Dsi(Params p, DsiConfig c) {
        config = c;
        ofTypes = IntStream.range(0, c.sets())
                .mapToObj(t -> new Mlp(
                        p.in("deepsets").in(Integer.toString(t)),
                        new MlpConfig(COMPONENTS, c.hidden(), c.layers(), c.latent())))
                .toList();
        int features = c.sets() * c.latent() + c.pairs();
        ofEvent = new Mlp(p, new MlpConfig(features, c.hidden(), c.layers(), c.out()));
        mean = p.frozen().constant("inv_mean", 0, c.pairs());
        deviation = p.frozen().constant("inv_std", 1, c.pairs());
        begun = p.frozen().constant("inv_inited", 0, 1);
    }

    /// @param momenta `[events, particles, 4]`
    /// @param products `p_i . p_j` of the same momenta, `[events, pairs]`: 1 with 1, 2, .., then 2 with 2, 3, .. They
    ///     are given, as they cancel in single precision
    /// @return `[events, out]`
    public Tensor apply(Tensor momenta, Tensor products) {
        Tape tape = momenta.tape();
        int events = momenta.shape().axis(0);
        Tensor smallest = tape.constant(SMALLEST_PRODUCT, Shape.of(1));
        Tensor invariants =
                products.maximum(smallest).log().minus(tape.parameter(mean)).dividedBy(tape.parameter(deviation));
        Tensor particles = momenta.permute(1, 0, 2);
        Stream<Tensor> sets = IntStream.range(0, config.sets()).mapToObj(t -> {
            Tensor own = particles.gather(ofType(t));
            int size = own.shape().axis(0);
            return ofTypes.get(t)
                    .apply(own.reshape(size * events, COMPONENTS))
                    .reshape(size, events, config.latent())
                    .sum(0);
        });
        return ofEvent.apply(
                Tensor.concatenate(1, Stream.concat(sets, Stream.of(invariants)).toList()));
    }

    private int[] ofType(int type) {
        return IntStream.range(0, config.types().size())
                .filter(i -> config.types().get(i) == type)
                .toArray();
    }

    /// Takes means and deviations of the invariants from the first batch; does nothing if they have been taken.
    ///
    /// @param weights of this network
    /// @param products of the batch, as in [#apply]
    /// @throws IllegalArgumentException if these are fewer than two events
    public void begin(Weights weights, double[] products) {
        if (weights.read(begun)[0] != 0) {
            return;
        }
        int pairs = config.pairs();
        int events = products.length / pairs;
        if (events < 2) {
            throw new IllegalArgumentException(
                    "DSI takes deviations from a first batch of two events or more, not of " + events);
        }
        double[] means = new double[pairs];
        double[] deviations = new double[pairs];
        for (int k = 0; k < pairs; k++) {
            int pair = k;
            double[] x = IntStream.range(0, events)
                    .mapToDouble(e -> StrictMath.log(Math.max(products[e * pairs + pair], SMALLEST_PRODUCT)))
                    .toArray();
            // numbers that are all the same are their mean to the last bit
            double m = x[0] + Arrays.stream(x).map(v -> v - x[0]).sum() / events;
            double squares = Arrays.stream(x).map(v -> (v - m) * (v - m)).sum();
            means[k] = m;
            deviations[k] = Math.max(Math.sqrt(squares / (events - 1)), SMALLEST_DEVIATION);
        }
        Map<String, double[]> all = weights.read();
        all.putAll(Map.of(mean.name(), means, deviation.name(), deviations, begun.name(), new double[] {1}));
        weights.write(all);
    }
}
