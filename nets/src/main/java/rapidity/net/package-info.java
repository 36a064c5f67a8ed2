/// Networks and their configurations.
@NullMarked
package rapidity.net;

import org.jspecify.annotations.NullMarked;
