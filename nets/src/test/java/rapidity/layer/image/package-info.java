@NullMarked
package rapidity.layer.image;

import org.jspecify.annotations.NullMarked;
