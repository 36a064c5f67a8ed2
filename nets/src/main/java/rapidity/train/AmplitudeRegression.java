package rapidity.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.loss.MeanSquaredError;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;

/// Squared error of the standardised log amplitude, of one process or of several jointly. Rows count through the
/// processes, one after another.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.1
public final class AmplitudeRegression implements Objective {
    private final AmplitudeSurrogate surrogate;
    private final List<Process> processes;

    /// Events of one multiplicity.
    ///
    /// @param first its first row
    private record Process(int first, EventMomenta momenta, double[] targets) {
        /// Those of some rows that are of the process, counted in it.
        int[] of(int... rows) {
            return IntStream.of(rows)
                    .map(row -> row - first)
                    .filter(event -> event >= 0 && event < targets.length)
                    .toArray();
        }

        double[] targets(int... events) {
            return IntStream.of(events).mapToDouble(e -> targets[e]).toArray();
        }
    }

    /// @param amplitudes one per event
    /// @throws IllegalArgumentException if an event is not of the surrogate's particles or is unphysical, an amplitude
    ///     is not positive, or their numbers differ
    public AmplitudeRegression(AmplitudeSurrogate surrogate, EventMomenta momenta, double[] amplitudes) {
        this(surrogate, List.of(momenta), List.of(amplitudes));
    }

    /// @param momenta of each process of the surrogate
    /// @param amplitudes likewise
    /// @throws IllegalArgumentException likewise
    public AmplitudeRegression(AmplitudeSurrogate surrogate, List<EventMomenta> momenta, List<double[]> amplitudes) {
        this.surrogate = surrogate;
        List<Process> all = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < momenta.size(); i++) {
            EventMomenta p = momenta.get(i);
            AmplitudePreprocessing constants = surrogate.preprocessing(p.particles());
            p.check(constants.particles());
            if (p.size() != amplitudes.get(i).length) {
                throw new IllegalArgumentException(
                        p.size() + " events with " + amplitudes.get(i).length + " amplitudes");
            }
            all.add(new Process(first, p, constants.targets(amplitudes.get(i))));
            first += p.size();
        }
        this.processes = List.copyOf(all);
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
    public void begin(int[] events) {
        for (Process p : processes) {
            surrogate.begin(p.momenta.rows(p.of(events)));
        }
    }

    @Override
    public Tensor loss(Tape tape, int[] events) {
        return processes.stream()
                .filter(p -> p.of(events).length > 0)
                .map(p -> loss(tape, p, p.of(events)))
                .reduce(Tensor::plus)
                .orElseThrow();
    }

    private Tensor loss(Tape tape, Process p, int[] events) {
        Tensor predicted = surrogate.apply(tape, p.momenta.rows(events));
        return MeanSquaredError.sum(predicted, tape.tensor(p.targets(events), events.length, 1));
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
        for (Process p : processes) {
            int[] own = p.of(events);
            int particles = p.momenta.particles();
            String of = processes.size() == 1 ? "" : "." + particles;
            double[] values = p.momenta.rows(own).values();
            r.put("momenta" + of, Safetensors.Stored.of(StoredType.F64, values, own.length, particles, 4));
            r.put("targets" + of, Safetensors.Stored.of(StoredType.F64, p.targets(own), own.length));
        }
        return r;
    }
}
