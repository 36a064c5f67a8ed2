package rapidity.engine.kernel;

/// The functions of a gated linear unit: scalars `f(gate) s`, vectors `g(factor <a, b>) v`.
///
/// @param scalars f
/// @param vectors g
/// @param factor of the Minkowski product
public record VectorGate(Unary scalars, Unary vectors, double factor) {}
