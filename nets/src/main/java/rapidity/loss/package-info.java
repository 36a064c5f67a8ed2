/// Losses, one a class.
@NullMarked
package rapidity.loss;

import org.jspecify.annotations.NullMarked;
