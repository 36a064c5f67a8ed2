/// Events with their particles and how these come from each other, in text files: Les Houches events and HepMC3.
@NullMarked
package rapidity.data.format.event;

import org.jspecify.annotations.NullMarked;
