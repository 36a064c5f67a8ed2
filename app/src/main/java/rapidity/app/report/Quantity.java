package rapidity.app.report;

import java.util.Locale;
import java.util.OptionalDouble;

/// Numbers as people write them: as many digits as their error supports, powers of ten raised.
final class Quantity {
    private static final int LARGEST_PLAIN = 4;
    private static final int SMALLEST_PLAIN = -2;
    private static final int DIGITS = 3;

    private Quantity() {}

    /// `(1.234 ± 0.056) × 10^−3`: two digits of the error, or three of the value where there is no error.
    static Html of(double value, OptionalDouble error) {
        if (!Double.isFinite(value) || value == 0) {
            return Html.text(Double.isFinite(value) ? "0" : "not finite");
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
        boolean plain = exponent <= LARGEST_PLAIN && exponent >= SMALLEST_PLAIN;
        double scale = plain ? 1 : Math.pow(10, exponent);
        boolean sure = error.isPresent() && error.getAsDouble() > 0;
        int leading = plain ? exponent : 0;
        int decimals = DIGITS - 1 - leading;
        if (sure) {
            decimals = 1 - (int) Math.floor(Math.log10(error.getAsDouble() / scale));
        }
        decimals = Math.clamp(decimals, 0, 9);
        String digits = fixed(value / scale, decimals);
        if (sure) {
            digits += " ± " + fixed(error.getAsDouble() / scale, decimals);
        }
        if (plain) {
            return Html.text(digits);
        }
        Html power = Html.text(minus(Integer.toString(exponent))).in("sup");
        return Html.text((sure ? "(" + digits + ")" : digits) + " × 10").and(power);
    }

    /// The number of a table for LaTeX: `0.9870 \pm 0.0001`.
    static String digits(double value, OptionalDouble error) {
        boolean sure = error.isPresent() && error.getAsDouble() > 0;
        int exponent = (int) Math.floor(Math.log10(sure ? error.getAsDouble() : Math.max(Math.abs(value), 1e-9)));
        int decimals = Math.clamp((sure ? 1 : DIGITS - 1) - exponent, 0, 9);
        String digits = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return sure ? digits + String.format(Locale.ROOT, " \\pm %." + decimals + "f", error.getAsDouble()) : digits;
    }

    static Html of(double value) {
        return of(value, OptionalDouble.empty());
    }

    /// A share of `events` in percent with its binomial error.
    static Html percent(double share, long events) {
        double error = Math.sqrt(Math.max(0, share * (1 - share)) / events);
        int decimals = error > 0 ? Math.clamp(-(int) Math.floor(Math.log10(100 * error)), 0, 3) : 1;
        String digits = fixed(100 * share, decimals);
        return Html.text(error > 0 ? digits + " ± " + fixed(100 * error, decimals) : digits);
    }

    /// `1,234,567`.
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// `2 h 05 min`, `3 min 20 s`, `12.3 s`.
    static String duration(double seconds) {
        if (seconds < 60) {
            return fixed(seconds, 1) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
        }
        long minutes = Math.round(seconds / 60);
        return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }

    static String fixed(double value, int decimals) {
        return minus(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }
}
