/// Kernels: the innermost loops, and the scalar ones that define them.
@NullMarked
package rapidity.engine.kernel;

import org.jspecify.annotations.NullMarked;
