package rapidity.model.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.algebra.Multivector;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.kinematics.LorentzTransformation;
import rapidity.random.RandomStream;

/// Tokens of sequences that all have the same length: what an audit transforms.
///
/// @param perSequence tokens of a sequence
/// @param channels vectors or multivectors of a token
/// @param components 4 or 16
/// @param vectors `[sequences, tokens, channels, components]`; not copied
/// @param scalars `[sequences, tokens, scalar channels]`; not copied
/// @param fixed for each token and channel of a sequence, whether it is a spurion: a reference that stays where it is
public record Tokens(
        int perSequence, int channels, int components, double[] vectors, double[] scalars, boolean[] fixed) {
    public Tokens {
        int width = perSequence * channels * components;
        if ((components != 4 && components != SpacetimeAlgebra.COMPONENTS)
                || width == 0
                || vectors.length % width != 0
                || fixed.length != perSequence * channels) {
            throw new IllegalArgumentException(vectors.length + " numbers and " + fixed.length + " marks do not make "
                    + "sequences of " + perSequence + " tokens with " + channels + " channels of " + components);
        }
    }

    /// Without spurions.
    public static Tokens of(int perSequence, int channels, int components, double[] vectors, double[] scalars) {
        return new Tokens(perSequence, channels, components, vectors, scalars, new boolean[perSequence * channels]);
    }

    /// Random tokens with masses of the order of their momenta; multivectors after the first channel are general ones.
    public static Tokens random(
            int sequences, int perSequence, int channels, int components, int scalarChannels, RandomStream random) {
        double[] vectors = new double[sequences * perSequence * channels * components];
        int first = components == 4 ? 0 : 1;
        for (int i = 0; i < vectors.length; i += components) {
            if (components > 4 && i / components % channels > 0) {
                for (int k = 0; k < components; k++) {
                    vectors[i + k] = random.nextGaussian();
                }
                continue;
            }
            double squares = 0.01 + random.nextDouble();
            for (int k = 1; k < 4; k++) {
                double p = random.nextGaussian();
                vectors[i + first + k] = p;
                squares += p * p;
            }
            vectors[i + first] = Math.sqrt(squares);
        }
        double[] scalars = new double[sequences * perSequence * scalarChannels];
        Arrays.setAll(scalars, i -> random.nextGaussian());
        return of(perSequence, channels, components, vectors, scalars);
    }

    /// The same tokens with these of each sequence as spurions, all their channels.
    ///
    /// @throws IllegalArgumentException if there is no such token
    public Tokens withFixedTokens(int... positions) {
        boolean[] r = fixed.clone();
        for (int p : positions) {
            check("token", p, perSequence);
            Arrays.fill(r, p * channels, (p + 1) * channels, true);
        }
        return new Tokens(perSequence, channels, components, vectors, scalars, r);
    }

    /// The same tokens with these channels as spurions, in all tokens.
    ///
    /// @throws IllegalArgumentException if there is no such channel
    public Tokens withFixedChannels(int... positions) {
        boolean[] r = fixed.clone();
        for (int p : positions) {
            check("channel", p, channels);
            for (int token = 0; token < perSequence; token++) {
                r[token * channels + p] = true;
            }
        }
        return new Tokens(perSequence, channels, components, vectors, scalars, r);
    }

    private static void check(String what, int position, int n) {
        if (position < 0 || position >= n) {
            throw new IllegalArgumentException(
                    "there is no " + what + " " + position + ": there are " + n + ", counted from 0");
        }
    }

    /// The spurions of all sequences.
    List<Multivector> spurions() {
        List<Multivector> r = new ArrayList<>();
        for (int v = 0; v < vectors.length / components; v++) {
            if (fixed[v % fixed.length]) {
                int at = v * components;
                r.add(
                        components == SpacetimeAlgebra.COMPONENTS
                                ? Multivector.of(Arrays.copyOfRange(vectors, at, at + components))
                                : Multivector.vector(vectors[at], vectors[at + 1], vectors[at + 2], vectors[at + 3]));
            }
        }
        return r;
    }

    public int sequences() {
        return vectors.length / (perSequence * channels * components);
    }

    /// Where the tokens of each sequence begin, and at the end where they end.
    int[] offsets() {
        int[] r = new int[sequences() + 1];
        Arrays.setAll(r, i -> i * perSequence);
        return r;
    }

    public int scalarChannels() {
        return scalars.length / Math.max(1, sequences() * perSequence);
    }

    /// All but the spurions transformed, in float64.
    public Tokens moved(LorentzTransformation t) {
        return with(moved(vectors, components, t, i -> fixed[i % fixed.length]));
    }

    private interface Stays {
        boolean test(int vector);
    }

    /// Vectors or multivectors transformed.
    static double[] moved(double[] vectors, int components, LorentzTransformation t) {
        return moved(vectors, components, t, i -> false);
    }

    private static double[] moved(double[] vectors, int components, LorentzTransformation t, Stays stays) {
        double[][] matrix = components == 4 ? matrix(t) : t.onMultivectors();
        double[] r = vectors.clone();
        for (int v = 0; v < r.length / components; v++) {
            if (!stays.test(v)) {
                for (int i = 0; i < components; i++) {
                    double sum = 0;
                    for (int k = 0; k < components; k++) {
                        sum += matrix[i][k] * vectors[v * components + k];
                    }
                    r[v * components + i] = sum;
                }
            }
        }
        return r;
    }

    private static double[][] matrix(LorentzTransformation t) {
        double[][] r = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 4; k++) {
                r[i][k] = t.entry(i, k);
            }
        }
        return r;
    }

    private Tokens with(double... other) {
        return new Tokens(perSequence, channels, components, other, scalars, fixed);
    }

    /// The tokens of every sequence in another order.
    Tokens permuted(int... order) {
        double[] s = permuted(scalars, scalarChannels(), order);
        double[] v = permuted(vectors, channels * components, order);
        return new Tokens(perSequence, channels, components, v, s, fixed);
    }

    /// Rows of tokens in another order within each sequence.
    static double[] permuted(double[] rows, int width, int... order) {
        double[] r = new double[rows.length];
        int sequence = order.length * width;
        for (int from = 0; from < r.length; from += sequence) {
            for (int i = 0; i < order.length; i++) {
                System.arraycopy(rows, from + order[i] * width, r, from + i * width, width);
            }
        }
        return r;
    }

    /// With tokens more at the end of every sequence, filled with a number.
    Tokens padded(int more, double value) {
        return new Tokens(
                perSequence + more,
                channels,
                components,
                padded(vectors, channels * components, more, value),
                padded(scalars, scalarChannels(), more, value),
                Arrays.copyOf(fixed, (perSequence + more) * channels));
    }

    private double[] padded(double[] rows, int width, int more, double value) {
        double[] r = new double[sequences() * (perSequence + more) * width];
        Arrays.fill(r, value);
        for (int i = 0; i < sequences(); i++) {
            int n = perSequence * width;
            System.arraycopy(rows, i * n, r, i * (n + more * width), n);
        }
        return r;
    }

    /// Rows of the tokens without the last ones of every sequence.
    double[] withoutPadding(int more, double[] rows, int width) {
        int n = (perSequence - more) * width;
        double[] r = new double[sequences() * n];
        for (int i = 0; i < sequences(); i++) {
            System.arraycopy(rows, i * perSequence * width, r, i * n, n);
        }
        return r;
    }

    /// One sequence alone.
    Tokens sequence(int i) {
        int v = perSequence * channels * components;
        int s = perSequence * scalarChannels();
        return new Tokens(
                perSequence,
                channels,
                components,
                Arrays.copyOfRange(vectors, i * v, (i + 1) * v),
                Arrays.copyOfRange(scalars, i * s, (i + 1) * s),
                fixed);
    }

    /// By how much rounding the inputs alone spoils the invariants of a sequence, relative to the largest:
    ///
    /// ```
    /// max over i, k of |<x'_i, x'_k> - <x_i, x_k>| / max |<x_i, x_k>|
    /// ```
    ///
    /// where x' are these tokens and x are others, spurions left out. No function of rounded inputs can do better.
    double invariantsLost(Tokens before) {
        double worst = 0;
        double largest = 0;
        int perRow = perSequence * channels;
        for (int a = 0; a < vectors.length / components; a++) {
            for (int b = a - a % perRow; b <= a; b++) {
                if (!fixed[a % perRow] && !fixed[b % perRow]) {
                    double was = before.inner(a, b);
                    worst = Math.max(worst, Math.abs(inner(a, b) - was));
                    largest = Math.max(largest, Math.abs(was));
                }
            }
        }
        return largest == 0 ? 0 : worst / largest;
    }

    private double inner(int a, int b) {
        double sum = 0;
        for (int k = 0; k < components; k++) {
            int sign = SpacetimeAlgebra.innerSign(components == 4 ? k + 1 : k);
            sum += sign * vectors[a * components + k] * vectors[b * components + k];
        }
        return sum;
    }

    /// As float32 keeps them.
    Tokens rounded() {
        double[] r = vectors.clone();
        Arrays.setAll(r, i -> (float) vectors[i]);
        return with(r);
    }
}
