package rapidity.app.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;

/// How far a task is, on standard error: a bar with rate and time left on a terminal, a plain line now and then in a
/// log.
///
/// For use by one thread.
final class Progress implements AutoCloseable {
    private static final long REDRAW = Duration.ofMillis(100).toNanos();
    private static final long LINE = Duration.ofSeconds(10).toNanos();
    private static final int BAR = 24;

    private final String task;
    private final String unit;
    private final long total;
    private final PrintWriter out;
    private final OptionalInt columns;
    private final long start = System.nanoTime();
    private long last;
    private int shown;

    private Progress(String task, String unit, long total, PrintWriter out, OptionalInt columns) {
        this.task = task;
        this.unit = unit;
        this.total = total;
        this.out = out;
        this.columns = columns;
        last = start - REDRAW;
        if (columns.isEmpty()) {
            last = start;
        }
    }

    /// Shows nothing if the options say so.
    ///
    /// @param unit what is counted, in the plural
    static Progress of(String task, String unit, long total, CommonOptions options) {
        PrintWriter out = options.quiet() ? new PrintWriter(Writer.nullWriter()) : options.err();
        return new Progress(task, unit, total, out, Terminal.columns());
    }

    static Progress of(String task, String unit, long total, PrintWriter out, OptionalInt columns) {
        return new Progress(task, unit, total, out, columns);
    }

    /// So many are done, and something to say besides, such as a loss.
    void show(long done, String detail) {
        long now = System.nanoTime();
        if (now - last < (columns.isPresent() ? REDRAW : LINE) && done < total) {
            return;
        }
        last = now;
        double seconds = (now - start) / 1e9;
        String line = line(done, seconds, detail);
        columns.ifPresentOrElse(width -> redraw(line, width), () -> out.println(line));
    }

    private String line(long done, double seconds, String detail) {
        double rate = done / seconds;
        String left = done == 0 || done >= total ? duration(seconds) : duration((total - done) / rate) + " left";
        StringBuilder line = new StringBuilder(task);
        if (columns.isPresent()) {
            int filled = (int) (BAR * Math.min(done, total) / Math.max(total, 1));
            line.append(" [")
                    .append("=".repeat(filled))
                    .append(" ".repeat(BAR - filled))
                    .append(']');
        }
        line.append(
                String.format(Locale.ROOT, " %3d%% %,d/%,d %s", 100 * done / Math.max(total, 1), done, total, unit));
        line.append(String.format(Locale.ROOT, rate < 10 ? ", %.2f/s, " : ", %,.0f/s, ", rate))
                .append(left);
        return detail.isEmpty()
                ? line.toString()
                : line.append(", ").append(detail).toString();
    }

    private void redraw(String line, int width) {
        String visible = line.length() < width ? line : line.substring(0, Math.max(width - 1, 0));
        out.print("\r" + visible + " ".repeat(Math.max(0, shown - visible.length())));
        out.flush();
        shown = visible.length();
    }

    static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d h", s / 3600, s / 60 % 60);
    }

    /// Leaves the line.
    @Override
    public void close() {
        if (shown > 0) {
            out.println();
            shown = 0;
        }
    }
}
