package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rapidity.random.RandomStreams;

class GradientStepTest {
    private static final int SHARDS = GradientStep.LANES;
    private static final int SIZE = 100;

    private final Params p = Params.of(new RandomStreams(1));
    private final Parameter w = p.uniform("w", 1, SIZE);
    private final Weights weights = p.weights(Engine.of(Precision.FLOAT32));
    private final Workers workers = new Workers(2);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void lanesAreAddedInTheirOrderWhicheverIsDoneFirst() {
        GradientStep step = new GradientStep(weights, workers);
        double[] expected = inOrder();
        assertThat(gradient(step, shard -> {})).isEqualTo(expected);
        CountDownLatch last = new CountDownLatch(1);
        assertThat(gradient(step, shard -> firstAfterLast(shard, last))).isEqualTo(expected);
        try (Workers one = new Workers(1)) {
            assertThat(gradient(new GradientStep(weights, one), shard -> {})).isEqualTo(expected);
        }
    }

    @Test
    void aFailedStepLeavesNothingBehind() {
        GradientStep step = new GradientStep(weights, workers);
        assertThatThrownBy(() -> gradient(step, GradientStepTest::failInThird)).hasMessage("third");
        assertThat(gradient(step, shard -> {})).isEqualTo(inOrder());
    }

    /// One of two threads has the first shard and waits there until the other has done all before the last.
    private static void firstAfterLast(int shard, CountDownLatch last) {
        if (shard == SHARDS - 1) {
            last.countDown();
        } else if (shard == 0) {
            try {
                last.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void failInThird(int shard) {
        if (shard == 2) {
            throw new IllegalStateException("third");
        }
    }

    private double[] gradient(GradientStep step, IntConsumer before) {
        step.run(SHARDS, (tape, shard) -> {
            before.accept(shard);
            return tape.parameter(w).times(tape.tensor(slope(shard), SIZE)).sum();
        });
        double[] r = new double[SIZE];
        weights.engine().ops().read(step.gradient(), 0, r);
        return r;
    }

    /// Of very different magnitudes: in another order their sum has other bits.
    private static double[] slope(int shard) {
        double scale = Math.pow(10, shard % 5);
        return new RandomStreams(2)
                .stream("slope", shard).doubles(SIZE, -scale, scale).toArray();
    }

    private static double[] inOrder() {
        double[] r = new double[SIZE];
        for (int shard = 0; shard < SHARDS; shard++) {
            double[] s = slope(shard);
            for (int i = 0; i < SIZE; i++) {
                r[i] = (float) r[i] + (float) s[i];
            }
        }
        return r;
    }
}
