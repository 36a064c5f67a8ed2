/// Studies: data, model, objective, trainer and evaluation of one result each.
@NullMarked
package rapidity.app.study;

import org.jspecify.annotations.NullMarked;
