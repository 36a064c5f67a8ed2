/// Layers without symmetry: the parts of the baselines.
@NullMarked
package rapidity.layer.plain;

import org.jspecify.annotations.NullMarked;
