package rapidity.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.model.EventMomenta;
import rapidity.model.Particle;

/// The rows with u-type quarks of `samples/zgg.npy`: q qbar to Z and two gluons, from MadGraph.
record ZggSample(EventMomenta momenta, double[] amplitudes) {
    static final Path SAMPLES = Path.of("..", "samples");
    static final List<Particle> PARTICLES = Particle.ofZAndGluons(2);

    /// Both files have a header of this length.
    private static final int HEADER = 128;

    private static final int WIDTH = 20;

    static ZggSample read() throws IOException {
        byte[] down = Files.readAllBytes(SAMPLES.resolve("zgg.downtype.npy"));
        ByteBuffer rows =
                ByteBuffer.wrap(Files.readAllBytes(SAMPLES.resolve("zgg.npy"))).order(ByteOrder.LITTLE_ENDIAN);
        int[] up = IntStream.range(0, down.length - HEADER)
                .filter(i -> down[HEADER + i] == 0)
                .toArray();
        double[] p = new double[up.length * WIDTH];
        double[] amplitudes = new double[up.length];
        for (int i = 0; i < up.length; i++) {
            rows.position(HEADER + up[i] * (WIDTH + 1) * Double.BYTES);
            for (int k = 0; k < WIDTH; k++) {
                p[i * WIDTH + k] = rows.getDouble();
            }
            amplitudes[i] = rows.getDouble();
        }
        return new ZggSample(new EventMomenta(5, p), amplitudes);
    }

    /// The events from .. to - 1.
    ZggSample slice(int from, int to) {
        return new ZggSample(
                momenta.slice(from, to),
                IntStream.range(from, to).mapToDouble(i -> amplitudes[i]).toArray());
    }

    static int[] rows(int from, int to) {
        return IntStream.range(from, to).toArray();
    }
}
