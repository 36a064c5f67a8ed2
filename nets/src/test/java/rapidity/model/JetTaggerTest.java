package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.VectorChannels;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.kinematics.FourVectors;
import rapidity.kinematics.LorentzTransformation;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.LorentzNetConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.PfnConfig;
import rapidity.net.TransformerConfig;
import rapidity.random.RandomStreams;

class JetTaggerTest {
    private static final List<String> CLASSES = List.of("qcd", "top");
    private static final Jets JETS = JetsOfTests.with(JetsOfTests.of(2, JetsOfTests.sizes(2, 90, 40)), "charge");
    private static final Provenance PROVENANCE = Provenance.now("test", "none", 5, List.of(), "scalar");

    @TempDir
    Path folder;

    /// A tagger of every network, with everything that the preprocessing offers.
    static List<JetTagger> taggers() {
        TaggingPreprocessing slim = TaggingPreprocessing.slim()
                .withFeatures(List.of(InputFeature.of("charge")))
                .withMaxConstituents(30);
        TaggingPreprocessing mean = TaggingPreprocessing.symmetric()
                .withSpurions(TaggingSpurions.channels(SpurionRows.XY_PLANE, SpurionRows.TIME))
                .withKinematics(KinematicInput.Z_INVARIANT)
                .withAggregation(TaggingPreprocessing.Aggregation.MEAN);
        TaggingPreprocessing sums = slim.withAggregation(TaggingPreprocessing.Aggregation.MEAN);
        return List.of(
                tagger(lgatr(TaggingPreprocessing.lgatr(), 1), TaggingPreprocessing.lgatr(), Precision.FLOAT32),
                tagger(lgatr(mean, 1), mean, Precision.FLOAT64),
                tagger(slimNet(slim), slim, Precision.FLOAT32),
                tagger(slimNet(slim), slim, Precision.FLOAT64),
                tagger(new TransformerConfig(slim.plainWidth(), 8, 1, 2, 2), slim, Precision.FLOAT32),
                tagger(LorentzNetConfig.of(sums.scalars(), 8, 1, 2), sums, Precision.FLOAT32),
                tagger(new PfnConfig(sums.plainWidth(), List.of(8, 12), List.of(8), 1), sums, Precision.FLOAT64));
    }

    private static NetConfig lgatr(TaggingPreprocessing p, int outputs) {
        return LgatrConfig.v2(p.multivectors(), new Channels(4, 8), new Channels(outputs, 0), 2, 2)
                .withHeadScale();
    }

    private static NetConfig slimNet(TaggingPreprocessing p) {
        return LgatrSlimConfig.v2(p.vectors(), new VectorChannels(4, 8), new VectorChannels(0, 1), 2, 2);
    }

    private static JetTagger tagger(NetConfig net, TaggingPreprocessing p, Precision precision) {
        return JetTagger.of(net, p, CLASSES, 5, Engine.of(precision));
    }

    @ParameterizedTest
    @MethodSource("taggers")
    void aJetIsScoredToTheSameBitsAloneAndInAnyBatch(JetTagger tagger) {
        double[] all = logits(tagger, JETS);
        assertThat(all).hasSize(JETS.size());
        assertThat(Arrays.stream(all).distinct().count()).as("different logits").isGreaterThan(80);
        for (int size : new int[] {1, 2, 7, 64}) {
            for (int from = 0; from < JETS.size(); from += size) {
                int to = Math.min(JETS.size(), from + size);
                double[] part = logits(tagger, JETS.slice(from, to));
                assertThat(part).as("jets %d to %d", from, to).isEqualTo(Arrays.copyOfRange(all, from, to));
            }
        }
        assertThat(logits(tagger, JETS.rows(new int[] {88, 3, 3}))).containsExactly(all[88], all[3], all[3]);
        assertThat(tagger.score(JETS.slice(0, 0))).isEmpty();
    }

    private static double[] logits(JetTagger tagger, Jets jets) {
        try (Workers one = new Workers(1)) {
            return tagger.logits(jets, one);
        }
    }

