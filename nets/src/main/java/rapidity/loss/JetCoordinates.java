package rapidity.loss;

import rapidity.jets.PolarFeatures;
import rapidity.kinematics.FourVector;

/// What the particles of two jets are compared in. Relative coordinates are relative to the target jet for both jets,
/// so a wrong momentum of the jet counts.
public enum JetCoordinates {
    /// The components themselves, (E, px, py, pz).
    CARTESIAN,
    /// (E, pt, eta, phi).
    POLAR,
    /// The momenta of massless particles with the relative polar coordinates.
    RELATIVE_CARTESIAN,
    /// (pt / P_T, eta - Eta, phi - Phi).
    RELATIVE_POLAR;

    /// Numbers of each particle.
    int components(int ofMomenta) {
        return switch (this) {
            case CARTESIAN -> ofMomenta;
            case POLAR -> PolarFeatures.POLAR;
            case RELATIVE_CARTESIAN, RELATIVE_POLAR -> PolarFeatures.RELATIVE;
        };
    }

    double[] of(double[] momenta, FourVector jet) {
        return switch (this) {
            case CARTESIAN -> momenta;
            case POLAR -> PolarFeatures.polar(momenta);
            case RELATIVE_POLAR -> PolarFeatures.relative(momenta, jet);
            case RELATIVE_CARTESIAN -> cartesian(PolarFeatures.relative(momenta, jet));
        };
    }

    private static double[] cartesian(double[] relative) {
        double[] r = new double[relative.length];
        for (int i = 0; i < r.length; i += PolarFeatures.RELATIVE) {
            r[i] = relative[i] * Math.cos(relative[i + 2]);
            r[i + 1] = relative[i] * Math.sin(relative[i + 2]);
            r[i + 2] = relative[i] * Math.sinh(relative[i + 1]);
        }
        return r;
    }

    /// Adds to the gradient with respect to momenta what comes from one with respect to these coordinates.
    void addGradient(double[] momenta, FourVector jet, double[] ofCoordinates, double[] gradient) {
        switch (this) {
            case CARTESIAN -> {
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] += ofCoordinates[i];
                }
            }
            case POLAR -> PolarFeatures.addGradient(momenta, ofCoordinates, gradient);
            case RELATIVE_POLAR -> PolarFeatures.addGradient(momenta, ofPolar(ofCoordinates, jet), gradient);
            case RELATIVE_CARTESIAN -> {
                double[] relative = ofRelative(PolarFeatures.relative(momenta, jet), ofCoordinates);
                PolarFeatures.addGradient(momenta, ofPolar(relative, jet), gradient);
            }
        }
    }

    private static double[] ofPolar(double[] ofRelative, FourVector jet) {
        double[] r = new double[ofRelative.length / PolarFeatures.RELATIVE * PolarFeatures.POLAR];
        for (int i = 0; i < ofRelative.length / PolarFeatures.RELATIVE; i++) {
            r[4 * i + 1] = ofRelative[3 * i] / (jet.pt() + PolarFeatures.EPSILON);
            r[4 * i + 2] = ofRelative[3 * i + 1];
            r[4 * i + 3] = ofRelative[3 * i + 2];
        }
        return r;
    }

    private static double[] ofRelative(double[] relative, double[] ofCartesian) {
        double[] r = new double[relative.length];
        for (int i = 0; i < r.length; i += PolarFeatures.RELATIVE) {
            double cos = Math.cos(relative[i + 2]);
            double sin = Math.sin(relative[i + 2]);
            double eta = relative[i + 1];
            r[i] = ofCartesian[i] * cos + ofCartesian[i + 1] * sin + ofCartesian[i + 2] * Math.sinh(eta);
            r[i + 1] = relative[i] * ofCartesian[i + 2] * Math.cosh(eta);
            r[i + 2] = relative[i] * (ofCartesian[i + 1] * cos - ofCartesian[i] * sin);
        }
        return r;
    }
}
