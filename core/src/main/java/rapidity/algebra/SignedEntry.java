package rapidity.algebra;

/// A non-zero entry of a signed permutation: `out[out] += sign * in[in]`.
public record SignedEntry(int out, int in, int sign) {}
