package rapidity.matrixelement;

/// The arithmetic of the recursion on several points side by side: an array holds one number for each point. Loops are
/// short and read and write whole arrays at one index: what the compiler turns into vector instructions. The order of
/// operations is that of the single-point classes, and so are the bits.
///
/// A spinor is four arrays (re, im, re, im) from `at` on, a four-vector four (E, x, y, z).
final class Lanes {
    private Lanes() {}

    /// Arrays of numbers, one for each point.
    static double[][] arrays(int count, int lanes) {
        return new double[count][lanes];
    }

    /// x = start + bar(J) psi, J given with its light-cone components J0+J3 and J0-J3 at j+4 and j+5.
    static void addBar(double[][] x, double[][] start, double[][] current, int j, double[][] psi, int at) {
        upper(x[0], x[1], start[0], start[1], current[j + 4], current[j + 1], current[j + 2], psi, at);
        lower(x[2], x[3], start[2], start[3], current[j + 5], current[j + 1], current[j + 2], psi, at);
    }

    private static void upper(
            double[] re,
            double[] im,
            double[] startRe,
            double[] startIm,
            double[] plus,
            double[] j1,
            double[] j2,
            double[][] psi,
            int at) {
        double[] re0 = psi[at];
        double[] im0 = psi[at + 1];
        double[] re1 = psi[at + 2];
        double[] im1 = psi[at + 3];
        for (int l = 0; l < re.length; l++) {
            re[l] = startRe[l] + (plus[l] * re0[l] + j1[l] * re1[l] + j2[l] * im1[l]);
            im[l] = startIm[l] + (plus[l] * im0[l] + j1[l] * im1[l] - j2[l] * re1[l]);
        }
    }

    private static void lower(
            double[] re,
            double[] im,
            double[] startRe,
            double[] startIm,
            double[] minus,
            double[] j1,
            double[] j2,
            double[][] psi,
            int at) {
        double[] re0 = psi[at];
        double[] im0 = psi[at + 1];
        double[] re1 = psi[at + 2];
        double[] im1 = psi[at + 3];
        for (int l = 0; l < re.length; l++) {
            re[l] = startRe[l] + (minus[l] * re1[l] + j1[l] * re0[l] - j2[l] * im0[l]);
            im[l] = startIm[l] + (minus[l] * im1[l] + j1[l] * im0[l] + j2[l] * re0[l]);
        }
    }

    /// psi = til(Q) x, Q given as (Q0-Q3, Q0+Q3, Q1, Q2).
    static void til(double[][] psi, int at, double[][] q, double[][] x) {
        double[] q1 = q[2];
        double[] q2 = q[3];
        tilUpper(psi[at], psi[at + 1], q[0], q1, q2, x);
        tilLower(psi[at + 2], psi[at + 3], q[1], q1, q2, x);
    }

    private static void tilUpper(double[] re, double[] im, double[] minus, double[] q1, double[] q2, double[][] x) {
        double[] re0 = x[0];
        double[] im0 = x[1];
        double[] re1 = x[2];
        double[] im1 = x[3];
        for (int l = 0; l < re.length; l++) {
            re[l] = minus[l] * re0[l] - q1[l] * re1[l] - q2[l] * im1[l];
            im[l] = minus[l] * im0[l] - q1[l] * im1[l] + q2[l] * re1[l];
        }
    }

    private static void tilLower(double[] re, double[] im, double[] plus, double[] q1, double[] q2, double[][] x) {
        double[] re0 = x[0];
        double[] im0 = x[1];
        double[] re1 = x[2];
        double[] im1 = x[3];
        for (int l = 0; l < re.length; l++) {
            re[l] = plus[l] * re1[l] - q1[l] * re0[l] + q2[l] * im0[l];
            im[l] = plus[l] * im1[l] - q1[l] * im0[l] - q2[l] * re0[l];
        }
    }

