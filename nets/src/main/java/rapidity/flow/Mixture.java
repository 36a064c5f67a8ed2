package rapidity.flow;

import rapidity.random.RandomStream;

/// A density of one number: the mean of distributions of one kind, with weights.
///
/// ```
/// p(x) = sum_c softmax(w)_c p_c(x; m_c, min(max(s_c, -10), 5))
/// ```
///
/// Its parameters are [component][m, s, w], 3 numbers for each component.
///
/// @source lorentz-gatr, JetGPT
record Mixture(MixtureComponent kind, int components) {
    /// Parameters of a component.
    static final int PARAMETERS = 3;

    private static final double LEAST_SCALE = -10;
    private static final double LARGEST_SCALE = 5;

    /// `ln p(x)`.
    ///
    /// @param at where the parameters begin
    double logDensity(double x, double[] parameters, int at) {
        double[] terms = new double[components];
        return joint(x, parameters, at, terms) - logWeight(parameters, at);
    }

    /// `ln p(x)`, with its derivatives by the parameters put where these stand in `parameters`.
    double logDensity(double x, double[] parameters, int at, double[] slopes) {
        double[] terms = new double[components];
        double joint = joint(x, parameters, at, terms);
        double logWeight = logWeight(parameters, at);
        for (int c = 0; c < components; c++) {
            int i = at + PARAMETERS * c;
            double mean = parameters[i];
            double scale = clamped(parameters[i + 1]);
            double share = Math.exp(terms[c] - joint);
            slopes[i] = share * kind.slopeInMean(x, mean, scale);
            slopes[i + 1] = scale == parameters[i + 1] ? share * kind.slopeInScale(x, mean, scale) : 0;
            slopes[i + 2] = share - Math.exp(parameters[i + 2] - logWeight);
        }
        return joint - logWeight;
    }

    /// A number of this density.
    double draw(double[] parameters, int at, RandomStream random) {
        double rest = random.nextDouble() * StrictMath.exp(logWeight(parameters, at));
        int c = 0;
        rest -= StrictMath.exp(parameters[at + 2]);
        while (rest >= 0 && c + 1 < components) {
            c++;
            rest -= StrictMath.exp(parameters[at + PARAMETERS * c + 2]);
        }
        int i = at + PARAMETERS * c;
        return kind.draw(parameters[i], clamped(parameters[i + 1]), random);
    }

    private static double clamped(double logScale) {
        return Math.min(Math.max(logScale, LEAST_SCALE), LARGEST_SCALE);
    }

    /// `ln sum_c exp(w_c) p_c(x)`, with the logarithms of the terms.
    private double joint(double x, double[] parameters, int at, double[] terms) {
        for (int c = 0; c < components; c++) {
            int i = at + PARAMETERS * c;
            terms[c] = parameters[i + 2] + kind.logDensity(x, parameters[i], clamped(parameters[i + 1]));
        }
        return logSum(terms);
    }

    /// `ln sum_c exp(w_c)`.
    private double logWeight(double[] parameters, int at) {
        double[] weights = new double[components];
        for (int c = 0; c < components; c++) {
            weights[c] = parameters[at + PARAMETERS * c + 2];
        }
        return logSum(weights);
    }

    private static double logSum(double[] terms) {
        double most = Double.NEGATIVE_INFINITY;
        for (double term : terms) {
            most = Math.max(most, term);
        }
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - most);
        }
        return most + Math.log(sum);
    }
}
