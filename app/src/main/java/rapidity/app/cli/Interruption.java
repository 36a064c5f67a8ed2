package rapidity.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Turns the signal of Ctrl-C or `kill` into an interrupt of the thread that works, and lets it tidy up before the JVM
/// ends: partial files go, a training saves.
final class Interruption {
    private static final int PATIENCE_SECONDS = 60;

    private Interruption() {}

    /// Runs the work on the calling thread.
    static int guard(IntSupplier work) {
        Thread worker = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            worker.interrupt();
            await(done);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        int status = work.getAsInt();
        done.countDown();
        release(hook);
        return status;
    }

    private static void await(CountDownLatch done) {
        try {
            boolean tidy = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!tidy) {
                System.err.println("rapidity: gave up waiting for the work to be tidied up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already: the exit status is that of the signal.
            Thread.currentThread().interrupt();
        }
    }
}
