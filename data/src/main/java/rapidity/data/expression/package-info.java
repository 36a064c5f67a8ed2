/// Arithmetic on columns, as a recipe writes it.
@NullMarked
package rapidity.data.expression;

import org.jspecify.annotations.NullMarked;
