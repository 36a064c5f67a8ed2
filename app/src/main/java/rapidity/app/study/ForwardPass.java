package rapidity.app.study;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.model.Features;
import rapidity.model.TokenNetwork;
import rapidity.model.TokenNetwork.Inputs;
import rapidity.model.TokenNetwork.Width;
import rapidity.net.NetConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// A network with initial weights on one event of random momenta, as it would score it: nothing is recorded.
final class ForwardPass {
    private static final int VECTOR = TokenNetwork.VECTOR;

    private final Width width;
    private final TokenNetwork network;
    private final Weights weights;
    private final double mass;
    private final RandomStreams streams;

    ForwardPass(NetConfig config, ScalingRecipe recipe) {
        streams = new RandomStreams(recipe.seed());
        Params params = Params.of(streams);
        width = TokenNetwork.widths(config).tokens();
        network = TokenNetwork.of(params, config);
        weights = params.weights(recipe.engine().engine(recipe.precision()));
        mass = recipe.mass();
    }

    int parameters() {
        return weights.trainableSize();
    }

    String engine() {
        return weights.engine().name();
    }

    /// An event of some items, with memory of its own.
    Event event(int items) {
        return new Event(items);
    }

    /// One event, which the network may be applied to again and again.
    final class Event {
        private final int items;
        private final double[] vectors;
        private final double[] scalars;
        private final Tape tape = Tape.forward(weights);

        private Event(int items) {
            this.items = items;
            boolean plain = width.channels() == 0;
            vectors = new double[plain ? 0 : items * width.components()];
            scalars = new double[items * width.scalars()];
            Arrays.fill(scalars, 1);
            RandomStream random = streams.stream("momenta", items);
            for (int i = 0; i < items; i++) {
                // the vector part of a multivector is behind its scalar
                int first = width.components() == VECTOR ? i * VECTOR : i * width.components() + 1;
                momentum(random, plain ? scalars : vectors, plain ? i * width.scalars() : first);
            }
        }

        /// @return the first number of the result
        double pass() {
            try {
                Features y = network.apply(new Inputs(
                        new Features(
                                vectors.length == 0 ? null : tape.tensor(vectors, items, 1, width.components()),
                                tape.tensor(scalars, items, width.scalars())),
                        Attend.full(items),
                        Optional.empty()));
                double[] result = y.scalars() != null
                        ? y.scalars().toArray()
                        : Objects.requireNonNull(y.vectors()).toArray();
                return result[0];
            } finally {
                tape.reset();
            }
        }
    }

    private void momentum(RandomStream random, double[] to, int at) {
        double squares = mass * mass;
        for (int k = 1; k < VECTOR; k++) {
            to[at + k] = random.nextGaussian();
            squares += to[at + k] * to[at + k];
        }
        to[at] = Math.sqrt(squares);
    }
}
