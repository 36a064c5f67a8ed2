package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Attend;
import rapidity.engine.Engine;
import rapidity.engine.Multivectors;
import rapidity.engine.Precision;
import rapidity.engine.Tensor;
import rapidity.layer.Equivariance;
import rapidity.layer.Equivariance.Deviation;

/// The tests of [SymmetryContract] see a single wrong sign.
class WrongSignTest {
    @ParameterizedTest
    @MethodSource("rapidity.net.SampleConfigs#all")
    void aSingleWrongSignBreaksTheSymmetry(NetConfig config) {
        NetUnderTest net = NetUnderTest.of(config, Engine.scalar(Precision.FLOAT64), NetContract.SEED);
        if (net.symmetry.isPresent()) {
            Deviation worst = Equivariance.of(
                            net.weights,
                            x -> net.apply(wrongSign(x), Attend.segments(NetContract.OFFSETS)),
                            SymmetryContract.random())
                    .withDraws(1)
                    .underBoostsAndRotations(SymmetryContract.jets(net));
            assertThat(worst.size()).as(worst.toString()).isGreaterThan(SymmetryContract.BROKEN);
        }
    }

    /// With the sign of component 2 of the multivectors of every second token changed.
    private static Multivectors wrongSign(Multivectors x) {
        double[] signs = new double[16 * x.tokens()];
        Arrays.setAll(signs, i -> i % 32 == 2 ? -1 : 1);
        Tensor factors = x.tape().tensor(signs, x.tokens(), 1, 16);
        return Multivectors.of(x.multivectors().times(factors), x.width().scalars() == 0 ? null : x.scalars());
    }
}
