/// The operations of networks on libtorch, on a CPU or a GPU: `TorchOps` through libtorch's stable C interface.
@NullMarked
package rapidity.engine.torch;

import org.jspecify.annotations.NullMarked;
