package rapidity.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A fixed pool of threads. Kernels hold no parallel code: threads take whole tasks (shards, lanes), and what a task
/// computes does not depend on the thread that takes it.
public final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    /// @throws IllegalArgumentException if `threads < 1`
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, got " + threads);
        }
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("rapidity-", 0).factory());
    }

    public int threads() {
        return threads;
    }

    /// Runs tasks 0 .. n - 1 and returns when all are done. With one thread they run in the caller.
    ///
    /// @throws RuntimeException the first task's failure
    /// @throws CancellationException if the caller is interrupted while it waits; tasks go on
    public void run(int n, IntConsumer task) {
        if (threads == 1 || n <= 1) {
            for (int i = 0; i < n; i++) {
                task.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < Math.min(threads, n); t++) {
            running.add(pool.submit(() -> {
                for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            }));
        }
        await(running);
    }

    private static void await(List<Future<?>> running) {
        RuntimeException failure = null;
        for (Future<?> f : running) {
            try {
                f.get();
            } catch (ExecutionException e) {
                failure = failure != null ? failure : unwrapped(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while waiting for the workers");
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException unwrapped(@Nullable Throwable cause) {
        return cause instanceof RuntimeException r ? r : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
