package rapidity.net;

import java.util.Map;
import java.util.Objects;

/// LorentzNet for one jet as loops over the formulas of arXiv:2201.08187 in double precision.
final class PlainLorentzNet {
    private final LorentzNetConfig c;
    private final Map<String, double[]> weights;

    PlainLorentzNet(LorentzNetConfig c, Map<String, double[]> weights) {
        this.c = c;
        this.weights = weights;
    }

    private double[] weight(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }

    /// @param p four-momenta of the constituents
    /// @param s their scalars
    double[] apply(double[][] p, double[][] s) {
        int n = p.length;
        double[][] x = new double[n][];
        double[][] h = new double[n][];
        for (int i = 0; i < n; i++) {
            x[i] = p[i].clone();
            h[i] = linear("embedding", joined(s[i], new double[] {psi(dot(x[i], x[i]))}));
        }
        for (int block = 0; block < c.blocks(); block++) {
            double[][] nextX = new double[n][];
            double[][] nextH = new double[n][];
            for (int i = 0; i < n; i++) {
                double[] pulled = x[i].clone();
                double[] received = new double[c.hidden()];
                for (int j = 0; j < n; j++) {
                    if (j != i) {
                        receive("blocks." + block, block + 1 < c.blocks(), h[i], h[j], x[i], x[j], pulled, received);
                    }
                }
                nextX[i] = pulled;
                nextH[i] = updated("blocks." + block + ".phi_h", h[i], received);
            }
            x = nextX;
            h = nextH;
        }
        double[] mean = new double[c.hidden()];
        for (double[] hi : h) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += hi[k] / n;
            }
        }
        return linear("decoder.3", relu(linear("decoder.1", mean)));
    }

    private void receive(
            String block,
            boolean moves,
            double[] hi,
            double[] hj,
            double[] xi,
            double[] xj,
            double[] pulled,
            double[] received) {
        double[] d = new double[4];
        for (int k = 0; k < 4; k++) {
            d[k] = xi[k] - xj[k];
        }
        double[] in = joined(joined(hi, hj), new double[] {psi(dot(d, d)), psi(dot(xi, xj))});
        double[] m = relu(linear(block + ".phi_e.2", relu(norm(linear(block + ".phi_e.0", in)))));
        double importance = 1 / (1 + Math.exp(-linear(block + ".phi_m.0", m)[0]));
        for (int k = 0; k < m.length; k++) {
            received[k] += importance * m[k];
        }
        if (moves) {
            double pull = linear(block + ".phi_x.2", relu(linear(block + ".phi_x.0", m)))[0];
            for (int k = 0; k < 4; k++) {
                pulled[k] += c.step() * pull * xj[k];
            }
        }
    }

    private double[] updated(String phi, double[] h, double[] received) {
        double[] change = linear(phi + ".2", relu(norm(linear(phi + ".0", joined(h, received)))));
        double[] next = h.clone();
        for (int k = 0; k < next.length; k++) {
            next[k] += change[k];
        }
        return next;
    }

    private double[] linear(String name, double[] in) {
        double[] w = weight(name + ".weight");
        double[] out = weight(name + ".bias").clone();
        for (int o = 0; o < out.length; o++) {
            for (int k = 0; k < in.length; k++) {
                out[o] += w[o * in.length + k] * in[k];
            }
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
    }

    private static double psi(double u) {
        return Math.signum(u) * Math.log(Math.abs(u) + 1);
    }

    private static double[] relu(double[] x) {
        double[] y = new double[x.length];
        for (int k = 0; k < y.length; k++) {
            y[k] = Math.max(x[k], 0);
        }
        return y;
    }

    private static double[] norm(double[] x) {
        double mean = 0;
        double square = 0;
        for (double xk : x) {
            mean += xk / x.length;
        }
        for (double xk : x) {
            square += (xk - mean) * (xk - mean) / x.length;
        }
        double[] y = new double[x.length];
        for (int k = 0; k < y.length; k++) {
            y[k] = (x[k] - mean) / Math.sqrt(square + 1e-5);
        }
        return y;
    }

    private static double[] joined(double[] a, double[] b) {
        double[] r = new double[a.length + b.length];
        System.arraycopy(a, 0, r, 0, a.length);
        System.arraycopy(b, 0, r, a.length, b.length);
        return r;
    }
}
