/// Layers of L-GATr-slim: equivariant functions of sets of tokens with four-vectors and scalars.
@NullMarked
package rapidity.layer.slim;

import org.jspecify.annotations.NullMarked;
