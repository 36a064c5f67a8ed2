package rapidity.engine.torch;

/// What a buffer of this engine holds. It keeps its owner alive.
///
/// @param handle address of the tensor
record TorchMemory(Memory owner, long handle) {}
