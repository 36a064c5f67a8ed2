package rapidity.bench;

import java.io.IOException;
import java.util.List;
import rapidity.bench.LimitCase.Network;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.vector.VectorFloatKernels;

/// Our side of `rapidity bench limits`, float32, in turns. Arguments: the name of a case and threads; or `peak` and
/// floating-point operations; or `triad`; or `chase`.
final class LimitRun {
    /// Events of 50 particles in the cases of kernels.
    private static final int EVENTS = 4;

    private static final int PARTICLES = 50;

    private LimitRun() {}

    public static void main(String[] a) throws IOException {
        switch (a[0]) {
            case Contestant.PEAK -> {
                KernelBench.Case loop = PeakLoop.floats();
                Turns.serve(loop.call(), Double.parseDouble(a[1]) / loop.flops());
            }
            case "triad" -> Turns.serve(new Triad(), 1);
            case "chase" -> Turns.serve(new Chase(), 1);
            default -> serve(LimitCases.named(a[0]), Integer.parseInt(a[1]));
        }
    }

    private static void serve(LimitCase c, int threads) throws IOException {
        switch (c.work()) {
            case Network n -> {
                NetworkWork work = new NetworkWork(n, Engine.of(Precision.FLOAT32), threads);
                Turns.serve(work.run(), 1);
            }
            case LimitCase.Kernels k -> Turns.serve(run(k, new VectorFloatKernels()), 1);
        }
    }

    /// Some kernels one after the other.
    static Runnable run(LimitCase.Kernels which, Kernels<float[]> kernels) {
        List<KernelBench.Case> all = new KernelCases<>(kernels, EVENTS, PARTICLES).all();
        List<Runnable> calls = which.names().stream()
                .map(name -> all.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .call())
                .toList();
        return () -> calls.forEach(Runnable::run);
    }
}
