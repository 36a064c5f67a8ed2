package rapidity.flow;

import java.util.List;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.ValueAndGradient;
import rapidity.layer.plain.PastTokens;
import rapidity.net.Transformer;
import rapidity.random.RandomStream;

/// An autoregressive density of events: a causal transformer that gives each number of an event its distribution when
/// those before it are known.
///
/// ```
/// p(x) = prod_i p(x_i | x_1 .. x_(i-1)),      numbers in the order phi, ln pt, eta, ln m^2 of each particle
/// token i = [ x_(i-1) | one-hot i | one-hot process ],     x_0 = 0
/// ```
///
/// Each conditional density is a [Mixture], of von Mises distributions for phi and of Gaussian ones otherwise.
/// Densities are computed in float64 from the network's parameters.
///
/// Coordinates are `[events, particles, (ln pt, phi, eta, ln m^2)]`, standardised but for phi. A mass that is always
/// the same has no density and cannot be learned.
///
/// @source arXiv:2305.10475 as in Spinner et al., arXiv:2405.14806, App. C.3
public final class JetGpt {
    private static final int NUMBERS = 4;

    /// Where in a sequence each number of a particle stands, and back.
    private static final int[] ORDER = {1, 0, 2, 3};

    private final JetGptConfig config;
    private final Transformer network;
    private final Mixture angles;
    private final Mixture others;

    public JetGpt(Params p, JetGptConfig c) {
        config = c;
        network = new Transformer(p, c.network());
        angles = new Mixture(MixtureComponent.VON_MISES, c.components());
        others = new Mixture(MixtureComponent.GAUSSIAN, c.components());
    }

    public JetGptConfig config() {
        return config;
    }

    /// Minus the sum of the log densities of events.
    ///
    /// @param coordinates of events of so many particles, one after another
    /// @return one number; its gradient cannot be differentiated again
    /// @throws IllegalArgumentException if the numbers are no whole events, or events of so many particles are not
    ///     learned
    public Tensor loss(Tape tape, double[] coordinates, int particles) {
        double[] values = reordered(coordinates, particles);
        Tensor parameters = parameters(tape, values, particles);
        double[] p = parameters.toArray();
        double[] slopes = new double[p.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum -= mixture(i).logDensity(values[i], p, i * parametersOfOne(), slopes);
        }
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = -slopes[i];
        }
        return new ValueAndGradient(sum, slopes).at(parameters);
    }

    /// `ln p` of events, in these coordinates.
    ///
    /// @param coordinates of events of so many particles, one after another
    /// @throws IllegalArgumentException if the numbers are no whole events, or events of so many particles are not
    ///     learned
    public double[] logDensity(Tape tape, double[] coordinates, int particles) {
        double[] conditionals = logConditionals(tape, coordinates, particles);
        int length = NUMBERS * particles;
        double[] r = new double[conditionals.length / length];
        for (int i = 0; i < conditionals.length; i++) {
            r[i / length] += conditionals[i];
        }
        return r;
    }

    /// `ln p(x_i | x_1 .. x_(i-1))`, sequence after sequence.
    double[] logConditionals(Tape tape, double[] coordinates, int particles) {
        double[] values = reordered(coordinates, particles);
        double[] p = parameters(tape, values, particles).toArray();
        double[] r = new double[values.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = mixture(i).logDensity(values[i], p, i * parametersOfOne());
        }
        return r;
    }

    /// Parameters of the mixtures of all numbers, sequence after sequence.
    double[] mixtures(Tape tape, double[] coordinates, int particles) {
        return parameters(tape, reordered(coordinates, particles), particles).toArray();
    }

    /// Draws events, number after number.
    ///
    /// @param tape a tape that only computes; it is reset, and its memory grows with the number of events
    /// @return coordinates `[events, particles, 4]`
    /// @throws IllegalArgumentException if there is not one event at least, or events of so many particles are not
    ///     learned
    public double[] sample(Tape tape, RandomStream random, int events, int particles) {
        if (events < 1) {
            throw new IllegalArgumentException("one event or more can be drawn, not " + events);
        }
        int length = NUMBERS * particles;
        double[] values = new double[events * length];
        List<PastTokens> past = network.begin();
        for (int i = 0; i < length; i++) {
            double[] p = network.next(tokens(tape, values, particles, i, i + 1), past)
                    .toArray();
            for (int event = 0; event < events; event++) {
                values[event * length + i] = mixture(i).draw(p, event * parametersOfOne(), random);
            }
            tape.reset();
        }
        return reordered(values, particles);
    }

    /// Parameters of the mixtures of all numbers, `[events * numbers, parameters]`.
    private Tensor parameters(Tape tape, double[] values, int particles) {
        int length = NUMBERS * particles;
        Attend before = Attend.equal(values.length / length, length).causal();
        return network.apply(tokens(tape, values, particles, 0, length), before);
    }

    /// Tokens from .. to - 1 of each sequence.
    private Tensor tokens(Tape tape, double[] values, int particles, int from, int to) {
        int length = NUMBERS * particles;
        int width = config.network().in();
        int process = 1 + NUMBERS * config.mostParticles() + config.process(particles);
        int tokens = values.length / length * (to - from);
        double[] r = new double[tokens * width];
        for (int token = 0; token < tokens; token++) {
            int position = from + token % (to - from);
            int at = token / (to - from) * length + position;
            r[token * width] = position == 0 ? 0 : values[at - 1];
            r[token * width + 1 + position] = 1;
            r[token * width + process] = 1;
        }
        return tape.tensor(r, tokens, width);
    }

    /// The kind of mixture at a position of the sequences.
    Mixture mixture(int position) {
        return position % NUMBERS == 0 ? angles : others;
    }

    private int parametersOfOne() {
        return Mixture.PARAMETERS * config.components();
    }

    /// From coordinates to the order of the sequences, or back.
    double[] reordered(double[] numbers, int particles) {
        int process = config.process(particles);
        if (numbers.length % (NUMBERS * particles) != 0) {
            throw new IllegalArgumentException(numbers.length + " numbers are no events of process " + process + ", "
                    + particles + " particles of four numbers");
        }
        double[] r = new double[numbers.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = numbers[i - i % NUMBERS + ORDER[i % NUMBERS]];
        }
        return r;
    }
}
