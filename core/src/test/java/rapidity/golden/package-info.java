/// What the tests of core compare with.
@NullMarked
package rapidity.golden;

import org.jspecify.annotations.NullMarked;
