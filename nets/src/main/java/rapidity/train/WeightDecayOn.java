package rapidity.train;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Parameter;

/// Which weights an optimiser's decay shrinks.
public enum WeightDecayOn {
    /// All of them, as PyTorch does unless told otherwise.
    ALL,

    /// Those of linear maps; neither biases nor gains of norms nor factors of heads, for which 0 is no neutral value.
    MATRICES;

    private boolean holdsFor(Parameter p) {
        boolean matrix =
                p.shape().rank() > 1 && !p.name().endsWith("bias") && !p.name().matches("(.*\\.)?norm[^.]*\\..*");
        return this == ALL || matrix;
    }

    /// Neighbouring trainable weights that are treated alike.
    record Span(int from, int to, boolean decays) {}

    /// @param parameters in the order of the weights
    List<Span> spans(List<Parameter> parameters) {
        List<Span> r = new ArrayList<>();
        for (Parameter p : parameters) {
            if (!p.trainable()) {
                continue;
            }
            Span own = new Span(p.at(0), p.at(p.shape().size()), holdsFor(p));
            boolean joins = !r.isEmpty() && r.getLast().to == own.from && r.getLast().decays == own.decays;
            if (joins) {
                own = new Span(r.removeLast().from, own.to, own.decays);
            }
            r.add(own);
        }
        return r;
    }
}
