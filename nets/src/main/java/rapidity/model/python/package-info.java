/// Checkpoints and constructor arguments of the Python packages lgatr 1.x and 2.x, in and out.
@NullMarked
package rapidity.model.python;

import org.jspecify.annotations.NullMarked;
