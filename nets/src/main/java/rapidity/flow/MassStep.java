package rapidity.flow;

import rapidity.engine.Tensor;

/// The mass squared for the energy (T1):
///
/// ```
/// (px, py, pz, E) -> (px, py, pz, m2)      m2 = |(E - |p|)(E + |p|)|
/// inverse: E = sqrt(|m2| + |p|^2), at least |p| (1 + 2^-49)
/// dm2 = 2 (E dE - p . dp)                  |det| = 2 |E|
/// ```
///
/// Spacelike momenta and `m2 < 0` are reflected; there the Jacobian is the smooth formula.
record MassStep() implements Transform {
    /// So far above 1 that `E > |p|` remains when the components are rounded once more, in other units.
    private static final double ABOVE = 1 + 0x1p-49;

    @Override
    public Columns forward(Columns x) {
        Tensor e = x.at(3);
        Tensor p = momentum2(x).sqrt();
        return x.with(3, e.minus(p).times(e.plus(p)).abs());
    }

    @Override
    public Columns inverse(Columns y) {
        Tensor p2 = momentum2(y);
        Tensor e = y.at(3).abs().plus(p2).sqrt();
        return y.with(3, e.maximum(p2.sqrt().times(ABOVE)));
    }

    @Override
    public Columns push(Columns x, Columns y, Columns v) {
        return v.with(3, x.at(3).times(v.at(3)).minus(dot(x, v)).times(2));
    }

    @Override
    public Columns pull(Columns x, Columns y, Columns v) {
        return v.with(3, v.at(3).times(0.5).plus(dot(x, v)).dividedBy(x.at(3)));
    }

    @Override
    public Tensor logDeterminant(Columns x, Columns y) {
        return x.at(3).abs().times(2).log();
    }

    private static Tensor momentum2(Columns x) {
        return dot(x, x);
    }

    private static Tensor dot(Columns x, Columns v) {
        return x.at(0).times(v.at(0)).plus(x.at(1).times(v.at(1))).plus(x.at(2).times(v.at(2)));
    }
}
