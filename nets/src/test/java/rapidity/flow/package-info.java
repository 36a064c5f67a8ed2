/// Tests of densities in phase space.
@NullMarked
package rapidity.flow;

import org.jspecify.annotations.NullMarked;
