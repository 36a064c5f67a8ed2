/// Equivariant and plain layers.
@NullMarked
package rapidity.layer;

import org.jspecify.annotations.NullMarked;
