package rapidity.algebra;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// A multivector of [SpacetimeAlgebra] as an immutable value: the readable reference for everything that the engine
/// does fast.
///
/// Products and signs read like their formulas; components are in the order of the basis blades.
public final class Multivector {
    /// The scalar 1.
    public static final Multivector ONE = scalar(1);

    /// The pseudoscalar I = e0 e1 e2 e3, with I^2 = -1.
    public static final Multivector I = pseudoscalar(1);

    private static final int VECTOR = 1;
    private static final int BIVECTOR = 5;
    private static final int AXIAL = 11;

    /// Rounding of u ~u relative to the sum of the squares of the 16 components of u, with room to spare.
    private static final double VERSOR_ROUNDING = 1e-14;

    private final double[] components;

    private Multivector(double[] components) {
        this.components = components;
    }

    /// The multivector with these 16 components.
    ///
    /// @throws IllegalArgumentException unless there are 16
    public static Multivector of(double... components) {
        if (components.length != SpacetimeAlgebra.COMPONENTS) {
            throw new IllegalArgumentException(
                    "expected [" + SpacetimeAlgebra.COMPONENTS + "] components, got [" + components.length + "]");
        }
        return from(i -> components[i]);
    }

    /// The basis blade i.
    public static Multivector blade(int i) {
        return from(k -> k == i ? 1 : 0);
    }

    /// A Lorentz scalar.
    public static Multivector scalar(double s) {
        return from(k -> k == 0 ? s : 0);
    }

    /// A four-vector `E e0 + px e1 + py e2 + pz e3`.
    public static Multivector vector(double e, double px, double py, double pz) {
        return at(VECTOR, e, px, py, pz);
    }

    /// A bivector with components along e01, e02, e03, e12, e13, e23.
    public static Multivector bivector(double e01, double e02, double e03, double e12, double e13, double e23) {
        return at(BIVECTOR, e01, e02, e03, e12, e13, e23);
    }

    /// The axial vector (a0, a1, a2, a3), embedded as the dual v I of the vector v with these components, so that
    /// embedding and proper Lorentz transformations commute.
    ///
    /// @departs lgatr's `embed_axialvector` writes a1 with the opposite sign, which is not covariant; see
    ///     [#axialVectorAsPython]
    public static Multivector axialVector(double a0, double a1, double a2, double a3) {
        return vector(a0, a1, a2, a3).dual();
    }

    /// The axial vector as lgatr embeds it: components 14, 13, 12, 11 are a0, a1, a2, a3 without signs. Not covariant.
    public static Multivector axialVectorAsPython(double a0, double a1, double a2, double a3) {
        return at(AXIAL, a3, a2, a1, a0);
    }

    /// A pseudoscalar p I.
    public static Multivector pseudoscalar(double p) {
        return from(k -> k == SpacetimeAlgebra.PSEUDOSCALAR ? p : 0);
    }

    /// Component i, along the basis blade i.
    public double component(int i) {
        return components[i];
    }

    /// The scalar part.
    public double scalarPart() {
        return components[0];
    }

    /// The four vector components (E, px, py, pz).
    public double[] vectorPart() {
        return Arrays.copyOfRange(components, VECTOR, BIVECTOR);
    }

    /// The six bivector components along e01, e02, e03, e12, e13, e23.
    public double[] bivectorPart() {
        return Arrays.copyOfRange(components, BIVECTOR, AXIAL);
    }

    /// The axial vector (a0, a1, a2, a3) whose dual is the trivector part: the inverse of [#axialVector].
    public double[] axialVectorPart() {
        return grade(3).dual().times(-1).vectorPart();
    }

    /// The pseudoscalar part: the coefficient of I.
    public double pseudoscalarPart() {
        return components[SpacetimeAlgebra.PSEUDOSCALAR];
    }

    /// All 16 components, a copy.
    public double[] toArray() {
        return components.clone();
    }

    /// The sum x + y.
    public Multivector plus(Multivector y) {
        return from(i -> components[i] + y.components[i]);
    }

    /// The difference x - y.
    public Multivector minus(Multivector y) {
        return from(i -> components[i] - y.components[i]);
    }

    /// The multiple c x.
    public Multivector times(double c) {
        return from(i -> components[i] * c);
    }

