package rapidity.algebra;

/// One of the 256 terms of a product of multivectors: `(xy)[out] += sign * x[left] * y[right]`.
public record ProductTerm(int out, int left, int right, int sign) {}
