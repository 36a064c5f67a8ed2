/// Trained networks with their preprocessing and provenance: what is saved, loaded and scored.
@NullMarked
package rapidity.model;

import org.jspecify.annotations.NullMarked;
