package rapidity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Times of a repeated piece of work after warm-up, in milliseconds, and the largest resident memory so far.
///
/// @param wallMs median
/// @param cpuMs processor time of the whole process, the mean: its clock ticks only every ten milliseconds
/// @param allocated bytes allocated on the heap per repetition, all threads
record Timing(double wallMs, double cpuMs, int repeats, long peakKilobytes, long allocated) {
    static final com.sun.management.OperatingSystemMXBean PROCESS = (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();

    /// Repeats until `seconds` have passed, at least five times, after warming up for `warmUpSeconds`.
    static Timing of(Runnable work, double warmUpSeconds, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (warmUpSeconds * 1e9);
        do {
            work.run();
        } while (System.nanoTime() < end);
        double[] wall = new double[100_000];
        int n = 0;
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        long cpu = PROCESS.getProcessCpuTime();
        end = System.nanoTime() + (long) (seconds * 1e9);
        while (n < 5 || (n < wall.length && System.nanoTime() < end)) {
            long w = System.nanoTime();
            work.run();
            wall[n++] = (System.nanoTime() - w) / 1e6;
        }
        double cpuMs = (PROCESS.getProcessCpuTime() - cpu) / 1e6 / n;
        allocated = (THREADS.getTotalThreadAllocatedBytes() - allocated) / n;
        return new Timing(median(wall, n), cpuMs, n, peak(), allocated);
    }

    /// Microseconds of processor time of this thread per item: the median of so many passes through all items, after
    /// twice as many to warm up.
    ///
    /// @param work its numbers add up to more than 0: somebody has to look at them
    static <T> double microseconds(List<T> items, ToDoubleFunction<T> work, int passes) {
        double[] times = new double[passes];
        for (int pass = -2 * passes; pass < passes; pass++) {
            long start = THREADS.getCurrentThreadCpuTime();
            double sum = 0;
            for (T item : items) {
                sum += work.applyAsDouble(item);
            }
            times[Math.max(pass, 0)] = (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / items.size();
            if (!(sum > 0)) {
                throw new IllegalStateException("the work of " + items.size() + " items adds up to " + sum);
            }
        }
        return median(times, passes);
    }

    private static double median(double[] x, int n) {
        double[] sorted = Arrays.copyOf(x, n);
        Arrays.sort(sorted);
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /// Largest resident memory of this process, where the system says it (Linux), else 0.
    static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmHWM:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    String json() {
        return "{\"wall_ms\":" + wallMs + ",\"cpu_ms\":" + cpuMs + ",\"repeats\":" + repeats + ",\"peak_kb\":"
                + peakKilobytes + ",\"allocated\":" + allocated + "}";
    }
}
