package rapidity.flow;

import java.util.ArrayList;
import java.util.List;
import rapidity.algebra.Multivector;
import rapidity.engine.Channels;
import rapidity.engine.VectorChannels;

/// What a velocity network is told of an event besides its particles, and what of its answer is used.
///
/// ```
/// scalars of a particle = [one-hot place in the event, one-hot process, time embedding (8)]
/// ```
///
/// @param multiplicities particles of an event, of each process that the flow is for; ascending
/// @param spurionTokens reference multivectors that stand as further tokens behind the particles of each event, with
///     zero scalars
/// @param spurionChannels reference multivectors that stand as further channels of each particle
/// @param scalarComponents components of the coordinates whose velocity is a scalar output of an equivariant network,
///     because the Jacobians of logarithms are large
/// @source Spinner et al., arXiv:2405.14806, App. C.3
public record FlowInputs(
        List<Integer> multiplicities,
        List<Multivector> spurionTokens,
        List<Multivector> spurionChannels,
        List<Integer> scalarComponents) {
    /// Scalar outputs for each particle: one for each component of its coordinates.
    static final int COMPONENTS = 4;

    /// @throws IllegalArgumentException if there is no process, multiplicities do not rise, or a component is none of 0
    ///     to 3 or occurs twice
    public FlowInputs {
        multiplicities = List.copyOf(multiplicities);
        spurionTokens = List.copyOf(spurionTokens);
        spurionChannels = List.copyOf(spurionChannels);
        scalarComponents = List.copyOf(scalarComponents);
        if (multiplicities.isEmpty() || multiplicities.getFirst() < 1 || !rises(multiplicities)) {
            throw new IllegalArgumentException(
                    "a flow is for events of one or more ascending numbers of particles, not " + multiplicities);
        }
        if (scalarComponents.stream().anyMatch(c -> c < 0 || c >= COMPONENTS) || !rises(scalarComponents)) {
            throw new IllegalArgumentException(
                    "scalar outputs are for ascending components among 0 to 3, not " + scalarComponents);
        }
    }

    /// For networks that look at coordinates.
    FlowInputs withoutSpurions() {
        return new FlowInputs(multiplicities, List.of(), List.of(), scalarComponents);
    }

    private static boolean rises(List<Integer> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) <= numbers.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    /// Which process events of so many particles are of.
    ///
    /// @throws IllegalArgumentException if the flow is for none such
    public int process(int multiplicity) {
        int r = multiplicities.indexOf(multiplicity);
        if (r < 0) {
            throw new IllegalArgumentException(
                    "no flow for events of " + multiplicity + " particles, only for those of " + multiplicities);
        }
        return r;
    }

    /// Places of particles: the largest number of them.
    public int positions() {
        return multiplicities.getLast();
    }

    /// Scalars of a particle.
    public int scalars() {
        return positions() + multiplicities.size() + TimeEmbedding.WIDTH;
    }

    /// What each token of a network of multivectors brings.
    public Channels multivectors() {
        return new Channels(1 + spurionChannels.size(), scalars());
    }

    /// What each token of a network of four-vectors brings.
    ///
    /// @throws IllegalArgumentException if a spurion is a plane
    public VectorChannels vectors() {
        List<Multivector> all = new ArrayList<>(spurionTokens);
        all.addAll(spurionChannels);
        for (Multivector row : all) {
            if (!row.equals(row.grade(1))) {
                throw new IllegalArgumentException(
                        "a plane is no four-vector, so a network of four-vectors cannot take " + row);
            }
        }
        return new VectorChannels(1 + spurionChannels.size(), scalars());
    }

    /// What each token of a network without symmetry brings: coordinates and scalars.
    public int plain() {
        return COMPONENTS + scalars();
    }

    /// What a GAP takes: particles and spurions as channels, and the time.
    ///
    /// @throws IllegalArgumentException if there are several processes
    public Channels particlesAsChannels() {
        int spurions = spurionTokens.size() + spurionChannels.size();
        return new Channels(onlyMultiplicity() + spurions, TimeEmbedding.WIDTH);
    }

    /// What an MLP takes: all coordinates, and the time.
    ///
    /// @throws IllegalArgumentException if there are several processes
    public int flat() {
        return COMPONENTS * onlyMultiplicity() + TimeEmbedding.WIDTH;
    }

    /// Particles of each event.
    ///
    /// @throws IllegalArgumentException if there are several processes
    int onlyMultiplicity() {
        if (multiplicities.size() > 1) {
            throw new IllegalArgumentException("an MLP and a GAP are for events of one number of particles, not "
                    + multiplicities + ": train one for each, or another network for all");
        }
        return multiplicities.getFirst();
    }
}
