package rapidity.engine;

import rapidity.engine.kernel.TileLayout;

/// The place of some neighbouring channels in tiles.
///
/// @param multivector the first multivector channel
/// @param scalar the first scalar channel
public record TileSlot(TileLayout layout, int multivector, int scalar) {}
