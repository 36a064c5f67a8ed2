package rapidity.flow;

import rapidity.engine.Tensor;

/// The logarithm of the distance of one column from its lower boundary (T5: of m2 from 0; T6: of pt from the cut):
///
/// ```
/// d = max(u - lowest, EPS2)                        y = ln(d + EPS1)
/// inverse: u = lowest + max(|exp(min(y, 10)) - EPS1|, EPS2)
/// dy = du / (d + EPS1)                             |det| = 1 / (d + EPS1)
/// ```
///
/// The boundary, d = 0, lies at the finite y = ln EPS1 = -11.5. Below it the inverse is reflected, and above y = 10 it
/// is constant: there, and for d < EPS2, it does not undo [#forward], and the Jacobian is the smooth formula.
///
/// @param lowest the boundary, one for each particle
/// @departs the published inverse of pt is not reflected: it falls below the cut, by up to EPS1; Jacobians have EPS1 +
///     EPS2 in the denominator and EPS2 is added to each determinant, so that they are not the derivatives of the map
///     (off by up to 1e-5, relatively)
record LogDistanceStep(int column, double... lowest) implements Transform {
    static final double EPS1 = 1e-5;
    static final double EPS2 = 1e-10;

    /// Largest logarithm.
    static final double LARGEST = 10;

    /// The least y that the inverse and forward keep.
    static final double LEAST = Math.log(EPS1 + EPS2);

    @Override
    public Columns forward(Columns x) {
        return x.with(column, shifted(x).log());
    }

    /// `d + EPS1`
    private Tensor shifted(Columns x) {
        Tensor d = x.at(column).minus(boundary(x));
        return d.maximum(constant(EPS2, d)).plus(EPS1);
    }

    private Tensor boundary(Columns x) {
        return x.at(column).tape().tensor(lowest, lowest.length);
    }

    private static Tensor constant(double c, Tensor like) {
        return like.tape().constant(c, like.shape());
    }

    @Override
    public Columns inverse(Columns y) {
        Tensor log = y.at(column);
        Tensor d = log.minimum(constant(LARGEST, log)).exp().plus(-EPS1).abs();
        return y.with(column, d.maximum(constant(EPS2, d)).plus(boundary(y)));
    }

    @Override
    public Columns push(Columns x, Columns y, Columns v) {
        return v.with(column, v.at(column).dividedBy(shifted(x)));
    }

    @Override
    public Columns pull(Columns x, Columns y, Columns v) {
        return v.with(column, v.at(column).times(shifted(x)));
    }

    @Override
    public Tensor logDeterminant(Columns x, Columns y) {
        return shifted(x).log().negate();
    }
}
