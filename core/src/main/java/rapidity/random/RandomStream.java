package rapidity.random;

import java.util.random.RandomGenerator;

/// A random generator whose whole state is four `long`s that can be saved and restored bit for bit.
///
/// The generator is xoshiro256++ (period 2^256 - 1). The methods written out here give the same numbers on every JVM:
/// they use nothing but integer arithmetic, square roots and `StrictMath`. Nothing is kept between calls besides the
/// state; [#nextGaussian] throws its second value away for that reason.
///
/// Not safe for use by several threads: give each its own stream.
///
/// @source Blackman, Vigna, Scrambled linear pseudorandom number generators, arXiv:1805.01407
public final class RandomStream implements RandomGenerator {
    private static final int WORDS = 4;
    private static final double DOUBLE_UNIT = 0x1.0p-53;
    private static final float FLOAT_UNIT = 0x1.0p-24f;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    private RandomStream(long s0, long s1, long s2, long s3) {
        this.s0 = s0;
        this.s1 = s1;
        this.s2 = s2;
        this.s3 = s3;
    }

    /// The generator in a given state, as [#state] returned it.
    ///
    /// @throws IllegalArgumentException unless there are four words, not all zero
    public static RandomStream of(long... state) {
        if (state.length != WORDS) {
            throw new IllegalArgumentException(
                    "a random state has " + WORDS + " words of 64 bits, got " + state.length);
        }
        if ((state[0] | state[1] | state[2] | state[3]) == 0) {
            throw new IllegalArgumentException("a random state of zeros yields nothing but zeros");
        }
        return new RandomStream(state[0], state[1], state[2], state[3]);
    }

    /// The state now: `RandomStream.of(stream.state())` continues exactly like `stream`.
    public long[] state() {
        return new long[] {s0, s1, s2, s3};
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /// Uniform in [0, bound), without bias.
    ///
    /// @source Lemire, Fast random integer generation in an interval, arXiv:1805.10941
    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("the bound of a random integer must be positive, got " + bound);
        }
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xFFFF_FFFFL) < bound) {
            int rejected = Integer.remainderUnsigned(-bound, bound);
            while ((product & 0xFFFF_FFFFL) < rejected) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /// Uniform in [0, 1), a multiple of 2^-24.
    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * FLOAT_UNIT;
    }

    /// Standard normal, by the polar method of Marsaglia.
    @Override
    public double nextGaussian() {
        double u;
        double r2;
        do {
            u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            r2 = u * u + v * v;
        } while (r2 >= 1 || r2 == 0);
        return u * Math.sqrt(-2 * StrictMath.log(r2) / r2);
    }

    /// Exponential with mean 1.
    @Override
    public double nextExponential() {
        return -StrictMath.log(1 - nextDouble());
    }

    /// A uniformly random order of 0 .. n-1 (Fisher-Yates).
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
