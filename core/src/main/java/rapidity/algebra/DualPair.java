package rapidity.algebra;

/// A basis blade e and its dual e I, which is again a blade up to a sign: `e[component] I = sign * e[dual]`.
///
/// With `u = x[component]` and `d = sign * x[dual]` the pair is the coefficient of `u e + d e I`, and multiplication by
/// I from the right is that of complex numbers: `(u, d) I = (-d, u)`.
public record DualPair(int component, int dual, int sign) {}
