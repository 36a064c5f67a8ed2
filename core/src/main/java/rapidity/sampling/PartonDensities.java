package rapidity.sampling;

/// Number densities f(x) of the u quark and its antiquark in the proton, x being the fraction of the momentum, at one
/// scale.
public interface PartonDensities {

    /// u(x), valence and sea.
    double quark(double x);

    /// ubar(x).
    double antiquark(double x);
}
