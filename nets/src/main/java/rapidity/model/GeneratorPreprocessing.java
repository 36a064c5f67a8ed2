package rapidity.model;

import java.util.ArrayList;
import java.util.List;
import rapidity.algebra.Multivector;
import rapidity.engine.Workers;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.FlowInputs;
import rapidity.flow.FlowProcess;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.flow.SourceKind;
import rapidity.random.RandomStreams;

/// What the flow of an [EventGenerator] is between, and what its network is told, with all constants.
///
/// @param method how the network makes events
/// @param processes events of each number of particles; ascending
/// @param spurions that the network is told about
/// @param scalarComponents components of the coordinates whose velocity an equivariant network gives as scalars
/// @source Spinner et al., arXiv:2405.14806, App. C.3
public record GeneratorPreprocessing(
        Method method, List<FlowProcess> processes, TaggingSpurions spurions, List<Integer> scalarComponents) {
    /// The components of the paper: log pt and log m^2, whose Jacobians are large.
    private static final List<Integer> LOGARITHMS = List.of(0, 3);

    /// How a network makes events.
    public enum Method {
        /// By a continuous normalising flow from the source.
        FLOW,
        /// Number after number: JetGPT. The source is not used.
        AUTOREGRESSIVE
    }

    /// @throws IllegalArgumentException if an autoregressive network is told of spurions or scalar components
    public GeneratorPreprocessing {
        processes = List.copyOf(processes);
        scalarComponents = List.copyOf(scalarComponents);
        boolean flow = method == Method.FLOW;
        if (!flow && (!spurions.rows().isEmpty() || !scalarComponents.isEmpty())) {
            throw new IllegalArgumentException(
                    "an autoregressive network knows neither spurions nor scalar components, got " + spurions.rows()
                            + " and " + scalarComponents);
        }
    }

    /// That of the paper: coordinates (log pt, phi, eta, log m^2), standardised; a source that is normal in momenta and
    /// log m^2; the xy plane and the time as channels; log pt and log m^2 as scalars.
    ///
    /// @param events of each number of particles, in GeV, to fit the coordinates to
    /// @param multiplicities their numbers of particles, ascending
    /// @param streams of the estimate of the source's acceptance
    /// @throws IllegalArgumentException with the first event that does not pass the cuts or has no coordinates
    public static GeneratorPreprocessing ttbar(
            List<Integer> multiplicities, List<double[]> events, RandomStreams streams, Workers workers) {
        List<FlowProcess> processes = new ArrayList<>();
        for (int i = 0; i < multiplicities.size(); i++) {
            int particles = multiplicities.get(i);
            processes.add(FlowProcess.fitted(
                    CoordinatesConfig.ttbar(particles),
                    SourceKind.NAIVE_PPP_LOG_M2,
                    PhaseSpaceCuts.ttbar(particles),
                    events.get(i),
                    streams,
                    workers));
        }
        return new GeneratorPreprocessing(
                Method.FLOW, processes, TaggingSpurions.channels(SpurionRows.XY_PLANE, SpurionRows.TIME), LOGARITHMS);
    }

    public GeneratorPreprocessing withSpurions(TaggingSpurions s) {
        return new GeneratorPreprocessing(method, processes, s, scalarComponents);
    }

    public GeneratorPreprocessing withScalarComponents(List<Integer> components) {
        return new GeneratorPreprocessing(method, processes, spurions, components);
    }

    /// The same events for JetGPT.
    public GeneratorPreprocessing autoregressive() {
        return new GeneratorPreprocessing(Method.AUTOREGRESSIVE, processes, TaggingSpurions.NONE, List.of());
    }

    /// Numbers of particles.
    public List<Integer> multiplicities() {
        return processes.stream().map(FlowProcess::particles).toList();
    }

    /// What a network is told, and the channels that it needs.
    public FlowInputs inputs() {
        List<Multivector> rows = spurions.spurions().rows();
        boolean tokens = spurions.placement() == TaggingSpurions.Placement.TOKENS;
        return new FlowInputs(multiplicities(), tokens ? rows : List.of(), tokens ? List.of() : rows, scalarComponents);
    }
}
