/// The measurements of docs/results.
@NullMarked
package rapidity.bench;

import org.jspecify.annotations.NullMarked;