    /// The geometric product x y.
    public Multivector times(Multivector y) {
        double[] product = new double[SpacetimeAlgebra.COMPONENTS];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < product.length; j++) {
                product[SpacetimeAlgebra.productTarget(i, j)] +=
                        SpacetimeAlgebra.productSign(i, j) * components[i] * y.components[j];
            }
        }
        return new Multivector(product);
    }

    /// The reversal ~x: the factors of each blade in the opposite order.
    public Multivector reversal() {
        return from(i -> SpacetimeAlgebra.reversalSign(i) * components[i]);
    }

    /// The grade involution: odd grades change sign.
    public Multivector involution() {
        return from(i -> SpacetimeAlgebra.involutionSign(i) * components[i]);
    }

    /// The dual x I.
    public Multivector dual() {
        return times(I);
    }

    /// The projection on grade g, all other components zero.
    public Multivector grade(int g) {
        return select(i -> SpacetimeAlgebra.grade(i) == g);
    }

    /// The inner product `<x, y>`, the scalar part of ~x y. Invariant under the full Lorentz group.
    public double inner(Multivector y) {
        double sum = 0;
        for (int i = 0; i < SpacetimeAlgebra.COMPONENTS; i++) {
            sum += SpacetimeAlgebra.innerSign(i) * components[i] * y.components[i];
        }
        return sum;
    }

    /// The norm of the normalisation layers, non-negative and invariant: `sum over grades g of |<x_g, x_g>|`.
    ///
    /// @source lgatr, `abs_squared_norm`
    public double absSquaredNorm() {
        double sum = 0;
        for (int g = 0; g < SpacetimeAlgebra.GRADES; g++) {
            Multivector part = grade(g);
            sum += Math.abs(part.inner(part));
        }
        return sum;
    }

    /// The inverse of a versor, ~u / (u ~u).
    ///
    /// @throws IllegalArgumentException if u ~u is not a number other than zero: then u is no versor
    public Multivector inverse() {
        Multivector square = times(reversal());
        double size = Arrays.stream(components).map(c -> c * c).sum();
        double scalar = square.scalarPart();
        double rest = Arrays.stream(square.components).skip(1).map(Math::abs).sum();
        if (!(Math.abs(scalar) > VERSOR_ROUNDING * size && rest <= VERSOR_ROUNDING * size)) {
            throw new IllegalArgumentException("only a versor has an inverse here, and u ~u = " + square);
        }
        return reversal().times(1 / scalar);
    }

    /// The action of this versor u (a product of invertible vectors) on x, the twisted sandwich `u x' u^-1` with x' the
    /// grade involution of x if u is odd, and x otherwise.
    ///
    /// An even versor is a boost and a rotation, a vector is the reflection that turns it around.
    ///
    /// @throws IllegalArgumentException if this is not invertible, or neither even nor odd
    public Multivector actOn(Multivector x) {
        return times(isOdd() ? x.involution() : x).times(inverse());
    }

    /// Whether a versor is a product of an odd number of vectors.
    ///
    /// @throws IllegalArgumentException if even and odd grades are mixed
    public boolean isOdd() {
        boolean even = hasGrade(g -> g % 2 == 0);
        boolean odd = hasGrade(g -> g % 2 == 1);
        if (even == odd) {
            throw new IllegalArgumentException("a versor has either even or odd grades, got " + this);
        }
        return odd;
    }

    private boolean hasGrade(IntPredicate which) {
        return IntStream.range(0, SpacetimeAlgebra.COMPONENTS)
                .anyMatch(i -> components[i] != 0 && which.test(SpacetimeAlgebra.grade(i)));
    }

    private Multivector select(IntPredicate which) {
        return from(i -> which.test(i) ? components[i] : 0);
    }

    private static Multivector at(int first, double... values) {
        return from(i -> i >= first && i < first + values.length ? values[i - first] : 0);
    }

    private static Multivector from(IntToDoubleFunction component) {
        // adding 0 turns -0 into 0, so that equal values are equal
        return new Multivector(IntStream.range(0, SpacetimeAlgebra.COMPONENTS)
                .mapToDouble(i -> component.applyAsDouble(i) + 0.0)
                .toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Multivector m && Arrays.equals(components, m.components);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    /// The same with components to so many decimals. What rounding has left of zero is zero then, for the eye.
    public Multivector rounded(int decimals) {
        double unit = Math.pow(10, decimals);
        return from(i -> Math.rint(components[i] * unit) / unit);
    }

    /// The non-zero components with their blades, such as `2.0 - 1.0 e01`.
    @Override
    public String toString() {
        StringBuilder sum = new StringBuilder();
        for (int i = 0; i < SpacetimeAlgebra.COMPONENTS; i++) {
            if (components[i] != 0) {
                boolean first = sum.isEmpty();
                sum.append(components[i] < 0 ? (first ? "-" : " - ") : (first ? "" : " + "))
                        .append(Math.abs(components[i]))
                        .append(i == 0 ? "" : " " + SpacetimeAlgebra.bladeName(i));
            }
        }
        return sum.isEmpty() ? "0" : sum.toString();
    }
}
