package rapidity.app.cli;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import rapidity.app.study.StudyListener;
import rapidity.train.Progress;

/// Shows a study on standard error. When the program is interrupted, it asks the training to save and stop, and waits for
/// that.
final class TrainingMonitor implements StudyListener, AutoCloseable {
    private static final long SAVING_SECONDS = 60;

    private final boolean quiet;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean training;
    private volatile boolean stopRequested;

    TrainingMonitor(boolean quiet) {
        this.quiet = quiet;
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted));
    }

    private void interrupted() {
        stopRequested = true;
        try {
            if (training && !ended.await(SAVING_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the state could not be saved in " + SAVING_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The study has ended or failed: nothing is left to be saved.
    @Override
    public void close() {
        ended.countDown();
    }

    @Override
    public void says(String sentence) {
        if (!quiet) {
            System.err.println(sentence);
        }
    }

    @Override
    public Counter counting(String name, long total) {
        ProgressLine line = new ProgressLine(name, total);
        long began = System.nanoTime();
        return new Counter() {
            private long last;

            @Override
            public void done(long count) {
                last = count;
                if (!quiet) {
                    line.show(count, rate(), "");
                }
            }

            @Override
            public void close() {
                if (!quiet) {
                    line.finish(last, rate(), "");
                }
            }

            private double rate() {
                return last / ((System.nanoTime() - began) * 1e-9);
            }
        };
    }

    @Override
    public Progress training(String run) {
        training = true;
        return new Progress() {
            private ProgressLine line = new ProgressLine(run, 0);
            private long began = -1;
            private double smoothed = Double.NaN;
            private String validation = "";

            @Override
            public void step(Report r) {
                if (began < 0) {
                    began = r.step();
                    line = new ProgressLine(run, r.steps());
                }
                smoothed = Double.isNaN(smoothed) ? r.loss() : 0.98 * smoothed + 0.02 * r.loss();
                r.validation().ifPresent(v -> validation = String.format(Locale.ROOT, ", validation %.3g", v));
                if (quiet) {
                    return;
                }
                String more = String.format(Locale.ROOT, "loss %.3g%s", smoothed, validation);
                if (r.step() == r.steps()) {
                    line.finish(r.step(), r.stepsPerSecond(), more);
                } else {
                    line.show(r.step(), r.stepsPerSecond(), more);
                }
            }

            @Override
            public boolean stopRequested() {
                return stopRequested;
            }
        };
    }
}
