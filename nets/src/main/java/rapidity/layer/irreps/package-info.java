/// Layers on representations of the Lorentz group: the Lorentz group network and the autoencoder made of it.
@NullMarked
package rapidity.layer.irreps;

import org.jspecify.annotations.NullMarked;
