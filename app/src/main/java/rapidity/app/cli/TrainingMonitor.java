package rapidity.app.cli;

import java.util.Locale;
import rapidity.app.study.StudyListener;
import rapidity.train.Progress.Report;

/// Shows a study on standard error, line after line, and hands on the wish to stop: of whoever says so, or interrupts
/// the thread that made the monitor.
final class TrainingMonitor implements StudyListener {
    /// Steps that the shown loss is about the mean of.
    private static final int SMOOTHED = 50;

    private final CommonOptions options;
    private final Thread owner = Thread.currentThread();
    private volatile boolean stopRequested;
    private Progress line;

    TrainingMonitor(CommonOptions options) {
        this.options = options;
        this.line = Progress.of("", "steps", 0, options);
    }

    /// Asks the training to save and stop.
    void stop() {
        stopRequested = true;
    }

    @Override
    public boolean stopRequested() {
        return stopRequested || owner.isInterrupted();
    }

    /// Begins a new line.
    private Progress begin(String name, String unit, long total) {
        line.close();
        line = Progress.of(name, unit, total, options);
        return line;
    }

    @Override
    public void says(String sentence) {
        line.close();
        if (!options.quiet()) {
            options.err().println(sentence);
        }
    }

    @Override
    public Counter counting(String name, String unit, long total) {
        Progress progress = begin(name, unit, total);
        return new Counter() {
            @Override
            public void done(long count) {
                progress.show(count, "");
            }

            @Override
            public void close() {
                progress.close();
            }
        };
    }

    @Override
    public rapidity.train.Progress training(String run) {
        return new Steps(run);
    }

    /// The steps of one run; those of an interrupted run before it are not counted again.
    private final class Steps implements rapidity.train.Progress {
        private final String run;
        private long before = -1;
        private double loss;
        private String validation = "";

        Steps(String run) {
            this.run = run;
        }

        @Override
        public void step(Report r) {
            if (before < 0) {
                before = r.step() - 1;
                begin(run, "steps", r.steps() - before);
            }
            loss += (r.loss() - loss) / Math.min(r.step() - before, SMOOTHED);
            r.validation().ifPresent(v -> validation = String.format(Locale.ROOT, ", validation %.3g", v));
            line.show(r.step() - before, String.format(Locale.ROOT, "loss %.3g%s", loss, validation));
            if (r.step() == r.steps()) {
                line.close();
            }
        }

        @Override
        public boolean stopRequested() {
            return TrainingMonitor.this.stopRequested();
        }
    }
}
