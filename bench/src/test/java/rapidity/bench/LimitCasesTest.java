package rapidity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rapidity.bench.LimitCase.Mode;
import rapidity.bench.LimitCase.Network;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Readout;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.TileLayout;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.TransformerConfig;

class LimitCasesTest {
    @Test
    void networksHaveThePublishedNumbersOfParameters() {
        List<NetConfig> networks =
                List.of(LimitCases.TAGGER, LimitCases.AMPLITUDE, LimitCases.SMALL, LimitCases.SLIM, LimitCases.MLP);
        assertThat(networks)
                .extracting(
                        n -> work(n, Mode.INFERENCE, 1, 1, new KernelCounts()).parameters())
                .containsExactly(1_077_026, 2_073_730, 45_442, 2_030_817, 69_889);
    }

    @Test
    void everyCaseHasANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        assertThat(LimitCases.all()).allMatch(c -> names.add(c.name()) && LimitCases.named(c.name()) != null);
    }

    /// Matrix products of width 8: nothing else in this network is counted.
    @Test
    void operationsOfAnMlpAreThoseOfItsWeights() {
        int weights = 4 * 8 + 8 * 8 + 8;
        KernelCounts counts = new KernelCounts();
        MlpConfig mlp = new MlpConfig(4, 8, 2, 1);
        Runnable inference = work(mlp, Mode.INFERENCE, 16, 1, counts).run();
        counts.reset();
        inference.run();
        assertThat(counts.flops()).isEqualTo(2.0 * 16 * weights);

        Runnable training = work(mlp, Mode.TRAINING, 16, 1, counts).run();
        counts.reset();
        training.run();
        double withoutGradientOfInput = 3 * weights - 4 * 8;
        assertThat(counts.flops()).isBetween(2.0 * 16 * withoutGradientOfInput, 2.0 * 16 * 3 * weights);
    }

    /// The same tokens in longer sequences: two products of queries, keys and values, and in the gradient five, the
    /// scores once more among them.
    @Test
    void operationsOfAttentionAreThoseOfItsProducts() {
        double more = 2 * 8 * (6 * 6 - 2 * 3 * 3);
        assertThat(transformer(Mode.INFERENCE, 1, 6) - transformer(Mode.INFERENCE, 2, 3))
                .isEqualTo(2 * more);
        assertThat(transformer(Mode.TRAINING, 1, 6) - transformer(Mode.TRAINING, 2, 3))
                .isEqualTo((2 + 5) * more);
    }

    private static double transformer(Mode mode, int events, int items) {
        KernelCounts counts = new KernelCounts();
        Runnable work = work(new TransformerConfig(5, 8, 1, 1, 2), mode, events, items, counts)
                .run();
        counts.reset();
        work.run();
        return counts.flops();
    }

    /// 256 terms for each token and channel of the result; of the gradient, twice as many.
    @Test
    void operationsOfGeometricProductsAreThoseOfTheirTerms() {
        TileLayout in = new TileLayout(0, 4);
        TileLayout out = new TileLayout(0, 2);
        KernelCounts counts = new KernelCounts();
        Kernels<float[]> kernels = counts.floats();
        float[] x = new float[in.size(16)];
        float[] y = new float[out.size(16)];
        kernels.geometricProduct(in, out, 1, x, y);
        assertThat(counts.flops()).isEqualTo(2.0 * 256 * 16 * 2);
        assertThat(counts.bytes()).isEqualTo(4.0 * (x.length + y.length));
        kernels.geometricProductGradient(in, out, 1, x, y, x);
        assertThat(counts.flops()).isEqualTo(3 * 2.0 * 256 * 16 * 2);
    }

    /// A kernel that nobody has counted stops the count.
    @Test
    void everyKernelOfTheNetworksIsCounted() {
        for (NetConfig n : List.of(LimitCases.SMALL, LimitCases.SLIM)) {
            KernelCounts counts = new KernelCounts();
            work(n, Mode.TRAINING, 1, 3, counts).run().run();
            assertThat(counts.flops()).isPositive();
            assertThat(counts.bytes()).isPositive();
        }
    }

    private static NetworkWork work(NetConfig net, Mode mode, int events, int items, KernelCounts counts) {
        return new NetworkWork(
                new Network(net, Readout.EVERY_TOKEN, mode, events, items), Engine.of(Precision.FLOAT32, counts), 1);
    }
}
