/// Layers of networks that are equivariant under the Clifford group, on natural arrays of multivectors.
///
/// Components come first, `[16, channels, rows]`, where a row is a node or an edge: then one component of all channels
/// is a matrix, and all rows are multiplied at once.
@NullMarked
package rapidity.layer.clifford;

import org.jspecify.annotations.NullMarked;
