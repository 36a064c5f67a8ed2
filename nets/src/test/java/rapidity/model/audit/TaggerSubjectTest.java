package rapidity.model.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.VectorChannels;
import rapidity.jets.Jets;
import rapidity.model.InputFeature;
import rapidity.model.JetTagger;
import rapidity.model.JetsOfTests;
import rapidity.model.SpurionRows;
import rapidity.model.TaggingPreprocessing;
import rapidity.model.TaggingSpurions;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

class TaggerSubjectTest {
    private static final int CONSTITUENTS = 7;

    /// How much a boost of the jet may change the score of a model without spurions.
    private static final double SCORE = 1e-5;

    private static NetConfig lgatr(TaggingPreprocessing p) {
        return LgatrConfig.v2(p.multivectors(), new Channels(4, 4), new Channels(1, 0), 1, 2)
                .withMlpRatio(2);
    }

    private static NetConfig slim(TaggingPreprocessing p) {
        return LgatrSlimConfig.v2(p.vectors(), new VectorChannels(4, 4), new VectorChannels(0, 1), 1, 2);
    }

    private static TaggerSubject subject(NetConfig net, TaggingPreprocessing p, Precision precision) {
        return new TaggerSubject(JetTagger.of(net, p, List.of("qcd", "top"), 3, Engine.scalar(precision)));
    }

    private static AuditReport audit(NetConfig net, TaggingPreprocessing p) {
        Jets jets = JetsOfTests.of(4, CONSTITUENTS, CONSTITUENTS, CONSTITUENTS);
        Tokens x = Tokens.of(CONSTITUENTS, 1, 4, jets.momenta(), new double[0]);
        return new SymmetryAudit(
                        subject(net, p, Precision.FLOAT64),
                        subject(net, p, Precision.FLOAT32),
                        new AuditInput(x, Optional.empty()),
                        new RandomStreams(5).stream("audit"))
                .run();
    }

    @Test
    void boostedJetsHaveTheScoreOfJetsAtRest() {
        TaggingPreprocessing p = TaggingPreprocessing.symmetric();
        AuditReport r = audit(lgatr(p), p);
        assertThat(r.left()).isEmpty();
        assertThat(r.timeReversal()).isEmpty();
        assertThat(r.broken()).isEmpty();
        assertThat(r.unbroken().hasBoosts()).isTrue();
        assertThat(r.boosts().getLast().deviation().exact()).isLessThan(SCORE);
        assertThat(r.rotation().exact()).isLessThan(SCORE);
    }

    @Test
    void theSpurionsOfTheTaggersLeaveRotationsAroundTheBeam() {
        for (TaggingPreprocessing p : List.of(
                TaggingPreprocessing.lgatr(),
                TaggingPreprocessing.symmetric()
                        .withSpurions(TaggingSpurions.channels(SpurionRows.XY_PLANE, SpurionRows.TIME)))) {
            leavesRotationsAroundTheBeam(audit(lgatr(p), p));
        }
        leavesRotationsAroundTheBeam(audit(slim(TaggingPreprocessing.slim()), TaggingPreprocessing.slim()));
    }

    private static void leavesRotationsAroundTheBeam(AuditReport r) {
        AuditReport.Left left = r.left().orElseThrow();
        assertThat(left.group().group()).isEqualTo("SO(2), rotations around z");
        assertThat(AuditReport.isKept(left.deviation())).isTrue();
        assertThat(r.broken()).isEmpty();
        assertThat(r.unbroken().hasBoosts()).isFalse();
        assertThat(r.unbroken().basis()).endsWith("J_z");
        assertThat(r.boosts().getLast().deviation().exact()).isGreaterThan(1e-6);
    }

    @Test
    void scalarsOfTokensAreTheFeaturesOfConstituents() {
        TaggingPreprocessing p = TaggingPreprocessing.symmetric()
                .withFeatures(List.of(InputFeature.of("charge"), InputFeature.of("d0")));
        JetTagger tagger = subject(lgatr(p), p, Precision.FLOAT64).tagger();
        Jets jets = JetsOfTests.with(JetsOfTests.with(JetsOfTests.of(4, CONSTITUENTS, CONSTITUENTS), "charge"), "d0");
        double[] scalars = new double[2 * 2 * CONSTITUENTS];
        Arrays.setAll(scalars, i -> jets.feature(i % 2 == 0 ? "charge" : "d0")[i / 2]);
        Tokens x = Tokens.of(CONSTITUENTS, 1, 4, jets.momenta(), scalars);
        double[] found = new TaggerSubject(tagger)
                .apply(new AuditInput(x, Optional.empty()))
                .scalars();
        assertThat(found)
                .isEqualTo(tagger.logits(Tape.forward(tagger.weights()), jets).toArray());
    }
}
