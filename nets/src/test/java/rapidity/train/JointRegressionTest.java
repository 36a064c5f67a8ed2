package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.model.Particle;
import rapidity.net.TransformerConfig;

/// Two processes learnt jointly: two gluons, and one, which is made of the first four particles of other events.
class JointRegressionTest {
    /// Sums of three squares of order one in another order.
    private static final double ROUNDING = 1e-13;

    private static final int EVENTS = 6;

    private final EventMomenta one;
    private final double[] ofOne;
    private final ZggSample two;
    private final AmplitudeSurrogate surrogate;
    private final AmplitudeRegression objective;

    JointRegressionTest() throws IOException {
        two = ZggSample.read().slice(0, EVENTS);
        ZggSample others = ZggSample.read().slice(EVENTS, 2 * EVENTS);
        double[] p = new double[16 * EVENTS];
        for (int e = 0; e < EVENTS; e++) {
            System.arraycopy(others.momenta().values(), 20 * e, p, 16 * e, 16);
        }
        one = new EventMomenta(4, p);
        ofOne = others.amplitudes();
        AmplitudePreprocessing first = AmplitudePreprocessing.of(Particle.ofZAndGluons(1), one, ofOne);
        AmplitudePreprocessing second = AmplitudePreprocessing.of(ZggSample.PARTICLES, two.momenta(), two.amplitudes());
        surrogate = AmplitudeSurrogate.of(
                new TransformerConfig(7, 8, 1, 1, 2), List.of(first, second), 1, Engine.of(Precision.FLOAT64));
        objective = new AmplitudeRegression(surrogate, List.of(one, two.momenta()), List.of(ofOne, two.amplitudes()));
    }

    private double loss(int... rows) {
        return objective.loss(Tape.forward(surrogate.weights()), rows).item();
    }

    private double squared(EventMomenta events, double[] amplitudes, int event) {
        double predicted = surrogate.predictStandardised(events.rows(event))[0];
        double target = surrogate.preprocessing(events.particles()).targets(amplitudes)[event];
        return (predicted - target) * (predicted - target);
    }

    @Test
    void theLossIsTheSumOverTheEventsOfBothProcesses() {
        double expected = squared(one, ofOne, 2)
                + squared(two.momenta(), two.amplitudes(), 0)
                + squared(two.momenta(), two.amplitudes(), 5);
        assertThat(loss(EVENTS, 2, EVENTS + 5)).isCloseTo(expected, within(ROUNDING));
        assertThat(loss(3)).isCloseTo(squared(one, ofOne, 3), within(ROUNDING));
    }

    @Test
    void eachProcessHasAStandardisationOfItsOwn() {
        for (int particles : new int[] {4, 5}) {
            double[] targets = surrogate.preprocessing(particles).targets(particles == 4 ? ofOne : two.amplitudes());
            assertThat(Arrays.stream(targets).average().orElseThrow()).isCloseTo(0, within(ROUNDING));
        }
    }

    @Test
    void aBatchIsToldByProcess() {
        assertThat(objective.batch(new int[] {0, EVENTS, EVENTS + 1}).keySet())
                .containsExactly("momenta.4", "targets.4", "momenta.5", "targets.5");
    }
}
