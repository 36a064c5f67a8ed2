package rapidity.engine.kernel;

/// What any [Kernels] must do: the numbers of the scalar float64 kernels at odd sizes, nothing written that is not
/// theirs, the same bits for a token alone and among others, and no array allocated. A test of kernels implements it.
///
/// @param <A> float[] or double[]
public interface KernelContract<A>
        extends LinearContract<A>,
                TileContract<A>,
                VectorTileContract<A>,
                TokenAloneContract<A>,
                AttentionContract<A>,
                MaskContract<A>,
                ElementsContract<A>,
                RowsContract<A>,
                LorentzContract<A>,
                GraphContract<A>,
                AllocationContract<A> {}
