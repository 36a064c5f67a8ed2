package rapidity.app.report.figure;

import java.util.List;

/// One cell of a figure: a titled plot, and perhaps lower ones that share its horizontal axis (a ratio, a residual).
public record Panel(String title, Axes main, List<Axes> lower) {
    public Panel {
        lower = List.copyOf(lower);
    }

    public static Panel of(String title, Axes main, Axes... lower) {
        return new Panel(title, main, List.of(lower));
    }
}
