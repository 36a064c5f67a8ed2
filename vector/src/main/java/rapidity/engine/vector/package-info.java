/// The fast kernels, on the JDK's Vector API.
@NullMarked
package rapidity.engine.vector;

import org.jspecify.annotations.NullMarked;
