/// Events of a process: the momenta of reconstructed particles, in the order that the process gives them.
@NullMarked
package rapidity.events;

import org.jspecify.annotations.NullMarked;
