/// Exact tree-level squared matrix elements.
@NullMarked
package rapidity.matrixelement;

import org.jspecify.annotations.NullMarked;
