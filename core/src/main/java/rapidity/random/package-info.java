/// One seed, many named and independent random streams.
@NullMarked
package rapidity.random;

import org.jspecify.annotations.NullMarked;
