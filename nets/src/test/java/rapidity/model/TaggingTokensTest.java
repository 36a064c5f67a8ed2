package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.jets.Jets;
import rapidity.random.RandomStreams;

class TaggingTokensTest {
    private static final Jets JETS = Jets.of(
                    new double[] {20, 0, 0, 20, 40, 0, 30, 0, 60, 10, 0, 50, 100, 80, 0, 0}, new int[] {0, 3, 4})
            .with("charge", new double[] {1, -1, 0, 1});

    private static Tape tape() {
        return Tape.forward(Params.of(new RandomStreams(1)).weights(Engine.scalar(Precision.FLOAT64)));
    }

    private static TaggingTokens tokens(TaggingPreprocessing p) {
        return TaggingTokens.of(p, JETS, 0, 2);
    }

    @Test
    void tokensAreGlobalThenSpurionsThenConstituents() {
        TaggingPreprocessing p = TaggingPreprocessing.lgatr().withFeatures(List.of(new InputFeature("charge", 1, 3)));
        Tensor mv = tokens(p).multivectors(tape());
        Tensor s = java.util.Objects.requireNonNull(tokens(p).scalars(tape()));
        assertThat(mv.shape().toArray()).containsExactly(10, 1, 16);
        double[] x = mv.toArray();
        assertThat(row(x, 16, 0)).containsOnly(0);
        assertThat(row(x, 16, 1)[8]).as("xy plane").isEqualTo(1);
        assertThat(row(x, 16, 2)[1]).as("time").isEqualTo(1);
        assertThat(row(x, 16, 3)).startsWith(0, 1, 0, 0, 1, 0);
        assertThat(row(x, 16, 4)).startsWith(0, 2, 0, 1.5, 0, 0);
        assertThat(row(x, 16, 6)).as("global of the second jet").containsOnly(0);
        assertThat(row(x, 16, 9)).startsWith(0, 5, 4, 0, 0, 0);
        assertThat(s.toArray()).containsExactly(0, 1, 0, 0, 0, 0, 0, 0, -6, 0, -3, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void spurionsAsChannelsStandOnConstituentsOnly() {
        TaggingPreprocessing p = TaggingPreprocessing.symmetric()
                .withSpurions(TaggingSpurions.channels(SpurionRows.SPACELIKE_BEAM, SpurionRows.TIME));
        Tensor v = tokens(p).vectors(tape());
        assertThat(v.shape().toArray()).containsExactly(6, 3, 4);
        assertThat(row(v.toArray(), 12, 0)).containsOnly(0);
        assertThat(row(v.toArray(), 12, 2)).containsExactly(2, 0, 1.5, 0, 0, 0, 0, 1, 1, 0, 0, 0);
        assertThat(tokens(p).plain(tape()).shape().toArray()).containsExactly(6, 13);
    }

    @Test
    void ofTooManyConstituentsTheHardestStayInTheirOrder() {
        TaggingPreprocessing p = TaggingPreprocessing.symmetric().withMaxConstituents(2);
        double[] v = tokens(p).vectors(tape()).toArray();
        assertThat(v).hasSize(20);
        assertThat(row(v, 4, 1)).containsExactly(2, 0, 1.5, 0);
        assertThat(row(v, 4, 2)).containsExactly(3, 0.5, 0, 2.5);
    }

    @Test
    void theRegulatorRaisesLightMassesAndSpurionsOnlyWhereAsked() {
        TaggingPreprocessing p = TaggingPreprocessing.symmetric()
                .withMomentumScale(1)
                .withSpurions(TaggingSpurions.tokens(SpurionRows.SPACELIKE_BEAM))
                .withMassRegulator(MassRegulator.of(3));
        double[] v = tokens(p).vectors(tape()).toArray();
        assertThat(row(v, 4, 1)).containsExactly(0, 0, 0, 1);
        assertThat(row(v, 4, 2)).containsExactly(Math.sqrt(409), 0, 0, 20);
        assertThat(row(v, 4, 3)).containsExactly(40, 0, 30, 0);
        MassRegulator all = new MassRegulator(3, MassRegulator.Scope.CONSTITUENTS_AND_SPURIONS);
        v = tokens(p.withMassRegulator(all)).vectors(tape()).toArray();
        assertThat(row(v, 4, 1)).containsExactly(Math.sqrt(10), 0, 0, 1);
    }

    @Test
    void theMeanIsOverAllTokensOfAJet() {
        TaggingPreprocessing p = TaggingPreprocessing.symmetric()
                .withSpurions(TaggingSpurions.tokens(SpurionRows.TIME))
                .withAggregation(TaggingPreprocessing.Aggregation.MEAN);
        TaggingTokens tokens = tokens(p);
        assertThat(tokens.scalars(tape())).isNull();
        Tape tape = tape();
        double[] perToken = IntStream.rangeClosed(1, 6).asDoubleStream().toArray();
        assertThat(tokens.aggregate(tape.tensor(perToken, 6, 1)).toArray()).containsExactly(2.5, 5.5);
    }

    private static double[] row(double[] x, int width, int i) {
        return java.util.Arrays.copyOfRange(x, i * width, (i + 1) * width);
    }
}
