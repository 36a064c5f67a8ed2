package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Attend;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.layer.Equivariance;
import rapidity.layer.Equivariance.Deviation;
import rapidity.layer.Tokens;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Every network has the symmetry that it claims, and no other; with a wrong sign it has none ([WrongSignTest]).
public interface SymmetryContract {
    /// A broken symmetry shows in the first digits.
    double BROKEN = 1e-3;

    Engine engine(Precision precision);

    /// Transformations of each kind: fewer where a pass takes long.
    default int draws() {
        return Equivariance.DRAWS;
    }

    static RandomStream random() {
        return new RandomStreams(NetContract.SEED).stream("test");
    }

    static Tokens jets(NetUnderTest net) {
        return Tokens.random(net.in, NetContract.OFFSETS[NetContract.OFFSETS.length - 1], random());
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.SampleConfigs#all")
    default void boostingAndRotatingInputsDoesSoWithOutputs(NetConfig config, TestReporter reporter) {
        NetUnderTest net = NetUnderTest.of(config, engine(Precision.FLOAT64), NetContract.SEED);
        Tokens momenta = Tokens.momenta(net.in, NetContract.OFFSETS[NetContract.OFFSETS.length - 1], random());
        Deviation worst = equivariance(net).underBoostsAndRotations(momenta);
        reporter.publishEntry("boosts and rotations", worst.toString());
        if (net.symmetry.isPresent()) {
            worst.check();
            // fewer invariants, more amplification: without scalars rounding of the input alone comes close to the bar
            if (net.in.scalars() > 0) {
                assertThat(worst.size()).as(worst.toString()).isLessThan(Equivariance.bar(worst.transformation()));
            }
        } else {
            assertThat(worst.size()).as("a network without symmetry").isGreaterThan(BROKEN);
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.SampleConfigs#all")
    default void reflectingInputsReflectsOutputsUnderTheFullGroupOnly(NetConfig config, TestReporter reporter) {
        NetUnderTest net = NetUnderTest.of(config, engine(Precision.FLOAT64), NetContract.SEED);
        Deviation worst = equivariance(net).underReflections(jets(net));
        reporter.publishEntry("reflections", worst.toString());
        if (net.symmetry.equals(Optional.of(SymmetryGroup.FULL_LORENTZ))) {
            worst.check();
        } else {
            assertThat(worst.size()).as("a network without reflections").isGreaterThan(BROKEN);
        }
    }

    private Equivariance equivariance(NetUnderTest net) {
        return Equivariance.of(net.weights, x -> net.apply(x, Attend.segments(NetContract.OFFSETS)), random())
                .withDraws(draws());
    }
}
