package rapidity.flow;

import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// How the trace of the derivative of a velocity is found.
public sealed interface Divergence permits Divergence.Exact, Divergence.Hutchinson {
    /// From one gradient for each coordinate of an event.
    record Exact() implements Divergence {}

    /// An estimate from one gradient: `e . (dv/dx) e` with random signs e. Its mean is the trace. In fixed steps signs
    /// are fresh at every evaluation; with adaptive ones an event keeps its signs on the whole way, since noise would
    /// be taken for an error.
    ///
    /// @param streams the signs of evaluation k of event i come from stream "hutchinson", i, k
    /// @source Hutchinson, Comm. Stat. Sim. Comp. 18 (1989) 1059; Grathwohl et al., arXiv:1810.01367
    record Hutchinson(RandomStreams streams) implements Divergence {
        /// Random signs for each number of an event.
        double[] signs(long event, long evaluation, int width) {
            RandomStream random = streams.stream("hutchinson", event, evaluation);
            double[] r = new double[width];
            for (int i = 0; i < width; i++) {
                r[i] = random.nextBoolean() ? 1 : -1;
            }
            return r;
        }
    }

    static Divergence exact() {
        return new Exact();
    }

    static Divergence hutchinson(RandomStreams streams) {
        return new Hutchinson(streams);
    }
}