    @ParameterizedTest
    @MethodSource("taggers")
    void eightThreadsShareOneTagger(JetTagger tagger) {
        float[] expected = tagger.score(JETS);
        float[][] found = new float[8][];
        try (Workers workers = new Workers(8)) {
            workers.run(8, i -> found[i] = tagger.score(JETS));
            double[] logits = tagger.logits(JETS, workers);
            assertThat(tagger.probabilities(logits)[7][1]).isEqualTo(expected[7]);
        }
        assertThat(List.of(found)).allSatisfy(r -> assertThat(r).isEqualTo(expected));
    }

    @ParameterizedTest
    @MethodSource("taggers")
    void aLoadedTaggerScoresTheSameBits(JetTagger saved) throws IOException {
        saved.save(folder.resolve("model"), PROVENANCE);
        JetTagger loaded = JetTagger.load(folder.resolve("model"));
        assertThat(loaded.network()).isEqualTo(saved.network());
        assertThat(loaded.preprocessing()).isEqualTo(saved.preprocessing());
        assertThat(loaded.classes()).isEqualTo(CLASSES);
        assertThat(loaded.score(JETS)).isEqualTo(saved.score(JETS));
    }

    @ParameterizedTest
    @MethodSource("taggers")
    void constituentsMayComeInAnyOrder(JetTagger tagger) {
        Jets jet = JETS.rows(new int[] {largest()});
        int n = jet.constituents(0);
        double[] p = new double[4 * n];
        double[] charge = new double[n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(jet.momenta(), 4 * i, p, 4 * (n - 1 - i), 4);
            charge[n - 1 - i] = jet.features().get("charge")[i];
        }
        Jets reversed = Jets.of(p, new int[] {0, n}).with("charge", charge);
        // another order of additions in float32
        assertThat(tagger.score(reversed)[0]).isCloseTo(tagger.score(jet)[0], within(1e-5f));
    }

