/// The contract of kernels, for every implementation, and the scalar kernels against independent references.
@NullMarked
package rapidity.engine.kernel;

import org.jspecify.annotations.NullMarked;
