package rapidity.layer.slim;

import rapidity.engine.Params;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;

/// On which of a token's features the result of a network depends from some place on. Vectors and scalars meet in norms
/// and in attention; behind the last attention of a network that puts out scalars alone, vectors are dead: they are not
/// computed, and the parameters that would make them are declared, for the sake of files, but not trained.
public enum Streams {
    BOTH,
    VECTORS,
    SCALARS;

    /// Those of a result, behind the last attention.
    ///
    /// @param hidden width of the blocks
    public static Streams of(VectorChannels hidden, VectorChannels out) {
        if (out.vectors() == 0 && hidden.scalars() > 0) {
            return SCALARS;
        }
        return out.scalars() == 0 && hidden.vectors() > 0 ? VECTORS : BOTH;
    }

    VectorChannels of(VectorChannels width) {
        return switch (this) {
            case BOTH -> width;
            case VECTORS -> new VectorChannels(width.vectors(), 0);
            case SCALARS -> new VectorChannels(0, width.scalars());
        };
    }

    VectorsScalars of(VectorsScalars x) {
        return x.only(of(x.width()));
    }

    /// Where the parameters of vectors are declared.
    Params vectors(Params p) {
        return this == SCALARS ? p.frozen() : p;
    }

    /// Where the parameters of scalars are declared.
    Params scalars(Params p) {
        return this == VECTORS ? p.frozen() : p;
    }
}
