package rapidity.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import rapidity.engine.Parameter;
import rapidity.model.WeightsFile;

/// Which weights are treated differently from the others.
///
/// @param decayOn which weights the optimiser's decay shrinks
/// @param headFactor learning rate of the last linear map over that of all other weights
/// @source fine-tuning of lorentz-gatr: `lr_head` over `lr_backbone`
public record UpdateGroups(WeightDecayOn decayOn, double headFactor) {
    /// Decay on all weights, one rate.
    public static final UpdateGroups NONE = new UpdateGroups(WeightDecayOn.ALL, 1);

    /// @throws IllegalArgumentException if the factor is not positive
    public UpdateGroups {
        if (!(headFactor > 0) || !Double.isFinite(headFactor)) {
            throw new IllegalArgumentException("the rate of the last linear map times " + headFactor);
        }
    }

    /// With another choice of decay.
    public UpdateGroups withDecayOn(WeightDecayOn d) {
        return new UpdateGroups(d, headFactor);
    }

    /// With another rate of the head.
    public UpdateGroups withHeadFactor(double factor) {
        return new UpdateGroups(decayOn, factor);
    }

    /// Neighbouring trainable weights that are treated alike.
    ///
    /// @param frozenFor updates at the beginning that leave them alone
    record Span(int from, int to, boolean decays, double factor, long frozenFor) {
        private boolean goesOnAs(Span next) {
            return to == next.from && decays == next.decays && factor == next.factor && frozenFor == next.frozenFor;
        }
    }

    /// @param parameters in the order of the weights
    /// @param frozenFor updates at the beginning that leave a parameter alone
    /// @throws IllegalArgumentException if the head has another rate, and the network no head
    List<Span> spans(List<Parameter> parameters, ToLongFunction<Parameter> frozenFor) {
        if (headFactor != 1) {
            WeightsFile.requireHead(parameters);
        }
        List<Span> r = new ArrayList<>();
        for (Parameter p : parameters) {
            if (!p.trainable()) {
                continue;
            }
            double factor = WeightsFile.isOfHead(p.name()) ? headFactor : 1;
            long frozen = frozenFor.applyAsLong(p);
            Span own = new Span(p.at(0), p.at(p.shape().size()), decayOn.holdsFor(p), factor, frozen);
            boolean joins = !r.isEmpty() && r.getLast().goesOnAs(own);
            int from = joins ? r.removeLast().from : own.from;
            r.add(new Span(from, own.to, own.decays, factor, frozen));
        }
        return r;
    }
}
