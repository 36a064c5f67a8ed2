/// Operations on arrays, the tensor that layers see and the tape that records their gradients.
@NullMarked
package rapidity.engine;

import org.jspecify.annotations.NullMarked;
