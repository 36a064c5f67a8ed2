/// Finite-dimensional representations of the Lorentz group: coupling coefficients, representation matrices, zonal
/// functions.
@NullMarked
package rapidity.irreps;

import org.jspecify.annotations.NullMarked;
