/// What the tests of nets compare with.
@NullMarked
package rapidity.golden;

import org.jspecify.annotations.NullMarked;
