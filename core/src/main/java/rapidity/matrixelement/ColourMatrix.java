package rapidity.matrixelement;

import java.util.Arrays;

/// The colour matrix C(sigma, tau) of two orderings of n gluons along one quark line, with Tr(T^a T^b) = delta_ab.
///
/// Fierz's identity exchanges each gluon or removes it with a factor -1/3, hence
///
/// ```
/// C(sigma, tau) = sum over subsets K of {1..n} of (-1/3)^(n-|K|) 3^L(K)
/// ```
///
/// where L(K) counts the closed index loops of the word sigma_1..sigma_n tau_n..tau_1 with the letters of K alone. C is
/// real, symmetric and depends on the places of tau's letters in sigma only: n! numbers. C 3^(n-1) is an integer.
final class ColourMatrix {
    private static final int COLOURS = 3;
    private static final int BLOCK = 4;

    private final double[][] element;

    ColourMatrix(GluonSequences sequences) {
        int first = sequences.first(sequences.gluons());
        int orderings = sequences.count() - first;
        double[] relative = new double[orderings];
        for (int i = 0; i < orderings; i++) {
            relative[i] = element(sequences.letters(first), sequences.letters(first + i));
        }
        element = new double[orderings][orderings];
        for (int i = 0; i < orderings; i++) {
            for (int j = 0; j < orderings; j++) {
                element[i][j] = relative[relativeNumber(sequences.letters(first + i), sequences.letters(first + j))];
            }
        }
    }

    /// Lexicographic number of the permutation of the places of tau's letters in sigma.
    private static int relativeNumber(int[] sigma, int[] tau) {
        int[] place = new int[sigma.length];
        for (int j = 0; j < sigma.length; j++) {
            place[sigma[j]] = j;
        }
        int number = 0;
        for (int j = 0; j < tau.length; j++) {
            int smaller = 0;
            for (int later = j + 1; later < tau.length; later++) {
                smaller += place[tau[later]] < place[tau[j]] ? 1 : 0;
            }
            number = number * (tau.length - j) + smaller;
        }
        return number;
    }

    /// C of two orderings of the same letters.
    static double element(int[] sigma, int[] tau) {
        int gluons = sigma.length;
        int[] word = Arrays.copyOf(sigma, 2 * gluons);
        for (int place = 0; place < gluons; place++) {
            word[gluons + place] = tau[gluons - 1 - place];
        }
        long numerator = 0;
        for (int kept = 0; kept < 1 << gluons; kept++) {
            int subset = kept;
            int[] letters =
                    Arrays.stream(word).filter(g -> ((subset >> g) & 1) == 1).toArray();
            long loops = power(loops(letters) + Integer.bitCount(kept));
            numerator += ((gluons - Integer.bitCount(kept)) & 1) == 0 ? loops : -loops;
        }
        return (double) numerator / power(gluons);
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= COLOURS;
        }
        return power;
    }

    /// Cycles of j -> partner(j) + 1, where the partner is the other place of the same letter.
    private static int loops(int[] word) {
        if (word.length == 0) {
            return 1;
        }
        boolean[] seen = new boolean[word.length];
        int loops = 0;
        for (int start = 0; start < word.length; start++) {
            if (!seen[start]) {
                loops++;
            }
            for (int j = start; !seen[j]; j = (partner(word, j) + 1) % word.length) {
                seen[j] = true;
            }
        }
        return loops;
    }

    private static int partner(int[] word, int j) {
        for (int k = 0; k < word.length; k++) {
            if (k != j && word[k] == word[j]) {
                return k;
            }
        }
        throw new IllegalArgumentException("letter " + word[j] + " occurs once in " + Arrays.toString(word));
    }

    /// C(sigma, tau) by the numbers of the orderings.
    double element(int sigma, int tau) {
        return element[sigma][tau];
    }

    /// Number of orderings, n!.
    int size() {
        return element.length;
    }

    /// For each row r the form sum_{sigma,tau} A(sigma)_r C(sigma,tau) A(tau)_r, written to `form`.
    ///
    /// @param amplitude one array over rows for each ordering
    /// @param scratch an array over rows
    void form(double[][] amplitude, double[] scratch, double[] form) {
        Arrays.fill(form, 0);
        for (int sigma = 0; sigma < element.length; sigma++) {
            double[] c = element[sigma];
            double[] a = amplitude[sigma];
            for (int r = 0; r < form.length; r++) {
                scratch[r] = 0.5 * c[sigma] * a[r];
            }
            int tau = sigma + 1;
            for (; tau + BLOCK <= element.length; tau += BLOCK) {
                add(scratch, c, tau, amplitude);
            }
            for (; tau < element.length; tau++) {
                add(scratch, c[tau], amplitude[tau]);
            }
            for (int r = 0; r < form.length; r++) {
                form[r] += 2 * scratch[r] * a[r];
            }
        }
    }

    private static void add(double[] sum, double[] c, int tau, double[][] amplitude) {
        double c0 = c[tau];
        double c1 = c[tau + 1];
        double c2 = c[tau + 2];
        double c3 = c[tau + 3];
        double[] a0 = amplitude[tau];
        double[] a1 = amplitude[tau + 1];
        double[] a2 = amplitude[tau + 2];
        double[] a3 = amplitude[tau + 3];
        for (int r = 0; r < sum.length; r++) {
            sum[r] += c0 * a0[r] + c1 * a1[r] + (c2 * a2[r] + c3 * a3[r]);
        }
    }

    private static void add(double[] sum, double c, double[] a) {
        for (int r = 0; r < sum.length; r++) {
            sum[r] += c * a[r];
        }
    }
}
