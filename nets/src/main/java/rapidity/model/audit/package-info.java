/// How well models keep their symmetries.
@NullMarked
package rapidity.model.audit;

import org.jspecify.annotations.NullMarked;
