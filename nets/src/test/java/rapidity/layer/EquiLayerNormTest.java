package rapidity.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.algebra.Multivector;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

class EquiLayerNormTest {
    /// Sums of some ten squares in float64.
    private static final double ROUNDING = 1e-13;

    private static final Channels WIDTH = new Channels(3, 4);
    private static final RandomStreams STREAMS = new RandomStreams(5);

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 50})
    void theMeanNormOfTheChannelsBecomesOne(double scale) {
        Tokens x = Tokens.random(WIDTH, 6, STREAMS.stream("x"));
        Tokens scaled = new Tokens(WIDTH, 6, times(scale, x.multivectors()), x.scalars());
        double[] y = normalised(scaled, Precision.FLOAT64).multivectors();
        for (int token = 0; token < 6; token++) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                int first = (token * 3 + c) * 16;
                sum += Multivector.of(Arrays.copyOfRange(y, first, first + 16)).absSquaredNorm() / 3;
            }
            assertThat(sum).isCloseTo(1, within(ROUNDING));
        }
    }

    private static double[] times(double a, double[] x) {
        return Arrays.stream(x).map(v -> a * v).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void zerosAndLightlikeVectorsStayFinite(Precision precision) {
        Tokens x = new Tokens(WIDTH, 2, new double[2 * 3 * 16], new double[2 * 4]);
        for (int c = 0; c < 3; c++) {
            x.multivectors()[(3 + c) * 16 + 1] = 1e3;
            x.multivectors()[(3 + c) * 16 + 2 + c] = 1e3;
        }
        Tokens y = normalised(x, precision);
        assertThat(Arrays.copyOf(y.multivectors(), 3 * 16)).containsOnly(0);
        assertThat(y.scalars()).containsOnly(0);
        // the norm is 0: the smallest one that counts is 0.01
        assertThat(y.multivectors()[3 * 16 + 1]).isCloseTo(1e4, within(1e4 * 1e-6));
        assertThat(Arrays.stream(gradient(x, precision))).allMatch(Double::isFinite);
    }

    @ParameterizedTest
    @EnumSource
    void oneLightlikeChannelAmongOthersStaysFinite(Precision precision) {
        Tokens x = Tokens.random(WIDTH, 2, STREAMS.stream("x"));
        Arrays.fill(x.multivectors(), 0, 16, 0);
        x.multivectors()[1] = 1e3;
        x.multivectors()[4] = -1e3;
        Arrays.fill(x.multivectors(), 16, 32, 0);
        assertThat(Arrays.stream(normalised(x, precision).multivectors())).allMatch(Double::isFinite);
        assertThat(Arrays.stream(gradient(x, precision))).allMatch(Double::isFinite);
    }

    private static Tokens normalised(Tokens x, Precision precision) {
        Weights none = Params.of(STREAMS).weights(Engine.scalar(precision));
        return Tokens.of(EquiLayerNorm.plain().apply(x.on(Tape.forward(none))));
    }

    private static double[] gradient(Tokens x, Precision precision) {
        Weights none = Params.of(STREAMS).weights(Engine.scalar(precision));
        Tape tape = Tape.recording(none, new Gradients(none));
        Tensor mv = Objects.requireNonNull(x.multivectorsOn(tape));
        Tensor y = EquiLayerNorm.plain()
                .apply(Multivectors.of(mv, x.scalarsOn(tape)))
                .multivectors();
        tape.backward(y.times(y).sum());
        return mv.gradient();
    }

    @Test
    void gainsBelongToGrades() {
        Params p = Params.of(STREAMS);
        EquiLayerNorm norm = EquiLayerNorm.withGains(p, WIDTH);
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        Tokens x = Tokens.random(WIDTH, 3, STREAMS.stream("x"));
        Tokens plain = normalised(x, Precision.FLOAT64);
        assertThat(Tokens.of(norm.apply(x.on(Tape.forward(weights)))))
                .usingRecursiveComparison()
                .isEqualTo(plain);

        double[] perGrade = STREAMS.stream("gains").doubles(15).toArray();
        double[] perScalar = STREAMS.stream("gains").doubles(4).toArray();
        weights.write(Map.of("weight_mv", perGrade, "weight_s", perScalar));
        Tokens y = Tokens.of(norm.apply(x.on(Tape.forward(weights))));
        int[] grades = {0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4};
        for (int i = 0; i < y.multivectors().length; i++) {
            double gain = perGrade[i / 16 % 3 * 5 + grades[i % 16]];
            assertThat(y.multivectors()[i]).isCloseTo(gain * plain.multivectors()[i], within(ROUNDING));
        }
        for (int i = 0; i < y.scalars().length; i++) {
            assertThat(y.scalars()[i]).isCloseTo(perScalar[i % 4] * plain.scalars()[i], within(ROUNDING));
        }
    }
}
