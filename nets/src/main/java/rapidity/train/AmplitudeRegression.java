package rapidity.train;

import java.util.LinkedHashMap;
import java.util.Map;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.loss.MeanSquaredError;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;

/// Squared error of the standardised log amplitude.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.1
public final class AmplitudeRegression implements Objective {
    private final AmplitudeSurrogate surrogate;
    private final EventMomenta momenta;
    private final double[] targets;

    /// @param amplitudes one per event
    /// @throws IllegalArgumentException if an event is not of the surrogate's particles or is unphysical, an amplitude
    ///     is not positive, or their numbers differ
    public AmplitudeRegression(AmplitudeSurrogate surrogate, EventMomenta momenta, double[] amplitudes) {
        momenta.check(surrogate.preprocessing().particles());
        if (momenta.size() != amplitudes.length) {
            throw new IllegalArgumentException(momenta.size() + " events with " + amplitudes.length + " amplitudes");
        }
        this.surrogate = surrogate;
        this.momenta = momenta;
        this.targets = surrogate.preprocessing().targets(amplitudes);
    }

    @Override
    public Weights weights() {
        return surrogate.weights();
    }

    @Override
    public Weights otherWeights() {
        return surrogate.otherWeights();
    }

    @Override
    public Tensor loss(Tape tape, int[] events) {
        Tensor predicted = surrogate.apply(tape, momenta.rows(events));
        return MeanSquaredError.sum(predicted, tape.tensor(targets(events), events.length, 1));
    }

    @Override
    public int eventsPerShard() {
        return surrogate.eventsAtOnce();
    }

    @Override
    public int eventsPerShard(int batch) {
        return surrogate.network().hasBatchStatistics() ? batch : eventsPerShard();
    }

    @Override
    public Map<String, Safetensors.Stored> batch(int[] events) {
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        double[] p = momenta.rows(events).values();
        r.put("momenta", Safetensors.Stored.of(StoredType.F64, p, events.length, momenta.particles(), 4));
        r.put("targets", Safetensors.Stored.of(StoredType.F64, targets(events), events.length));
        return r;
    }

    private double[] targets(int[] events) {
        double[] r = new double[events.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = targets[events[i]];
        }
        return r;
    }
}
