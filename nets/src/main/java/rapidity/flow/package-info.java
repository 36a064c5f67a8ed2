/// Continuous normalising flows on phase space: charts, sources, velocities, solvers, likelihoods.
@NullMarked
package rapidity.flow;

import org.jspecify.annotations.NullMarked;
