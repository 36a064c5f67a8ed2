/// Events of a process in proton-proton collisions, drawn with their exact matrix elements: parton densities,
/// hadron-level phase space, cuts, unweighting.
@NullMarked
package rapidity.sampling;

import org.jspecify.annotations.NullMarked;
