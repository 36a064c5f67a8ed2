package rapidity.matrixelement;

/// Up-type or down-type quark: weak isospin T3 and electric charge Q of its left-handed field.
public enum QuarkFlavour {
    UP(0.5, 2.0 / 3.0),
    DOWN(-0.5, -1.0 / 3.0);

    private final double isospin;
    private final double charge;

    QuarkFlavour(double isospin, double charge) {
        this.isospin = isospin;
        this.charge = charge;
    }

    /// Third component of the weak isospin, T3.
    public double isospin() {
        return isospin;
    }

    /// Electric charge in units of the positron's, Q.
    public double charge() {
        return charge;
    }
}
