package rapidity.jets;

import java.util.Arrays;
import java.util.stream.IntStream;
import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.FourVectors;

/// What is measured on one jet. Angles between constituents are distances in rapidity and azimuth, as in clustering:
/// `R_ij^2 = delta y^2 + delta phi^2`. Observables of a jet without constituents are 0, and so are ratios whose
/// denominator is 0.
public final class JetObservables {
    private final int multiplicity;
    private final FourVector axis;
    private final double[] pt;
    private final double[] y;
    private final double[] phi;

    /// Constituents along the beam have no weight, and those without mass an infinite rapidity: they are left out of
    /// the angles.
    private JetObservables(FourVectors constituents) {
        multiplicity = constituents.size();
        axis = constituents.sum(0, multiplicity);
        FourVector[] weighty = IntStream.range(0, multiplicity)
                .mapToObj(constituents::at)
                .filter(p -> p.pt() != 0)
                .toArray(FourVector[]::new);
        pt = Arrays.stream(weighty).mapToDouble(FourVector::pt).toArray();
        y = Arrays.stream(weighty).mapToDouble(FourVector::rapidity).toArray();
        phi = Arrays.stream(weighty).mapToDouble(FourVector::phi).toArray();
    }

    /// Of the jet that these constituents make.
    public static JetObservables of(FourVectors constituents) {
        return new JetObservables(constituents);
    }

    /// Of one of several jets.
    public static JetObservables of(Jets jets, int jet) {
        FourVectors constituents = FourVectors.zeros(jets.constituents(jet));
        for (int i = 0; i < constituents.size(); i++) {
            constituents.set(i, jets.constituent(jet, i));
        }
        return new JetObservables(constituents);
    }

    /// The number of constituents.
    public int multiplicity() {
        return multiplicity;
    }

    /// The four-momentum, the sum of the constituents, with its mass, transverse momentum, pseudorapidity, azimuth and
    /// rapidity.
    public FourVector momentum() {
        return axis;
    }

    /// The sum of the transverse momenta of the constituents.
    public double scalarPt() {
        double sum = 0;
        for (double p : pt) {
            sum += p;
        }
        return sum;
    }

    /// The width (girth), the mean distance from the axis:
    ///
    /// ```
    /// sum of pt_i R_i,jet / sum of pt_i
    /// ```
    public double width() {
        double sum = 0;
        for (int i = 0; i < pt.length; i++) {
            sum += pt[i] * Angles.distance(y[i] - axis.rapidity(), phi[i] - axis.phi());
        }
        return ratio(sum, scalarPt());
    }

    /// How unequally the momentum is shared, 1 if one constituent has it all:
    ///
    /// ```
    /// pTD = sqrt(sum of pt_i^2) / sum of pt_i
    /// ```
    ///
    /// @source CMS, CMS-PAS-JME-13-002
    public double ptD() {
        double squares = 0;
        for (double p : pt) {
            squares += p * p;
        }
        return ratio(Math.sqrt(squares), scalarPt());
    }

    /// The energy correlation functions of one, two and three points:
    ///
    /// ```
    /// ECF1 = sum_i pt_i      ECF2 = sum_i<j pt_i pt_j R_ij^beta      ECF3 = sum_i<j<k pt_i pt_j pt_k (R_ij R_ik
    /// R_jk)^beta
    /// ```
    ///
    /// @source Larkoski, Salam, Thaler, arXiv:1305.0007, Eqs. 2.2 to 2.4
    public EnergyCorrelators correlators(double beta) {
        int n = pt.length;
        double[] angle = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double r = Math.pow(Angles.distance(y[i] - y[j], phi[i] - phi[j]), beta);
                angle[i * n + j] = r;
                angle[j * n + i] = r;
            }
        }
        double two = 0;
        double three = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double pair = pt[i] * pt[j] * angle[i * n + j];
                double third = 0;
                for (int k = 0; k < j; k++) {
                    third += pt[k] * angle[i * n + k] * angle[j * n + k];
                }
                two += pair;
                three += pair * third;
            }
        }
        return new EnergyCorrelators(scalarPt(), two, three);
    }

    /// Energy correlation functions of a jet, in GeV, GeV^2 and GeV^3.
    public record EnergyCorrelators(double ecf1, double ecf2, double ecf3) {
        /// `C2 = ECF3 ECF1 / ECF2^2`, small for jets of two prongs.
        ///
        /// @source Larkoski, Salam, Thaler, arXiv:1305.0007, Eq. 2.10
        public double c2() {
            return ratio(ecf3 * ecf1, ecf2 * ecf2);
        }

        /// `D2 = ECF3 ECF1^3 / ECF2^3`, small for jets of two prongs.
        ///
        /// @source Larkoski, Moult, Neill, arXiv:1409.6298, Eq. 1.4
        public double d2() {
            return ratio(ecf3 * ecf1 * ecf1 * ecf1, ecf2 * ecf2 * ecf2);
        }
    }

    private static double ratio(double numerator, double denominator) {
        return denominator == 0 ? 0 : numerator / denominator;
    }
}