    private static int largest() {
        return IntStream.range(0, JETS.size())
                .boxed()
                .max((a, b) -> Integer.compare(JETS.constituents(a), JETS.constituents(b)))
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void boostsLeaveSymmetricTaggersAloneAndNotThoseWithSpurions(Precision precision) {
        TaggingPreprocessing symmetric = TaggingPreprocessing.symmetric();
        TaggingPreprocessing broken = TaggingPreprocessing.lgatr();
        LorentzTransformation boost = LorentzTransformation.random(new RandomStreams(4).stream("boost"), 1);
        double[] p = boost.apply(FourVectors.ofRows(JETS.momenta())).toRows();
        Jets boosted = Jets.of(p, JETS.offsets());
        // 1e-5 is the bar for single precision, 1e-9 that for double precision
        double bar = precision == Precision.FLOAT64 ? 1e-9 : 1e-5;
        assertThat(change(tagger(lgatr(symmetric, 1), symmetric, precision), boosted))
                .isLessThan(bar);
        assertThat(change(tagger(slimNet(symmetric), symmetric, precision), boosted))
                .isLessThan(bar);
        assertThat(change(tagger(lgatr(broken, 1), broken, precision), boosted)).isGreaterThan(10 * bar);
        NetConfig plain = new TransformerConfig(symmetric.plainWidth(), 8, 1, 2, 2);
        assertThat(change(tagger(plain, symmetric, precision), boosted)).isGreaterThan(10 * bar);
    }

    private static double change(JetTagger tagger, Jets boosted) {
        float[][] before = tagger.probabilities(JETS);
        float[][] after = tagger.probabilities(boosted);
        return IntStream.range(0, JETS.size())
                .mapToDouble(i -> Math.abs(after[i][1] - before[i][1]))
                .max()
                .orElseThrow();
    }

    @Test
    void tenClassesHaveProbabilitiesThatAddUpToOne() {
        List<String> ten = IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
        TaggingPreprocessing p = TaggingPreprocessing.lgatr();
        JetTagger tagger = JetTagger.of(lgatr(p, 10), p, ten, 5, Engine.of(Precision.FLOAT32));
        float[][] r = tagger.probabilities(JETS);
        assertThat(r).hasNumberOfRows(JETS.size());
        for (float[] row : r) {
            assertThat(row).hasSize(10);
            double sum = IntStream.range(0, 10).mapToDouble(i -> row[i]).sum();
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> tagger.score(JETS))
                .withMessageContaining("10 classes")
                .withMessageContaining("ask for probabilities");
    }

    @Test
    void aJetOfTenThousandConstituentsIsCutToTheHardest() {
        Jets huge = JetsOfTests.of(9, 10_000);
        JetTagger tagger = taggers().getFirst();
        double[] pt = IntStream.range(0, 10_000)
                .mapToDouble(i -> TaggingTokens.momentum(huge, i).pt())
                .toArray();
        double bound = Arrays.stream(pt).sorted().toArray()[9_800];
        double[] hardest = IntStream.range(0, 10_000)
                .filter(i -> pt[i] >= bound)
                .flatMap(i -> IntStream.range(4 * i, 4 * i + 4))
                .mapToDouble(k -> huge.momenta()[k])
                .toArray();
        assertThat(tagger.score(huge)).isEqualTo(tagger.score(Jets.of(hardest, new int[] {0, 200})));
    }

    @Test
    void jetsThatCannotBeMeantAreRefusedWithTheirPlace() {
        JetTagger tagger = taggers().getFirst();
        assertRefused(tagger, () -> second(0, 0), "jet 1: the momentum of constituent 0 is zero: leave padding out");
        assertRefused(
                tagger, () -> Jets.of(new double[] {1, 0, 0, 1}, new int[] {0, 1, 1}), "jet 1 has no constituents");
        assertRefused(tagger, () -> second(Double.NaN, 4), "jet 1: constituent 0 (E, px, py, pz) = (NaN");
        assertRefused(tagger, () -> second(-5, 4), "has the negative energy -5.0");
        assertRefused(tagger, () -> second(3.9, 4), "jet 1: constituent 0");
        assertRefused(tagger, () -> second(Double.POSITIVE_INFINITY, 4), "not finite");
        assertThat(tagger.score(second(4 - 4e-6, 4)))
                .as("rounding of six digits")
                .hasSize(2);
    }

    @Test
    void featuresThatAreMissingOrNotFiniteAreRefused() {
        JetTagger tagger = taggers().get(2);
        Jets plain = JetsOfTests.of(1, 3, 2);
        assertRefused(tagger, () -> plain, "needs the feature 'charge' of each constituent");
        assertRefused(tagger, () -> JetsOfTests.with(plain, "charg"), "did you mean 'charg'?");
        assertRefused(
                tagger, () -> plain.with("charge", new double[] {1, 1, 1, 1, Double.NaN}), "jet 1: constituent 1");
    }

    /// A good jet, then one constituent.
    private static Jets second(double energy, double momentum) {
        return Jets.of(new double[] {9, 1, 2, 3, 9, 1, 2, 3, energy, 0, momentum, 0}, new int[] {0, 2, 3});
    }

    private static void assertRefused(JetTagger tagger, Supplier<Jets> jets, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tagger.score(jets.get()))
                .withMessageContaining(sentence);
    }

    @Test
    void networksThatDoNotFitAreRefused() {
        TaggingPreprocessing p = TaggingPreprocessing.lgatr();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tagger(lgatr(p, 2), p, Precision.FLOAT32))
                .withMessageContaining("the L-GATr goes from")
                .withMessageContaining("to 1 outputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tagger(slimNet(p), p, Precision.FLOAT32))
                .withMessageContaining("a plane is no four-vector");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tagger(new MlpConfig(4, 8, 1, 1), p, Precision.FLOAT32))
                .withMessageContaining("any number of constituents");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JetTagger.of(lgatr(p, 1), p, List.of("top"), 1, Engine.of(Precision.FLOAT32)))
                .withMessageContaining("two or more different classes");
    }

    @Test
    void aModelOfAnotherTaskIsRefused() throws IOException {
        taggers().getFirst().save(folder.resolve("model"), PROVENANCE);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> AmplitudeSurrogate.load(folder.resolve("model")))
                .withMessageContaining("expected 'amplitude-surrogate', found 'jet-tagger'");
    }
}
