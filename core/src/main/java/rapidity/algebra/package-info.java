/// The geometric algebra of space-time: blades, products, the maps that commute with the Lorentz group.
@NullMarked
package rapidity.algebra;

import org.jspecify.annotations.NullMarked;
