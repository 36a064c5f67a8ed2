package rapidity.bench;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.vector.VectorDoubleKernels;
import rapidity.engine.vector.VectorFloatKernels;

/// Speed of each kernel at the shapes of the 12-block L-GATr (16 multivector channels, 32 scalars, 8 heads) and of
/// L-GATr-slim (32 vectors, 96 scalars, 8 heads), in GFLOP/s of
/// useful work on the CPU time of one thread, beside what a bare loop of fused multiply-adds reaches on the same core.
///
/// ```
/// java --add-modules jdk.incubator.vector -cp CLASSPATH rapidity.bench.KernelBench float|double JETS KERNEL PARTICLES
/// ```
///
/// All may be left out from the end on: then it is float, 4 and 32 events, every kernel, 50 particles in an event.
/// KERNEL keeps those whose name contains it.
public final class KernelBench {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PARTICLES = 50;

    /// CPU seconds of warm-up and of measurement.
    private static final double WARM_UP = 1.5;

    private static final double MEASURE = 0.1;

    /// A shared machine has slow spells of seconds: every kernel is measured so often, in turn.
    private static final int PASSES = 4;

    private KernelBench() {}

    /// One kernel call and its useful floating-point operations (0: bytes matter, not operations).
    record Case(String name, double flops, Runnable call) {}

    public static void main(String[] args) {
        boolean wide = args.length > 0 && args[0].equals("double");
        List<Integer> jets = args.length > 1 ? List.of(Integer.parseInt(args[1])) : List.of(4, 32);
        String only = args.length > 2 ? args[2] : "";
        int particles = args.length > 3 ? Integer.parseInt(args[3]) : PARTICLES;
        for (int n : jets) {
            if (wide) {
                run(System.out, new VectorDoubleKernels(), PeakLoop.doubles(), n, particles, only);
            } else {
                run(System.out, new VectorFloatKernels(), PeakLoop.floats(), n, particles, only);
            }
        }
    }

    private static <A> void run(PrintStream out, Kernels<A> kernels, Case peak, int jets, int particles, String only) {
        List<Case> cases = new ArrayList<>(List.of(peak));
        Stream.concat(
                        new KernelCases<>(kernels, jets, particles).all().stream(),
                        new SlimKernelCases<>(kernels, jets, particles).all().stream())
                .filter(c -> c.name().contains(only))
                .forEach(cases::add);
        if (cases.size() == 1) {
            throw new IllegalArgumentException("no kernel has '" + only + "' in its name");
        }
        double[] calls = cases.stream().mapToDouble(KernelBench::warmUp).toArray();
        double[] best = new double[calls.length];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.min(best[i], seconds(cases.get(i), calls[i]));
            }
        }
        double fastest = peak.flops() / best[0];
        String title = "%s, %d x %d particles, peak loop %.1f GFLOP/s%n";
        out.printf(Locale.ROOT, title, kernels.name(), jets, particles, fastest / 1e9);
        for (int i = 1; i < best.length; i++) {
            Case c = cases.get(i);
            double rate = c.flops() / best[i];
            String speed = "%6.1f GFLOP/s  %.2f of peak".formatted(rate / 1e9, rate / fastest);
            out.printf(Locale.ROOT, "  %-34s %9.1f us  %s%n", c.name(), 1e6 * best[i], rate == 0 ? "" : speed);
        }
    }

    /// Calls per second of CPU, once the compiler is done.
    private static double warmUp(Case c) {
        long calls = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - start < WARM_UP * 1e9) {
            c.call().run();
            calls++;
        }
        return calls / WARM_UP;
    }

    /// Seconds of CPU of one call: the best of many rounds, each of about five milliseconds.
    private static double seconds(Case c, double callsPerSecond) {
        int round = (int) Math.max(1, 5e-3 * callsPerSecond);
        double best = Double.POSITIVE_INFINITY;
        long start = THREADS.getCurrentThreadCpuTime();
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
