package rapidity.layer;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.kinematics.LorentzTransformation;
import rapidity.random.RandomStream;

/// The multivectors and scalars of some tokens as plain arrays in float64: what goes into a network, and what comes
/// out.
///
/// @param width channels of each token
/// @param count number of tokens
/// @param multivectors `[count][C][16]`
/// @param scalars `[count][S]`
public record Tokens(Channels width, int count, double[] multivectors, double[] scalars) {
    private static final int COMPONENTS = SpacetimeAlgebra.COMPONENTS;

    public Tokens {
        if (multivectors.length != count * width.multivectors() * COMPONENTS
                || scalars.length != count * width.scalars()) {
            throw new IllegalArgumentException(multivectors.length + " and " + scalars.length + " numbers are not "
                    + count + " tokens of " + width);
        }
    }

    /// All 16 components of every channel and all scalars uniform on [-1, 1].
    public static Tokens random(Channels width, int count, RandomStream random) {
        return new Tokens(
                width,
                count,
                random.doubles((long) count * width.multivectors() * COMPONENTS, -1, 1)
                        .toArray(),
                random.doubles((long) count * width.scalars(), -1, 1).toArray());
    }

    /// Momenta of particles of mass 1 and moderate velocity in the vector part, scalars uniform on [-1, 1].
    public static Tokens momenta(Channels width, int count, RandomStream random) {
        Tokens x = random(width, count, random);
        for (int first = 0; first < x.multivectors.length; first += COMPONENTS) {
            Arrays.fill(x.multivectors, first, first + COMPONENTS, 0);
            double squares = 1;
            for (int i = 2; i <= 4; i++) {
                double p = random.nextGaussian() / 2;
                x.multivectors[first + i] = p;
                squares += p * p;
            }
            x.multivectors[first + 1] = Math.sqrt(squares);
        }
        return x;
    }

    /// What a network made.
    public static Tokens of(Multivectors x) {
        Channels w = x.width();
        return new Tokens(
                w,
                x.tokens(),
                w.multivectors() == 0 ? new double[0] : x.multivectors().toArray(),
                w.scalars() == 0 ? new double[0] : x.scalars().toArray());
    }

    /// The multivectors on a tape; null if there are none.
    public @Nullable Tensor multivectorsOn(Tape tape) {
        return width.multivectors() == 0 ? null : tape.variable(multivectors, count, width.multivectors(), COMPONENTS);
    }

    /// The scalars on a tape; null if there are none.
    public @Nullable Tensor scalarsOn(Tape tape) {
        return width.scalars() == 0 ? null : tape.variable(scalars, count, width.scalars());
    }

    /// Both on a tape.
    public Multivectors on(Tape tape) {
        return Multivectors.of(multivectorsOn(tape), scalarsOn(tape));
    }

    /// Multivectors transformed, scalars as they are.
    public Tokens transformed(LorentzTransformation transformation) {
        double[][] matrix = transformation.onMultivectors();
        double[] image = new double[multivectors.length];
        for (int i = 0; i < image.length; i++) {
            int first = i / COMPONENTS * COMPONENTS;
            for (int j = 0; j < COMPONENTS; j++) {
                image[i] += matrix[i - first][j] * multivectors[first + j];
            }
        }
        return new Tokens(width, count, image, scalars);
    }

    /// Some of the tokens, in another order.
    public Tokens gather(int... tokens) {
        return new Tokens(
                width,
                tokens.length,
                gather(multivectors, width.multivectors() * COMPONENTS, tokens),
                gather(scalars, width.scalars(), tokens));
    }

    private static double[] gather(double[] values, int size, int[] tokens) {
        return Arrays.stream(tokens)
                .mapToObj(t -> Arrays.copyOfRange(values, t * size, (t + 1) * size))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /// Neighbouring tokens `from .. to - 1`.
    public Tokens slice(int from, int to) {
        return gather(IntStream.range(from, to).toArray());
    }

    /// Zeros, but for one token.
    public Tokens only(int token) {
        return new Tokens(
                width,
                count,
                only(multivectors, width.multivectors() * COMPONENTS, token),
                only(scalars, width.scalars(), token));
    }

    private static double[] only(double[] values, int size, int token) {
        double[] r = new double[values.length];
        System.arraycopy(values, token * size, r, token * size, size);
        return r;
    }

    /// `this + step direction`.
    public Tokens plus(double step, Tokens direction) {
        return new Tokens(
                width, count, sum(multivectors, step, direction.multivectors), sum(scalars, step, direction.scalars));
    }

    /// `x + step direction`.
    public static double[] sum(double[] x, double step, double[] direction) {
        double[] r = new double[x.length];
        Arrays.setAll(r, i -> x[i] + step * direction[i]);
        return r;
    }
}
