package rapidity.app.report;

/// How figures with a panel per network are arranged.
final class Grid {
    private static final int MOST = 3;

    private Grid() {}

    static int columns(int panels) {
        return panels == 4 ? 2 : Math.min(MOST, panels);
    }

    /// Width of a frame in points.
    static double frame(int panels) {
        return switch (columns(panels)) {
            case 1 -> 300;
            case 2 -> 230;
            default -> 165;
        };
    }
}
