/// Recipes: YAML files in, complete records out, with every mistake named by file and line.
@NullMarked
package rapidity.app.study.recipe;

import org.jspecify.annotations.NullMarked;
