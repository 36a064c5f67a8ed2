/// Jets: many at once without padding, how they are clustered and what is measured on them.
@NullMarked
package rapidity.jets;

import org.jspecify.annotations.NullMarked;
