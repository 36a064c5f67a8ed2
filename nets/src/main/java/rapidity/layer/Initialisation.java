package rapidity.layer;

/// How the weights of an equivariant linear map are drawn: uniformly, with bounds such that inputs of unit variance
/// give outputs of variance 1/3 times the square of a factor.
public enum Initialisation {
    DEFAULT(1, 1, 0),

    /// Close to zero, for what is added to a residual stream.
    SMALL(0.1, 0.1, 0),

    /// Scalar components close to 1, all others close to 0.
    UNIT_SCALAR(0.1, 1, 1),

    /// Scalar components around 1: for one factor of a geometric product, which then begins near the other factor.
    ALMOST_UNIT_SCALAR(0.5, 1, 1);

    private final double multivectorFactor;
    private final double scalarFactor;
    private final double shift;

    Initialisation(double multivectorFactor, double scalarFactor, double shift) {
        this.multivectorFactor = multivectorFactor;
        this.scalarFactor = scalarFactor;
        this.shift = shift;
    }

    /// Factor of the bounds of what makes multivectors.
    double multivectorFactor() {
        return multivectorFactor;
    }

    /// Factor of the bounds of what makes scalars.
    double scalarFactor() {
        return scalarFactor;
    }

    /// Centre of the bias of the invariant components of multivectors.
    double shift() {
        return shift;
    }
}
