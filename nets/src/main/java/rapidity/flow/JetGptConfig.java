package rapidity.flow;

import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import rapidity.net.NetConfig;
import rapidity.net.TransformerConfig;

/// Hyper-parameters of [JetGpt].
///
/// @param multiplicities numbers of particles of the processes that are learned, rising
/// @param hidden width of the blocks
/// @param blocks number of blocks
/// @param heads number of heads
/// @param components distributions in the mixture of each number
public record JetGptConfig(List<Integer> multiplicities, int hidden, int blocks, int heads, int components) {
    private static final int NUMBERS = 4;

    /// @throws IllegalArgumentException if there is no process, a process has no particle, they do not rise, there is
    ///     no component, or there is no such transformer
    public JetGptConfig {
        multiplicities = List.copyOf(multiplicities);
        if (multiplicities.isEmpty()
                || multiplicities.getFirst() < 1
                || !multiplicities.equals(List.copyOf(new TreeSet<>(multiplicities)))) {
            throw new IllegalArgumentException(
                    "processes of 1 particle or more are learned, each once, rising: " + multiplicities);
        }
        if (components < 1) {
            throw new IllegalArgumentException("a mixture has a component or more, not " + components);
        }
        network(multiplicities, hidden, blocks, heads, components);
    }

    /// The size of the paper: width 108, 6 blocks, 8 heads, 36 components.
    public static JetGptConfig paper(List<Integer> multiplicities) {
        return new JetGptConfig(multiplicities, 108, 6, 8, 36);
    }

    /// That of a transformer.
    ///
    /// @throws IllegalArgumentException if the network is another one, or its inputs or outputs are not those of
    ///     [#network]
    public static JetGptConfig of(NetConfig config, List<Integer> multiplicities) {
        if (!(config instanceof TransformerConfig t)) {
            throw new IllegalArgumentException("JetGPT is a transformer, not " + config);
        }
        JetGptConfig r = new JetGptConfig(
                multiplicities, t.hidden(), t.blocks(), t.heads(), Math.max(1, t.out() / Mixture.PARAMETERS));
        if (!r.network().equals(t)) {
            throw new IllegalArgumentException(
                    "for events of " + multiplicities + " particles JetGPT is " + r.network() + ", got " + t);
        }
        return r;
    }

    /// The transformer: a token is the value before, its position and the process; results are the parameters of a
    /// mixture.
    public TransformerConfig network() {
        return network(multiplicities, hidden, blocks, heads, components);
    }

    private static TransformerConfig network(
            List<Integer> multiplicities, int hidden, int blocks, int heads, int components) {
        int in = 1 + NUMBERS * Collections.max(multiplicities) + multiplicities.size();
        return new TransformerConfig(in, hidden, Mixture.PARAMETERS * components, blocks, heads);
    }

    /// The index of the process whose events have so many particles.
    ///
    /// @throws IllegalArgumentException if there is none
    public int process(int particles) {
        int r = multiplicities.indexOf(particles);
        if (r < 0) {
            throw new IllegalArgumentException(
                    "events of " + particles + " particles are not among those that are learned, " + multiplicities);
        }
        return r;
    }

    /// The largest number of particles.
    int mostParticles() {
        return multiplicities.getLast();
    }
}
