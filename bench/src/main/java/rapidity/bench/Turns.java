package rapidity.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Our side of a [Contestant].
final class Turns {
    private Turns() {}

    /// Works in turns until the input ends.
    ///
    /// @param share of a repetition that is reported
    static void serve(Runnable work, double share) throws IOException {
        System.out.println("{}");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(turn(work, Double.parseDouble(line), share));
        }
    }

    /// Means in milliseconds of wall and processor time, the best wall time, and memory.
    private static String turn(Runnable work, double seconds, double share) throws IOException {
        long allocated = Timing.THREADS.getTotalThreadAllocatedBytes();
        long cpu = Timing.PROCESS.getProcessCpuTime();
        long begin = System.nanoTime();
        long now = begin;
        long best = Long.MAX_VALUE;
        int n = 0;
        while (n == 0 || now - begin < seconds * 1e9) {
            long before = now;
            work.run();
            now = System.nanoTime();
            best = Math.min(best, now - before);
            n++;
        }
        double milliseconds = share / 1e6;
        return "{\"wall_ms\":" + milliseconds * (now - begin) / n
                + ",\"cpu_ms\":" + milliseconds * (Timing.PROCESS.getProcessCpuTime() - cpu) / n
                + ",\"best_ms\":" + milliseconds * best
                + ",\"repeats\":" + n
                + ",\"peak_kb\":" + Timing.peak()
                + ",\"allocated\":" + (Timing.THREADS.getTotalThreadAllocatedBytes() - allocated) / n + "}";
    }
}
