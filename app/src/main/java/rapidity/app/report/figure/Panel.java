package rapidity.app.report.figure;

import java.util.Optional;

/// One cell of a figure: a titled plot, and perhaps a lower one that shares its horizontal axis (a ratio, a residual).
public record Panel(String title, Axes main, Optional<Axes> lower) {
    public static Panel of(String title, Axes main) {
        return new Panel(title, main, Optional.empty());
    }

    public static Panel of(String title, Axes main, Axes lower) {
        return new Panel(title, main, Optional.of(lower));
    }
}
