@NullMarked
package rapidity.engine.vector;

import org.jspecify.annotations.NullMarked;
