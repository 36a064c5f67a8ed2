/// The engine on libtorch, held to the contracts of every engine.
@NullMarked
package rapidity.engine.torch;

import org.jspecify.annotations.NullMarked;
