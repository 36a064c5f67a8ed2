package rapidity.flow;

import rapidity.engine.Tensor;

/// The pseudorapidity at fixed transverse momentum (T3 after T2):
///
/// ```
/// (pt, pz) -> (pt, eta)     eta = asinh(pz / pt)     inverse: pz = pt sinh eta, eta clamped to [-10, 10]
/// deta = (dpz - pz/pt dpt) / |p|                     |det| = 1 / |p|,  |p| = sqrt(pt^2 + pz^2) = pt cosh eta
/// ```
///
/// @departs `atanh(pz / |p|)` in the published code loses 5e-12 of eta = 6 to rounding, more of larger ones
record PseudorapidityStep() implements Transform {
    /// Largest abs(eta).
    static final double LARGEST = 10;

    @Override
    public Columns forward(Columns x) {
        Tensor t = x.at(2).dividedBy(x.at(0));
        Tensor sign = t.step().affine(2, -1);
        Tensor size = t.times(sign);
        Tensor eta = size.plus(size.times(size).plus(1).sqrt()).log();
        return x.with(2, eta.times(sign));
    }

    @Override
    public Columns inverse(Columns y) {
        Tensor eta = y.at(2);
        Tensor bound = eta.tape().constant(LARGEST, eta.shape());
        Tensor exp = eta.minimum(bound).maximum(bound.negate()).exp();
        return y.with(2, exp.minus(exp.reciprocal()).times(0.5).times(y.at(0)));
    }

    @Override
    public Columns push(Columns x, Columns y, Columns v) {
        Tensor slope = x.at(2).dividedBy(x.at(0));
        return v.with(2, v.at(2).minus(slope.times(v.at(0))).dividedBy(momentum(x)));
    }

    @Override
    public Columns pull(Columns x, Columns y, Columns v) {
        Tensor slope = x.at(2).dividedBy(x.at(0));
        return v.with(2, momentum(x).times(v.at(2)).plus(slope.times(v.at(0))));
    }

    @Override
    public Tensor logDeterminant(Columns x, Columns y) {
        return momentum(x).log().negate();
    }

    private static Tensor momentum(Columns x) {
        return x.at(0).times(x.at(0)).plus(x.at(2).times(x.at(2))).sqrt();
    }
}
