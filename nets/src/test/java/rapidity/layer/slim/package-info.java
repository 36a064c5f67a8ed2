/// Layers of L-GATr-slim against their formulas.
@NullMarked
package rapidity.layer.slim;

import org.jspecify.annotations.NullMarked;
