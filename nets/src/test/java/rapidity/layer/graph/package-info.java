@NullMarked
package rapidity.layer.graph;

import org.jspecify.annotations.NullMarked;
