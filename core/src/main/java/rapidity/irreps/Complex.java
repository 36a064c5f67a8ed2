package rapidity.irreps;

/// A complex number.
///
/// @param re real part
/// @param im imaginary part
public record Complex(double re, double im) {
    public static final Complex ZERO = new Complex(0, 0);
    public static final Complex ONE = new Complex(1, 0);

    /// The imaginary unit.
    public static final Complex I = new Complex(0, 1);

    /// A real number.
    public static Complex of(double re) {
        return new Complex(re, 0);
    }

    public Complex plus(Complex b) {
        return new Complex(re + b.re, im + b.im);
    }

    public Complex minus(Complex b) {
        return new Complex(re - b.re, im - b.im);
    }

    public Complex times(Complex b) {
        return new Complex(re * b.re - im * b.im, re * b.im + im * b.re);
    }

    public Complex times(double b) {
        return new Complex(re * b, im * b);
    }

    public Complex dividedBy(Complex b) {
        double n = b.re * b.re + b.im * b.im;
        return new Complex((re * b.re + im * b.im) / n, (im * b.re - re * b.im) / n);
    }

    public Complex conjugate() {
        return new Complex(re, -im);
    }

    public double abs() {
        return Math.hypot(re, im);
    }

    public Complex exp() {
        double r = Math.exp(re);
        return new Complex(r * Math.cos(im), r * Math.sin(im));
    }

    public Complex cos() {
        return new Complex(Math.cos(re) * Math.cosh(im), -Math.sin(re) * Math.sinh(im));
    }

    public Complex sin() {
        return new Complex(Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im));
    }

    /// The root with a positive real part, or on the positive imaginary axis.
    public Complex sqrt() {
        double r = abs();
        return new Complex(Math.sqrt((r + re) / 2), Math.copySign(Math.sqrt((r - re) / 2), im));
    }

    /// The power with a whole exponent that is not negative.
    public Complex pow(int exponent) {
        Complex r = ONE;
        for (int i = 0; i < exponent; i++) {
            r = r.times(this);
        }
        return r;
    }
}
