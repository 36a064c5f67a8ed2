package rapidity.app.report.figure;

import java.util.ArrayList;
import java.util.List;

/// A line of text with raised and lowered parts: `10^{−3}`, `p_{T}`. Everything else is taken literally.
public record RichText(List<Run> runs) {
    /// A part of the line in one size.
    ///
    /// @param scale size in units of the line's size
    /// @param rise how far above the base line, in units of the line's size
    public record Run(String text, double scale, double rise) {}

    private static final double SMALL = 0.72;
    private static final double RAISED = 0.36;
    private static final double LOWERED = -0.16;

    public static RichText parse(String markup) {
        List<Run> runs = new ArrayList<>();
        int plainStart = 0;
        int at = 0;
        while (at < markup.length()) {
            int close = markup.startsWith("^{", at) || markup.startsWith("_{", at) ? markup.indexOf('}', at) : -1;
            if (close < 0) {
                at++;
                continue;
            }
            addPlain(runs, markup.substring(plainStart, at));
            runs.add(new Run(markup.substring(at + 2, close), SMALL, markup.charAt(at) == '^' ? RAISED : LOWERED));
            at = close + 1;
            plainStart = at;
        }
        addPlain(runs, markup.substring(plainStart));
        return new RichText(List.copyOf(runs));
    }

    private static void addPlain(List<Run> runs, String text) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, 1, 0));
        }
    }

    /// The text without its markup.
    public String plain() {
        StringBuilder plain = new StringBuilder();
        runs.forEach(run -> plain.append(run.text()));
        return plain.toString();
    }

    /// The line if there is room for it, else its beginning and three dots.
    RichText within(double room, Typeface typeface, double size) {
        if (width(typeface, size) <= room) {
            return this;
        }
        String text = plain();
        int end = text.length();
        while (end > 0 && typeface.width(text.substring(0, end) + "…", size) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return new RichText(List.of(new Run(text.substring(0, end) + "…", 1, 0)));
    }

    double width(Typeface typeface, double size) {
        return runs.stream()
                .mapToDouble(run -> typeface.width(run.text(), size * run.scale()))
                .sum();
    }

    /// Writes the line with its base line starting at (x, y).
    void draw(Canvas canvas, Typeface typeface, double size, double x, double y, boolean upwards) {
        double advance = 0;
        for (Run run : runs) {
            double rise = run.rise() * size;
            double left = upwards ? x - rise : x + advance;
            double base = upwards ? y - advance : y - rise;
            canvas.text(new Canvas.Glyphs(run.text(), left, base, size * run.scale(), typeface, upwards));
            advance += typeface.width(run.text(), size * run.scale());
        }
    }
}
