@NullMarked
package rapidity.model.python;

import org.jspecify.annotations.NullMarked;
