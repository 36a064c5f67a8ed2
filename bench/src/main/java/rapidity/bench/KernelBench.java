package rapidity.bench;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.vector.VectorDoubleKernels;
import rapidity.engine.vector.VectorFloatKernels;

/// Speed of each kernel at the shapes of the 12-block L-GATr (16 multivector channels, 32 scalars, 8 heads), in GFLOP/s
/// of
/// useful work on the CPU time of one thread, beside what a bare loop of fused multiply-adds reaches on the same core.
///
/// ```
/// java --add-modules jdk.incubator.vector -cp CLASSPATH rapidity.bench.KernelBench [float|double] [JETS] [KERNEL]
/// ```
///
/// Events of 50 particles; the default is 4 and 32 of them, float. KERNEL keeps those whose name contains it.
public final class KernelBench {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PARTICLES = 50;

    /// CPU seconds of warm-up and of measurement.
    private static final double WARM_UP = 1.5;

    private static final double MEASURE = 0.25;

    private KernelBench() {}

    /// One kernel call and its useful floating-point operations (0: bytes matter, not operations).
    record Case(String name, double flops, Runnable call) {}

    public static void main(String[] args) {
        boolean wide = args.length > 0 && args[0].equals("double");
        List<Integer> jets = args.length > 1 ? List.of(Integer.parseInt(args[1])) : List.of(4, 32);
        String only = args.length > 2 ? args[2] : "";
        for (int n : jets) {
            if (wide) {
                run(System.out, new VectorDoubleKernels(), PeakLoop.doubles(), n, only);
            } else {
                run(System.out, new VectorFloatKernels(), PeakLoop.floats(), n, only);
            }
        }
    }

    private static <A> void run(PrintStream out, Kernels<A> kernels, Case peak, int jets, String only) {
        double best = peak.flops() / seconds(peak);
        out.printf(
                Locale.ROOT,
                "%s, %d x %d particles, peak loop %.1f GFLOP/s%n",
                kernels.name(),
                jets,
                PARTICLES,
                best / 1e9);
        KernelCases<A> cases = new KernelCases<>(kernels, jets, PARTICLES);
        for (Case c : cases.all()) {
            if (c.name().contains(only)) {
                double seconds = seconds(c);
                double rate = c.flops() / seconds;
                out.printf(
                        Locale.ROOT,
                        "  %-34s %9.1f us  %s%n",
                        c.name(),
                        1e6 * seconds,
                        rate == 0 ? "" : "%6.1f GFLOP/s  %.2f of peak".formatted(rate / 1e9, rate / best));
            }
        }
    }

    /// Seconds of CPU of one call: the best of many rounds, each of about five milliseconds.
    private static double seconds(Case c) {
        long calls = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - start < WARM_UP * 1e9) {
            c.call().run();
            calls++;
        }
        int round = (int) Math.max(1, calls * 5e-3 / WARM_UP);
        double best = Double.POSITIVE_INFINITY;
        start = THREADS.getCurrentThreadCpuTime();
        long before = start;
        while (before - start < MEASURE * 1e9) {
            for (int i = 0; i < round; i++) {
                c.call().run();
            }
            long after = THREADS.getCurrentThreadCpuTime();
            best = Math.min(best, (after - before) * 1e-9 / round);
            before = after;
        }
        return best;
    }
}
