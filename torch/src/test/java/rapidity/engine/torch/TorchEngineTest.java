package rapidity.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Attend;
import rapidity.engine.Buffer;
import rapidity.engine.Channels;
import rapidity.engine.Device;
import rapidity.engine.Engine;
import rapidity.engine.GradientStep;
import rapidity.engine.Multivectors;
import rapidity.engine.Ops;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.net.Lgatr;
import rapidity.net.LgatrConfig;
import rapidity.random.RandomStreams;
import rapidity.train.AdamW;

/// What belongs to libtorch alone: memory, failures, threads, and a training beside that of the scalar kernels.
class TorchEngineTest {
    /// Ten steps of rounding, each amplified by the division of Adam: moments of 1e-8 keep eight digits.
    private static final double TRAJECTORY = 1e-8;

    private static final int JETS = 3;
    private static final int PARTICLES = 7;

    /// A small network that learns the sum of its inputs.
    private static final class Training {
        private final Lgatr net;
        private final Weights weights;
        private final GradientStep step;
        private final Ops ops;
        private final Buffer first;
        private final Buffer second;
        private long updates;

        Training(Engine engine) {
            Params p = Params.of(new RandomStreams(1));
            net = new Lgatr(p, LgatrConfig.v2(new Channels(1, 2), new Channels(4, 6), new Channels(1, 1), 2, 2));
            weights = p.weights(engine);
            step = new GradientStep(weights, new Workers(1));
            ops = engine.ops();
            first = ops.allocate(weights.size());
            second = ops.allocate(weights.size());
            ops.fill(first, 0, weights.size(), 0);
            ops.fill(second, 0, weights.size(), 0);
        }

        double update() {
            double loss = step.run(2, (tape, shard) -> {
                int tokens = JETS * PARTICLES;
                Tensor mv = tape.tensor(numbers(tokens * 16, shard), tokens, 1, 16);
                Tensor s = tape.tensor(numbers(tokens * 2, shard + 7), tokens, 2);
                Multivectors y = net.apply(Multivectors.of(mv, s), Attend.equal(JETS, PARTICLES));
                Tensor d = y.scalars().minus(s.slice(1, 0, 1));
                return d.times(d).sum().plus(y.multivectors().times(0.1).tanh().sum());
            });
            ops.update(
                    AdamW.of(1e-2).rule(1e-2, 0.9, ++updates),
                    weights.values(),
                    step.gradient(),
                    first,
                    second,
                    0,
                    weights.size());
            weights.pack();
            return loss;
        }

        private static double[] numbers(int n, long seed) {
            return new RandomStreams(seed).stream("numbers").doubles(n, -1, 1).toArray();
        }
    }

    @Test
    void aTrainingIsThatOfTheScalarKernels() {
        Training torch = new Training(Installed.engine(Precision.FLOAT64));
        Training scalar = new Training(Engine.scalar(Precision.FLOAT64));
        for (int i = 0; i < 10; i++) {
            double expected = scalar.update();
            assertThat(torch.update()).as("loss %d", i).isCloseTo(expected, within(TRAJECTORY * Math.abs(expected)));
        }
    }

    @Test
    void stepsLeaveNothingBehind() {
        TorchDevice device = TorchDevice.of(Installed.library(), Installed.device(), Precision.FLOAT32);
        Memory memory = new Memory(device.shim());
        Constants constants = new Constants(new Memory(device.shim()));
        Engine engine = Engine.of(
                Precision.FLOAT32,
                "torch",
                () -> new TorchOps(new Torch(device, memory), constants),
                new Engine.Work(1, Workers::new));
        Training training = new Training(engine);
        // the sequences of the last four calls are remembered
        for (int i = 0; i < 4; i++) {
            training.update();
        }
        int held = memory.count();
        for (int i = 0; i < 20; i++) {
            training.update();
        }
        assertThat(memory.count()).isEqualTo(held);
    }

    @Test
    void aFailureOfLibtorchIsAnException() {
        TorchDevice device = TorchDevice.of(Installed.library(), Installed.device(), Precision.FLOAT32);
        Torch torch = new Torch(device, new Memory(device.shim()));
        assertThatThrownBy(() -> torch.run(() -> torch.call("mm", torch.constant(1, 2, 3), torch.constant(1, 2, 3))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("libtorch: mm failed");
    }

    @Test
    void itsThreadsAreThoseThatWereAllowed() {
        Threads threads = new Threads(Installed.library().symbols());
        try (Workers workers = threads.workers(2)) {
            assertThat(threads.count()).isEqualTo(2);
            assertThat(workers.threads()).isEqualTo(1);
        } finally {
            threads.workers(1).close();
        }
    }

    @Test
    void aFolderWithoutLibtorchIsRefusedWithTheCure(@TempDir Path folder) {
        assertThatThrownBy(() -> Libtorch.load(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot load " + folder);
    }

    @Test
    void aLibtorchForCpusComputesOnNoGpu() {
        Libtorch library = Installed.library();
        if (!library.hasCuda()) {
            assertThatThrownBy(() -> TorchDevice.of(library, Device.CUDA, Precision.FLOAT32))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("one for CPUs");
        }
    }

    @Test
    void numbersGoInAndComeBack() {
        Ops ops = Installed.engine(Precision.FLOAT64).ops();
        double[] x = {1, -2, 3.5, 1e300};
        Buffer b = ops.allocate(6);
        ops.fill(b, 0, 6, 7);
        ops.write(x, b, 1);
        double[] y = new double[6];
        ops.read(b, 0, y);
        assertThat(y).containsExactly(7, 1, -2, 3.5, 1e300, 7);
    }
}
