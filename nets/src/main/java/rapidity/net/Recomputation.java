package rapidity.net;

import java.util.function.UnaryOperator;
import rapidity.engine.Multivectors;
import rapidity.engine.VectorsScalars;

/// What training keeps of the blocks of a network for their gradients.
public enum Recomputation {
    /// Everything.
    NONE,

    /// Only what passes from block to block: each block is computed a second time when its gradient is due. Memory
    /// falls to little more than that of a single block, a step takes about a third longer, the numbers are the same.
    ///
    /// @source Chen et al., arXiv:1604.06174
    BLOCKS;

    Multivectors run(Multivectors x, UnaryOperator<Multivectors> block) {
        return this == BLOCKS ? x.checkpoint(block) : x.through(block);
    }

    VectorsScalars run(VectorsScalars x, UnaryOperator<VectorsScalars> block) {
        return this == BLOCKS ? x.checkpoint(block) : x.through(block);
    }
}
