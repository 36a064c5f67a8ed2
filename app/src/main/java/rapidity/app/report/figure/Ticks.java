package rapidity.app.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where an axis has its marks: long ones with numbers at round values, short ones between.
///
/// @param major marks with a number
/// @param minor values of the marks without one
public record Ticks(List<Tick> major, List<Double> minor) {
    /// A long mark.
    ///
    /// @param label the number, with the markup of [RichText]
    public record Tick(double value, String label) {}

    private static final String MINUS = "−";
    private static final double ROUNDING = 1e-9;
    private static final int PLAIN_DIGITS = 5;

    /// The marks of an axis.
    ///
    /// @param most how many numbers there is room for
    public static Ticks of(Axis axis, int most) {
        return switch (axis.scale()) {
            case LINEAR -> linear(axis, step(axis, most));
            case COUNT -> linear(axis, Math.max(1, step(axis, most)));
            case LOGARITHMIC -> logarithmic(axis, most);
        };
    }

    private static Ticks linear(Axis axis, double step) {
        long mantissa = Math.round(step / Math.pow(10, Math.floor(Math.log10(step) + ROUNDING)));
        int parts = mantissa == 2 ? 4 : 5;
        List<Double> values = multiples(axis, step);
        List<Tick> major = values.stream()
                .map(value -> new Tick(value, decimal(value, step, axis)))
                .toList();
        List<Double> minor = new ArrayList<>(multiples(axis, step / parts));
        minor.removeIf(value -> values.stream().anyMatch(m -> Math.abs(m - value) < step * ROUNDING));
        if (axis.scale() == Axis.Scale.COUNT) {
            minor.removeIf(value -> Math.abs(value - Math.rint(value)) > ROUNDING);
        }
        return new Ticks(major, List.copyOf(minor));
    }

    /// 1, 2 or 5 times a power of ten: the smallest that gives no more than `most` marks, but at least two.
    private static double step(Axis axis, int most) {
        double power = Math.pow(10, Math.floor(Math.log10((axis.upper() - axis.lower()) / most)));
        double finer = power / 2;
        for (int mantissa : new int[] {1, 2, 5, 10}) {
            int marks = multiples(axis, mantissa * power).size();
            if (marks < 2) {
                return finer;
            }
            if (marks <= most) {
                return mantissa * power;
            }
            finer = mantissa * power;
        }
        return finer;
    }

    private static List<Double> multiples(Axis axis, double step) {
        long first = (long) Math.ceil(axis.lower() / step - ROUNDING);
        long last = (long) Math.floor(axis.upper() / step + ROUNDING);
        List<Double> values = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            values.add(i * step);
        }
        return values;
    }

    private static String decimal(double value, double step, Axis axis) {
        int exponent = (int) Math.floor(Math.log10(Math.max(Math.abs(axis.lower()), Math.abs(axis.upper()))));
        int resolution = (int) Math.floor(Math.log10(step) + ROUNDING);
        if (Math.abs(value) < step * ROUNDING) {
            return "0";
        }
        if (exponent < PLAIN_DIGITS && resolution > -PLAIN_DIGITS) {
            return signed("%." + Math.max(0, -resolution) + "f", value);
        }
        String mantissa = signed("%." + Math.max(0, exponent - resolution) + "f", value / Math.pow(10, exponent));
        return mantissa + "×" + powerOfTen(exponent);
    }

    private static String signed(String format, double value) {
        String digits = String.format(Locale.ROOT, format, Math.abs(value));
        return value < 0 ? MINUS + digits : digits;
    }

    /// `10^n` in the markup of [RichText].
    public static String powerOfTen(int exponent) {
        return "10^{" + (exponent < 0 ? MINUS : "") + Math.abs(exponent) + "}";
    }

    private static Ticks logarithmic(Axis axis, int most) {
        int first = (int) Math.ceil(Math.log10(axis.lower()) - ROUNDING);
        int last = (int) Math.floor(Math.log10(axis.upper()) + ROUNDING);
        int decades = last - first + 1;
        if (decades < 2) {
            return withinADecade(axis, most);
        }
        int stride = Math.ceilDiv(decades, most);
        List<Tick> major = new ArrayList<>();
        List<Double> minor = new ArrayList<>();
        for (int k = first - 1; k <= last; k++) {
            double decade = Math.pow(10, k);
            if (k >= first && Math.floorMod(k, stride) == 0) {
                major.add(new Tick(decade, powerOfTen(k)));
            } else if (k >= first) {
                minor.add(decade);
            }
            for (int m = 2; m <= 9 && stride == 1; m++) {
                if (m * decade >= axis.lower() && m * decade <= axis.upper()) {
                    minor.add(m * decade);
                }
            }
        }
        return new Ticks(List.copyOf(major), List.copyOf(minor));
    }

    private static String within(int mantissa, int exponent) {
        if (exponent >= -2 && exponent <= 2) {
            return signed("%." + Math.max(0, -exponent) + "f", mantissa * Math.pow(10, exponent));
        }
        return mantissa == 1 ? powerOfTen(exponent) : mantissa + "×" + powerOfTen(exponent);
    }

    /// Less than two powers of ten: 1, 2 and 5 times a power, or what a linear axis would show.
    private static Ticks withinADecade(Axis axis, int most) {
        List<Tick> major = new ArrayList<>();
        List<Double> minor = new ArrayList<>();
        for (int k = (int) Math.floor(Math.log10(axis.lower())); k <= Math.log10(axis.upper()); k++) {
            for (int m = 1; m <= 9; m++) {
                double value = m * Math.pow(10, k);
                if (value < axis.lower() * (1 - ROUNDING) || value > axis.upper() * (1 + ROUNDING)) {
                    continue;
                }
                if (m == 1 || m == 2 || m == 5) {
                    major.add(new Tick(value, within(m, k)));
                } else {
                    minor.add(value);
                }
            }
        }
        boolean enough = major.size() >= 2 && major.size() <= most;
        return enough ? new Ticks(List.copyOf(major), List.copyOf(minor)) : linear(axis, step(axis, most));
    }
}
