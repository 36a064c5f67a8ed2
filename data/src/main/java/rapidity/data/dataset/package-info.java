/// Published and generated data sets: columns with names, units and a split.
@NullMarked
package rapidity.data.dataset;

import org.jspecify.annotations.NullMarked;
