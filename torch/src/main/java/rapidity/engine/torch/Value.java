package rapidity.engine.torch;

/// A tensor of libtorch while an operation of ours runs.
///
/// @param handle its address
record Value(long handle) {}
