package rapidity.jets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.FourVectors;

/// How badly a jet is described by N axes:
///
/// ```
/// tau_N = sum_i pt_i min(R_i1, .., R_iN)^beta / sum_i pt_i R0^beta        R in rapidity and azimuth
/// ```
///
/// The axes are the exclusive kt jets, or these moved until they cannot be improved.
///
/// @source Thaler, Van Tilburg, arXiv:1011.2268 and arXiv:1108.2701
/// @param beta the angular exponent, positive
/// @param radius R0, of the jet, positive
/// @param axes where the axes come from
public record NSubjettiness(double beta, double radius, Axes axes) {
    /// So large that exclusive clustering never sets a jet aside.
    private static final JetClustering ALL_TOGETHER = JetClustering.kt(1e6);

    private static final int MOST_STEPS = 1000;
    private static final double SMALL_STEP = 1e-6;

    /// A distance below which a constituent is on an axis; its weight would be infinite for beta < 2.
    private static final double ON_AXIS = 1e-12;

    /// Where axes come from.
    public enum Axes {
        /// The exclusive kt jets.
        KT,
        /// The nearest local minimum of tau from there.
        ONE_PASS_KT
    }

    /// @throws IllegalArgumentException if the exponent or the radius is not positive and finite
    public NSubjettiness {
        if (!(beta > 0 && radius > 0 && beta + radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "N-subjettiness needs a positive exponent and radius, got " + beta + " and " + radius);
        }
    }

    /// tau_1 to tau_most of the jet of these constituents; 0 where there are no more constituents than axes.
    ///
    /// @throws IllegalArgumentException if `most` is negative
    public double[] taus(FourVectors constituents, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("no jet has tau_1 to tau_" + most);
        }
        Points points = Points.of(constituents);
        ClusterSequence sequence = ALL_TOGETHER.cluster(constituents);
        double[] taus = new double[most];
        for (int n = 1; n <= Math.min(most, constituents.size() - 1); n++) {
            Points start = Points.of(sequence.exclusive(n));
            double tau = tau(points, start);
            taus[n - 1] = axes == Axes.KT ? tau : minimum(points, start, tau);
        }
        return taus;
    }

    /// The axes move to weighted means of the constituents that are nearest to them. For beta up to 2 that never
    /// increases tau.
    private double minimum(Points points, Points start, double atStart) {
        Points current = start;
        double least = atStart;
        for (int step = 0; step < MOST_STEPS; step++) {
            Points next = moved(points, current);
            least = Math.min(least, tau(points, next));
            boolean settled = next.farthest(current) < SMALL_STEP;
            current = next;
            if (settled) {
                break;
            }
        }
        return least;
    }

    private double tau(Points points, Points centres) {
        double sum = 0;
        double scale = 0;
        for (int i = 0; i < points.size(); i++) {
            sum += points.pt[i] * Math.pow(points.distance(i, centres, points.nearest(i, centres)), beta);
            scale += points.pt[i];
        }
        return scale == 0 ? 0 : sum / (scale * Math.pow(radius, beta));
    }

    /// ```
    /// axis = sum_i w_i (y_i, phi_i) / sum_i w_i,    w_i = pt_i R_i^(beta - 2)
    /// ```
    private Points moved(Points points, Points centres) {
        double[] weight = new double[centres.size()];
        double[] dy = new double[centres.size()];
        double[] dphi = new double[centres.size()];
        for (int i = 0; i < points.size(); i++) {
            int k = points.nearest(i, centres);
            double r = Math.max(points.distance(i, centres, k), ON_AXIS);
            double w = points.pt[i] * Math.pow(r, beta - 2);
            weight[k] += w;
            dy[k] += w * (points.y[i] - centres.y[k]);
            dphi[k] += w * Angles.wrap(points.phi[i] - centres.phi[k]);
        }
        Points next = new Points(centres.pt, centres.y.clone(), centres.phi.clone());
        for (int k = 0; k < weight.length; k++) {
            if (weight[k] > 0) {
                next.y[k] += dy[k] / weight[k];
                next.phi[k] = Angles.wrap(next.phi[k] + dphi[k] / weight[k]);
            }
        }
        return next;
    }

    /// Points in rapidity and azimuth.
    private record Points(double[] pt, double[] y, double[] phi) {
        /// Without the constituents along the beam, whose rapidity may be infinite: they have no weight.
        static Points of(FourVectors constituents) {
            return of(IntStream.range(0, constituents.size())
                    .mapToObj(constituents::at)
                    .filter(p -> p.pt() != 0));
        }

        static Points of(List<ClusteredJet> jets) {
            return of(jets.stream().map(ClusteredJet::momentum));
        }

        private static Points of(Stream<FourVector> vectors) {
            FourVector[] all = vectors.toArray(FourVector[]::new);
            return new Points(
                    Arrays.stream(all).mapToDouble(FourVector::pt).toArray(),
                    Arrays.stream(all).mapToDouble(FourVector::rapidity).toArray(),
                    Arrays.stream(all).mapToDouble(FourVector::phi).toArray());
        }

        int size() {
            return pt.length;
        }

        double distance(int i, Points centres, int k) {
            return Angles.distance(y[i] - centres.y[k], phi[i] - centres.phi[k]);
        }

        int nearest(int i, Points centres) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < centres.size(); k++) {
                double d = distance(i, centres, k);
                if (d < least) {
                    least = d;
                    best = k;
                }
            }
            return best;
        }

        /// The largest distance between a point and the one of the same number.
        double farthest(Points others) {
            double most = 0;
            for (int k = 0; k < size(); k++) {
                most = Math.max(most, y[k] == others.y[k] ? 0 : distance(k, others, k));
            }
            return most;
        }
    }
}
