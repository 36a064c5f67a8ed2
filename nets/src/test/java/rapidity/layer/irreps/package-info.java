/// Layers on representations of the Lorentz group against their formulas.
@NullMarked
package rapidity.layer.irreps;

import org.jspecify.annotations.NullMarked;
