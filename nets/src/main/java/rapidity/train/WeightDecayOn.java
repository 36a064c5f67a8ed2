package rapidity.train;

import rapidity.engine.Parameter;

/// Which weights an optimiser's decay shrinks.
public enum WeightDecayOn {
    /// All of them, as PyTorch does unless told otherwise.
    ALL,

    /// Those of linear maps; neither biases nor gains of norms nor factors of heads, for which 0 is no neutral value.
    MATRICES;

    boolean holdsFor(Parameter p) {
        boolean matrix =
                p.shape().rank() > 1 && !p.name().endsWith("bias") && !p.name().matches("(.*\\.)?norm[^.]*\\..*");
        return this == ALL || matrix;
    }
}
