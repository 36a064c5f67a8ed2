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
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;

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
