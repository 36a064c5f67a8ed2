package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What masks do to attention of one head of one sequence, to the bit.
interface MaskContract<A> extends KernelsUnderTest<A> {
    /// One head of 53 tokens, among them more than a block of keys and more than a tile of queries.
    AttentionSizes ALL = new AttentionSizes(13, 53, 53, 0.3);

    /// The same without the last keys.
    AttentionSizes FIRST = new AttentionSizes(13, 53, 37, 0.3);

    /// Results of attention and its gradient.
    record Results<A>(A out, A dq, A dk, A dv) {}

    @Test
    default void aMaskOfZerosChangesNoBits() {
        Results<A> plain = run(ALL, 53, null);
        Results<A> masked = run(ALL, 53, i -> 0);
        assertSame(masked.out, plain.out, 53);
        assertSame(masked.dq, plain.dq, 53);
        assertSame(masked.dk, plain.dk, 53);
        assertSame(masked.dv, plain.dv, 53);
    }

    @Test
    default void keysAtMinusInfinityAreAsIfTheyWereNotThere() {
        Results<A> without = run(FIRST, 37, null);
        int row = ALL.paddedQueries();
        Results<A> masked = run(ALL, 37, i -> i / row < 37 ? 0 : Double.NEGATIVE_INFINITY);
        assertSame(masked.out, without.out, 53);
        assertSame(masked.dq, without.dq, 53);
        assertSame(masked.dk, without.dk, 37);
        assertSame(masked.dv, without.dv, 37);
        for (int f = 0; f < ALL.features(); f++) {
            for (int key = 37; key < 53; key++) {
                assertThat(kernels().at(masked.dk, f * ALL.paddedKeys() + key)).isZero();
                assertThat(kernels().at(masked.dv, f * ALL.paddedKeys() + key)).isZero();
            }
        }
    }

    @Test
    default void aQueryThatSeesNoKeyGetsZerosAndGivesNone() {
        int row = ALL.paddedQueries();
        Results<A> masked = run(ALL, 53, i -> i % row == 20 ? Double.NEGATIVE_INFINITY : 0);
        for (int f = 0; f < ALL.features(); f++) {
            assertThat(kernels().at(masked.out, f * row + 20)).isZero();
            assertThat(kernels().at(masked.dq, f * row + 20)).isZero();
        }
        Results<A> all = run(ALL, 53, i -> Double.NEGATIVE_INFINITY);
        for (int i = 0; i < ALL.features() * ALL.paddedKeys(); i++) {
            assertThat(kernels().at(all.out, i)).isZero();
            assertThat(kernels().at(all.dk, i)).isZero();
            assertThat(kernels().at(all.dv, i)).isZero();
        }
    }

    /// @param filled keys with small numbers; keys and values of the others are huge
    private Results<A> run(AttentionSizes sizes, int filled, @Nullable IntToDoubleFunction mask) {
        A q = columns(sizes.queries(), sizes.paddedQueries(), sizes.queries(), 0.1);
        A k = columns(sizes.keys(), sizes.paddedKeys(), filled, 0.2);
        A v = columns(sizes.keys(), sizes.paddedKeys(), filled, 0.3);
        A dOut = columns(sizes.queries(), sizes.paddedQueries(), sizes.queries(), 0.4);
        A stats = kernels().allocate(2 * sizes.paddedQueries());
        A scratch = kernels().allocate(kernels().attentionScratch(sizes));
        A m = mask == null ? null : kernels().allocate(sizes.keys() * sizes.paddedQueries());
        if (m != null && mask != null) {
            for (int i = 0; i < kernels().length(m); i++) {
                kernels().set(m, i, mask.applyAsDouble(i));
            }
        }
        A out = kernels().allocate(kernels().length(q));
        A dq = kernels().allocate(kernels().length(q));
        A dk = kernels().allocate(kernels().length(k));
        A dv = kernels().allocate(kernels().length(v));
        kernels().attention(sizes, q, k, v, m, out, stats, 0, scratch);
        kernels().attentionGradient(sizes, q, k, v, m, stats, 0, out, dOut, dq, dk, dv, scratch);
        return new Results<>(out, dq, dk, dv);
    }

    private A columns(int tokens, int padded, int filled, double phase) {
        A x = kernels().allocate(ALL.features() * padded);
        for (int f = 0; f < ALL.features(); f++) {
            for (int t = 0; t < tokens; t++) {
                kernels().set(x, f * padded + t, t < filled ? Math.sin(phase + f + 0.7 * t) : 1e6);
            }
        }
        return x;
    }

    private void assertSame(A actual, A expected, int tokens) {
        int actualStride = kernels().length(actual) / ALL.features();
        int expectedStride = kernels().length(expected) / ALL.features();
        for (int f = 0; f < ALL.features(); f++) {
            for (int t = 0; t < tokens; t++) {
                assertThat(kernels().at(actual, f * actualStride + t))
                        .as("feature %d of token %d", f, t)
                        .isEqualTo(kernels().at(expected, f * expectedStride + t));
            }
        }
    }
}
