package rapidity.app.study;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// Times forward passes.
///
/// @param listener may ask to stop between two passes
/// @param memory whether to read Java's memory
record Stopwatch(ScalingRecipe.Passes passes, StudyListener listener, boolean memory) {
    private static final double NANO = 1e-9;

    /// Passes of an event of so many items, and the memory that is not given back between them.
    ///
    /// @return nothing if it was asked to stop
    Optional<ScalingPoint> measure(ForwardPass network, int items) {
        long before = used();
        ForwardPass.Event event = network.event(items);
        int warmUp = 0;
        long began = System.nanoTime();
        while (warmUp == 0 || seconds(began) < passes.warmUp()) {
            if (listener.stopRequested()) {
                return Optional.empty();
            }
            event.pass();
            warmUp++;
        }
        double[] times = new double[passes.most()];
        int n = 0;
        double all = 0;
        while (n < passes.least() || (n < passes.most() && all < passes.timed())) {
            if (listener.stopRequested()) {
                return Optional.empty();
            }
            long start = System.nanoTime();
            event.pass();
            times[n] = seconds(start);
            all += times[n++];
        }
        OptionalLong held = memory ? OptionalLong.of(Math.max(used() - before, 0)) : OptionalLong.empty();
        Reference.reachabilityFence(event);
        return Optional.of(ScalingPoint.measured(Arrays.copyOf(times, n), warmUp, held));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * NANO;
    }

    private long used() {
        for (int i = 0; i < passes.collections(); i++) {
            System.gc();
        }
        Runtime vm = Runtime.getRuntime();
        return vm.totalMemory() - vm.freeMemory();
    }
}
