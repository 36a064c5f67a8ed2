/// Layers on sets and on graphs: sums over the tokens of a sequence, messages between all pairs of them.
@NullMarked
package rapidity.layer.graph;

import org.jspecify.annotations.NullMarked;
