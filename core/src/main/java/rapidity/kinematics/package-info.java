/// Four-vectors, Lorentz transformations and phase space. GeV, natural units.
@NullMarked
package rapidity.kinematics;

import org.jspecify.annotations.NullMarked;
