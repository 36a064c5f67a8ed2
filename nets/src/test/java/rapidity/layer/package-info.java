/// Tests of the layers, and [rapidity.layer.Equivariance] for those who write their own.
@NullMarked
package rapidity.layer;

import org.jspecify.annotations.NullMarked;