    /// x = start + conj(a) (b0, b1) of a complex number and the two of a spinor; four arrays of x and start from `to`
    /// on.
    static void addConjugateProduct(double[][] x, double[][] start, int to, double[][] a, int i, double[][] b, int j) {
        double[] aRe = a[i];
        double[] aIm = a[i + 1];
        conjugateProduct(x[to], x[to + 1], start[to], start[to + 1], aRe, aIm, b[j], b[j + 1]);
        conjugateProduct(x[to + 2], x[to + 3], start[to + 2], start[to + 3], aRe, aIm, b[j + 2], b[j + 3]);
    }

    private static void conjugateProduct(
            double[] re,
            double[] im,
            double[] startRe,
            double[] startIm,
            double[] aRe,
            double[] aIm,
            double[] bRe,
            double[] bIm) {
        for (int l = 0; l < re.length; l++) {
            re[l] = startRe[l] + (aRe[l] * bRe[l] + aIm[l] * bIm[l]);
            im[l] = startIm[l] + (aRe[l] * bIm[l] - aIm[l] * bRe[l]);
        }
    }

    /// x = a . b of two four-vectors.
    static void dot(double[] x, double[][] a, int i, double[][] b, int j) {
        double[] a0 = a[i];
        double[] a1 = a[i + 1];
        double[] a2 = a[i + 2];
        double[] a3 = a[i + 3];
        double[] b0 = b[j];
        double[] b1 = b[j + 1];
        double[] b2 = b[j + 2];
        double[] b3 = b[j + 3];
        for (int l = 0; l < x.length; l++) {
            x[l] = a0[l] * b0[l] - a1[l] * b1[l] - a2[l] * b2[l] - a3[l] * b3[l];
        }
    }

    /// x = c a + d b.
    static void combine(double[] x, double c, double[] a, double d, double[] b) {
        for (int l = 0; l < x.length; l++) {
            x[l] = c * a[l] + d * b[l];
        }
    }

    /// x = start + a and y = c a.
    static void addAndScale(double[] x, double[] start, double[] y, double c, double[] a) {
        for (int l = 0; l < x.length; l++) {
            x[l] = start[l] + a[l];
            y[l] = c * a[l];
        }
    }

    /// x += a p, four-vectors x and p.
    static void addProduct(double[][] x, double[] a, double[][] p, int at) {
        for (int mu = 0; mu < 4; mu += 2) {
            addProduct(x[mu], x[mu + 1], a, p[at + mu], p[at + mu + 1]);
        }
    }

    private static void addProduct(double[] x, double[] y, double[] a, double[] p, double[] q) {
        for (int l = 0; l < x.length; l++) {
            x[l] += a[l] * p[l];
            y[l] += a[l] * q[l];
        }
    }

    /// x = start + a p + b q + c r.
    static void addProducts(
            double[] x, double[] start, double[] a, double[] p, double[] b, double[] q, double[] c, double[] r) {
        for (int l = 0; l < x.length; l++) {
            x[l] = start[l] + (a[l] * p[l] + b[l] * q[l] + c[l] * r[l]);
        }
    }

    /// x = c (a - b p) and its mirror image y = sign x.
    static void propagate(double[] x, double[] y, double sign, double[] c, double[] a, double[] b, double[] p) {
        for (int l = 0; l < x.length; l++) {
            double value = c[l] * (a[l] - b[l] * p[l]);
            x[l] = value;
            y[l] = sign * value;
        }
    }

    /// x = a and y = sign a.
    static void mirror(double[] x, double[] y, double sign, double[] a) {
        for (int l = 0; l < x.length; l++) {
            x[l] = a[l];
            y[l] = sign * a[l];
        }
    }

    /// sum = a + b and difference = a - b.
    static void sumAndDifference(double[] sum, double[] difference, double[] a, double[] b) {
        for (int l = 0; l < sum.length; l++) {
            sum[l] = a[l] + b[l];
            difference[l] = a[l] - b[l];
        }
    }

    /// x = a p + b q + c r + d s.
    static void sumOfProducts(
            double[] x,
            double[] a,
            double[] p,
            double[] b,
            double[] q,
            double[] c,
            double[] r,
            double[] d,
            double[] s) {
        for (int l = 0; l < x.length; l++) {
            x[l] = a[l] * p[l] + b[l] * q[l] + c[l] * r[l] + d[l] * s[l];
        }
    }
}
