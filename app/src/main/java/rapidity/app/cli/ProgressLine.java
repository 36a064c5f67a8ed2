package rapidity.app.cli;

import java.util.Locale;
import java.util.OptionalInt;

/// One line about long work: how far it is, how fast, how long it takes yet. On a terminal the line is drawn again in
/// place ten times a second; in a log a new line appears now and then, ever more seldom.
final class ProgressLine {
    private static final int BAR = 24;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long FIRST_LINE_NANOS = 5_000_000_000L;
    private static final long SELDOMEST_NANOS = 300_000_000_000L;

    private final String name;
    private final long total;
    private final OptionalInt columns = Terminal.columns();
    private final long began = System.nanoTime();
    private long next = began + (columns.isPresent() ? REDRAW_NANOS : FIRST_LINE_NANOS);
    private long wait = FIRST_LINE_NANOS;

    ProgressLine(String name, long total) {
        this.name = name;
        this.total = total;
    }

    /// @param rate what is done per second
    /// @param more what else is to be said, such as a loss
    void show(long done, double rate, String more) {
        long now = System.nanoTime();
        if (now < next) {
            return;
        }
        if (columns.isPresent()) {
            next = now + REDRAW_NANOS;
            redraw(text(done, rate, more));
        } else {
            wait = Math.min(2 * wait, SELDOMEST_NANOS);
            next = now + wait;
            System.err.println(text(done, rate, more));
        }
    }

    /// The last word: the line stays.
    void finish(long done, double rate, String more) {
        if (columns.isPresent()) {
            redraw(text(done, rate, more));
            System.err.println();
        } else {
            System.err.println(text(done, rate, more));
        }
    }

    private void redraw(String text) {
        int width = Math.max(20, columns.orElse(80) - 1);
        String cut = text.length() > width ? text.substring(0, width) : text;
        System.err.print("\r" + cut + " ".repeat(width - cut.length()));
        System.err.flush();
    }

    private String text(long done, double rate, String more) {
        double share = total == 0 ? 1 : (double) done / total;
        String bar = "";
        if (columns.isPresent()) {
            int full = (int) Math.round(BAR * share);
            bar = " [" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
        }
        String left = done >= total ? "in " + time((System.nanoTime() - began) * 1e-9) : time((total - done) / rate) + " left";
        return String.format(Locale.ROOT, "%s%s %3.0f %% (%d of %d), %s/s, %s%s%s", name, bar, 100 * share, done, total,
                number(rate), left, more.isEmpty() ? "" : ", ", more);
    }

    private static String number(double x) {
        return x >= 100 ? String.format(Locale.ROOT, "%,.0f", x) : String.format(Locale.ROOT, "%.3g", x);
    }

    static String time(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "unknown time";
        }
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d h %02d min", s / 3600, s / 60 % 60);
    }
}
