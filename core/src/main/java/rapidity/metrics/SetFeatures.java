package rapidity.metrics;

import java.util.Arrays;
import rapidity.random.RandomStream;

/// Numbers that describe a set of jets, with one row for each jet or one for each particle.
///
/// @param width numbers of a row
/// @param values row-major; the array is kept, not copied
/// @param offsets where the rows of each jet begin, and at the end where they end
public record SetFeatures(int width, double[] values, int[] offsets) {
    /// @throws IllegalArgumentException if the lengths do not fit, there is no jet, or with its place if a value is not
    ///     finite
    public SetFeatures {
        boolean fits = width > 0 && offsets.length > 1 && offsets[0] == 0;
        for (int j = 1; fits && j < offsets.length; j++) {
            fits = offsets[j - 1] <= offsets[j];
        }
        if (!fits || (long) width * offsets[offsets.length - 1] != values.length) {
            throw new IllegalArgumentException("rows of " + width + " numbers of one jet at least expected, got "
                    + values.length + " numbers and " + offsets.length + " offsets");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "feature " + i % width + " of row " + i / width + " is " + values[i]);
            }
        }
    }

    /// One row for each jet.
    public static SetFeatures ofJets(int width, double[] values) {
        int[] offsets = new int[width < 1 ? 1 : values.length / width + 1];
        Arrays.setAll(offsets, j -> j);
        return new SetFeatures(width, values, offsets);
    }

    /// The number of jets.
    public int jets() {
        return offsets.length - 1;
    }

    /// One feature of some jets, all their rows one after another.
    double[] column(int feature, int[] jets) {
        int size = 0;
        for (int j : jets) {
            size += offsets[j + 1] - offsets[j];
        }
        double[] r = new double[size];
        int at = 0;
        for (int j : jets) {
            for (int row = offsets[j]; row < offsets[j + 1]; row++) {
                r[at++] = values[row * width + feature];
            }
        }
        return r;
    }

    /// Each feature over its largest absolute value in another set.
    ///
    /// @throws IllegalArgumentException if the sets have other features, or not one row for each jet
    SetFeatures inUnitsOf(SetFeatures other) {
        requireSame(other, this);
        requireOneRow();
        double[] scales = other.largest();
        double[] r = values.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] /= scales[i % width];
        }
        return new SetFeatures(width, r, offsets);
    }

    /// The largest absolute value of each feature, 1 where that is 0.
    double[] largest() {
        double[] r = new double[width];
        for (int i = 0; i < values.length; i++) {
            r[i % width] = Math.max(r[i % width], Math.abs(values[i]));
        }
        return Arrays.stream(r).map(x -> x == 0 ? 1 : x).toArray();
    }

    /// Jets drawn with replacement.
    int[] draw(int count, RandomStream random) {
        int[] r = new int[count];
        Arrays.setAll(r, i -> random.nextInt(jets()));
        return r;
    }

    static void requireSame(SetFeatures real, SetFeatures generated) {
        if (real.width != generated.width) {
            throw new IllegalArgumentException(
                    "sets with " + real.width + " and " + generated.width + " features are not compared");
        }
    }

    void requireOneRow() {
        if (offsets[jets()] != jets()) {
            throw new IllegalArgumentException(
                    "one row for each jet expected, got " + offsets[jets()] + " for " + jets() + " jets");
        }
    }
}
