package rapidity.flow;

import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;

/// Transverse momentum and azimuth (T2):
///
/// ```
/// (px, py) -> (pt, phi)       pt = sqrt(px^2 + py^2)     phi = atan2(py, px)
/// dpt = (px dpx + py dpy) / pt     dphi = (px dpy - py dpx) / pt^2      |det| = 1 / pt
/// ```
///
/// Opposite to the x axis phi is pi or -pi, as py has the sign + or not.
record CylinderStep() implements Transform {
    @Override
    public Columns forward(Columns x) {
        Tensor pt = x.at(0).times(x.at(0)).plus(x.at(1).times(x.at(1))).sqrt();
        return x.with(0, pt).with(1, azimuth(x.at(0), x.at(1), pt));
    }

    /// `2 arctan(py / (pt + px))` for px > 0, else `+-pi - 2 arctan(py / (pt - px))`: neither sum cancels.
    private static Tensor azimuth(Tensor px, Tensor py, Tensor pt) {
        Tensor ahead = px.step().affine(2, -1);
        Tensor half = py.dividedBy(pt.plus(px.times(ahead))).apply(Unary.ARCTAN);
        Tensor opposite = ahead.affine(-0.5, 0.5).times(py.step().affine(2 * Math.PI, -Math.PI));
        return half.times(2).times(ahead).plus(opposite);
    }

    @Override
    public Columns inverse(Columns y) {
        Tensor pt = y.at(0);
        Tensor phi = y.at(1);
        return y.with(0, pt.times(phi.cos())).with(1, pt.times(phi.sin()));
    }

    @Override
    public Columns push(Columns x, Columns y, Columns v) {
        Tensor pt = y.at(0);
        Tensor cos = x.at(0).dividedBy(pt);
        Tensor sin = x.at(1).dividedBy(pt);
        Tensor along = cos.times(v.at(0)).plus(sin.times(v.at(1)));
        Tensor across = cos.times(v.at(1)).minus(sin.times(v.at(0)));
        return v.with(0, along).with(1, across.dividedBy(pt));
    }

    @Override
    public Columns pull(Columns x, Columns y, Columns v) {
        Tensor stretch = v.at(0).dividedBy(y.at(0));
        Tensor px = x.at(0);
        Tensor py = x.at(1);
        return v.with(0, px.times(stretch).minus(py.times(v.at(1))))
                .with(1, py.times(stretch).plus(px.times(v.at(1))));
    }

    @Override
    public Tensor logDeterminant(Columns x, Columns y) {
        return y.at(0).log().negate();
    }
}
