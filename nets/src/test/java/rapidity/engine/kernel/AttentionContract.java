package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Attention of one head of one sequence, and its gradient.
interface AttentionContract<A> extends KernelsUnderTest<A> {
    int STATS_FROM = 3;

    @Test
    default void attentionAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (int features : List.of(1, 3, 8, 40, 72)) {
            for (int queries : List.of(1, 15, 16, 17, 50)) {
                for (int keys : List.of(0, 1, 2, 16, 53, 200)) {
                    AttentionSizes sizes = new AttentionSizes(features, queries, keys, 1 / Math.sqrt(features));
                    checkAttention(sizes, null, random);
                    checkAttention(sizes, mask(sizes, random), random);
                }
            }
        }
        // keys that kernels take in several parts, and queries in several blocks
        for (int keys : List.of(256, 257, 300, 530)) {
            AttentionSizes sizes = new AttentionSizes(20, 130, keys, 1 / Math.sqrt(20));
            checkAttention(sizes, null, random);
            checkAttention(sizes, mask(sizes, random), random);
        }
        checkAttention(new AttentionSizes(8, 200, 1, 0.5), null, random);
        checkAttention(new AttentionSizes(8, 53, 53, 2), null, random);
    }

    /// Something for each score; every fifth key is hidden from a query, query 0 sees none, and query 1 none of the
    /// first 256.
    private Twin<A> mask(AttentionSizes sizes, RandomGenerator random) {
        Twin<A> mask = Twin.filled(kernels(), sizes.keys() * sizes.paddedQueries(), 0);
        for (int i = 0; i < mask.length(); i++) {
            int query = i % sizes.paddedQueries();
            int key = i / sizes.paddedQueries();
            boolean hidden = query == 0 || query == 1 && key < 256 || (key + query) % 5 == 0;
            if (query < sizes.queries()) {
                mask.set(i, hidden ? Double.NEGATIVE_INFINITY : 3 * random.nextGaussian());
            }
        }
        return mask;
    }

    private void checkAttention(AttentionSizes sizes, @Nullable Twin<A> mask, RandomGenerator random) {
        int query = sizes.features() * sizes.paddedQueries();
        int key = sizes.features() * sizes.paddedKeys();
        AttentionCase<A> attention = new AttentionCase<>(
                buffer(sizes.features(), sizes.queries(), sizes.paddedQueries(), random),
                buffer(sizes.features(), sizes.keys(), sizes.paddedKeys(), random),
                buffer(sizes.features(), sizes.keys(), sizes.paddedKeys(), random),
                mask,
                buffer(sizes.features(), sizes.queries(), sizes.paddedQueries(), random),
                Twin.filled(kernels(), query, Double.NaN),
                Twin.filled(kernels(), STATS_FROM + 2 * sizes.paddedQueries(), 0),
                Twin.filled(kernels(), query, Double.NaN),
                Twin.filled(kernels(), key, Double.NaN),
                Twin.filled(kernels(), key, Double.NaN));
        attention.run(sizes, kernels(), Twin::tested);
        attention.run(sizes, REFERENCE, Twin::reference);
        attention.out.assertAgrees("" + sizes, tolerance(), i -> i % sizes.paddedQueries() < sizes.queries());
        attention.out.assertFinite("" + sizes, Twin.ALL);
        attention.stats.assertAll("before the statistics", 0, i -> i < STATS_FROM);
        double terms = Math.max(1, sizes.scale() * largestSlope(sizes, attention.dOut, attention.v));
        attention.dq.assertAgrees("dq " + sizes, tolerance(), terms, Twin.ALL);
        attention.dk.assertAgrees("dk " + sizes, tolerance(), terms, Twin.ALL);
        attention.dv.assertAgrees("dv " + sizes, tolerance(), 1, Twin.ALL);
        attention.dq.assertAll("dq " + sizes, 0, i -> i % sizes.paddedQueries() >= sizes.queries());
        attention.dk.assertAll("dk " + sizes, 0, i -> i % sizes.paddedKeys() >= sizes.keys());
        attention.dv.assertAll("dv " + sizes, 0, i -> i % sizes.paddedKeys() >= sizes.keys());
    }

    /// The largest gradient of a probability, `sum_f dOut v`. Gradients of scores are differences of such and their
    /// mean,
    /// which kernels sum in another order: of a single key the difference is 0.
    private static <A> double largestSlope(AttentionSizes sizes, Twin<A> dOut, Twin<A> v) {
        double r = 0;
        for (int a = 0; a < sizes.queries(); a++) {
            for (int b = 0; b < sizes.keys(); b++) {
                double slope = 0;
                for (int f = 0; f < sizes.features(); f++) {
                    slope += dOut.at(f * sizes.paddedQueries() + a) * v.at(f * sizes.paddedKeys() + b);
                }
                r = Math.max(r, Math.abs(slope));
            }
        }
        return r;
    }

    /// Arguments and results of attention and its gradient.
    record AttentionCase<A>(
            Twin<A> q,
            Twin<A> k,
            Twin<A> v,
            @Nullable Twin<A> mask,
            Twin<A> dOut,
            Twin<A> out,
            Twin<A> stats,
            Twin<A> dq,
            Twin<A> dk,
            Twin<A> dv) {
        <B> void run(AttentionSizes sizes, Kernels<B> kernels, Function<Twin<A>, B> of) {
            B m = mask == null ? null : of.apply(mask);
            attention(kernels, sizes, of.apply(q), of.apply(k), of.apply(v), m, of.apply(out), of.apply(stats));
            kernels.attentionGradient(
                    sizes,
                    of.apply(q),
                    of.apply(k),
                    of.apply(v),
                    m,
                    of.apply(stats),
                    STATS_FROM,
                    of.apply(out),
                    of.apply(dOut),
                    of.apply(dq),
                    of.apply(dk),
                    of.apply(dv),
                    scratch(kernels, sizes));
        }
    }

    private static <B> void attention(
            Kernels<B> kernels, AttentionSizes sizes, B q, B k, B v, @Nullable B mask, B out, B stats) {
        kernels.attention(sizes, q, k, v, mask, out, stats, STATS_FROM, scratch(kernels, sizes));
    }

    private static <B> B scratch(Kernels<B> kernels, AttentionSizes sizes) {
        B scratch = kernels.allocate(kernels.attentionScratch(sizes));
        kernels.fill(scratch, 0, kernels.length(scratch), Double.NaN);
        return scratch;
    }

    /// Random columns, zero past the last token.
    private Twin<A> buffer(int features, int tokens, int padded, RandomGenerator random) {
        Twin<A> x = Twin.filled(kernels(), features * padded, 0);
        for (int f = 0; f < features; f++) {
            for (int t = 0; t < tokens; t++) {
                x.set(f * padded + t, random.nextGaussian());
            }
        }
        return x;
    }

    @Test
    default void scoresFarApartGiveFiniteProbabilities() {
        AttentionSizes sizes = new AttentionSizes(2, 17, 21, 1);
        Twin<A> q = Twin.filled(kernels(), 2 * sizes.paddedQueries(), 100);
        Twin<A> k = buffer(2, sizes.keys(), sizes.paddedKeys(), random());
        Twin<A> v = buffer(2, sizes.keys(), sizes.paddedKeys(), random());
        Twin<A> out = Twin.filled(kernels(), 2 * sizes.paddedQueries(), Double.NaN);
        Twin<A> stats = Twin.filled(kernels(), STATS_FROM + 2 * sizes.paddedQueries(), 0);
        attention(kernels(), sizes, q.tested(), k.tested(), v.tested(), null, out.tested(), stats.tested());
        attention(
                REFERENCE,
                sizes,
                q.reference(),
                k.reference(),
                v.reference(),
                null,
                out.reference(),
                stats.reference());
        out.assertFinite("far apart", Twin.ALL);
        // The scores are some hundred: their own rounding moves a probability by a hundred roundings.
        out.assertAgrees("far apart", 100 * tolerance(), i -> i % sizes.paddedQueries() < sizes.queries());
    }

    @Test
    default void theAttentionOfAQueryDoesNotDependOnTheOthers() {
        AttentionSizes many = new AttentionSizes(13, 50, 37, 0.3);
        AttentionSizes one = new AttentionSizes(13, 1, 37, 0.3);
        Twin<A> q = buffer(13, 50, many.paddedQueries(), random());
        Twin<A> k = buffer(13, 37, many.paddedKeys(), random());
        Twin<A> out = Twin.filled(kernels(), 13 * many.paddedQueries(), Double.NaN);
        A stats = kernels().allocate(STATS_FROM + 2 * many.paddedQueries());
        attention(kernels(), many, q.tested(), k.tested(), k.tested(), null, out.tested(), stats);
        for (int a : List.of(0, 7, 16, 49)) {
            Twin<A> qAlone = Twin.filled(kernels(), 13 * TileLayout.LANES, 0);
            for (int f = 0; f < 13; f++) {
                qAlone.set(f * TileLayout.LANES, q.at(f * many.paddedQueries() + a));
            }
            Twin<A> alone = Twin.filled(kernels(), 13 * TileLayout.LANES, Double.NaN);
            attention(kernels(), one, qAlone.tested(), k.tested(), k.tested(), null, alone.tested(), stats);
            for (int f = 0; f < 13; f++) {
                assertThat(alone.at(f * TileLayout.LANES))
                        .as("query %d, feature %d", a, f)
                        .isEqualTo(out.at(f * many.paddedQueries() + a));
            }
        }
    }
}
