package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import rapidity.kinematics.FourVectors;
import rapidity.kinematics.LorentzTransformation;
import rapidity.layer.AttentionProduct;
import rapidity.net.CgennConfig;
import rapidity.net.DsiConfig;
import rapidity.net.GapConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.TransformerConfig;
import rapidity.random.RandomStreams;

class AmplitudeSurrogateTest {
    private static final List<Particle> PARTICLES = Particle.ofZAndGluons(0);
    private static final EventMomenta EVENTS = AmplitudePreprocessingTest.events(150, 2);
    private static final Provenance PROVENANCE = Provenance.now("test", "none", 5, List.of(), "scalar");

    /// Twelve particles as three events of four, for what learns several processes.
    private static final EventMomenta MORE =
            new EventMomenta(4, EVENTS.slice(0, 4).values());

    private static final List<NetConfig> JOINT = List.of(
            LgatrConfig.v2(new Channels(1, 3), new Channels(2, 4), new Channels(1, 0), 1, 2),
            LgatrSlimConfig.v2(new VectorChannels(1, 3), new VectorChannels(2, 4), new VectorChannels(0, 1), 1, 2),
            new TransformerConfig(7, 8, 1, 1, 2));

    @TempDir
    Path folder;

    static List<NetConfig> networks() {
        return List.of(
                LgatrConfig.v2(new Channels(1, 2), new Channels(2, 4), new Channels(1, 0), 1, 2),
                LgatrConfig.v1(new Channels(1, 2), new Channels(2, 4), new Channels(1, 0), 1, 2)
                        .withAttentionProduct(AttentionProduct.EUCLIDEAN),
                new TransformerConfig(6, 8, 1, 1, 2),
                new MlpConfig(12, 16, 2, 1),
                new CgennConfig(2, new Channels(2, 4), 4, 1, 1, 0.2),
                LgatrSlimConfig.v2(new VectorChannels(1, 2), new VectorChannels(2, 4), new VectorChannels(0, 1), 1, 2),
                GapConfig.v2(new Channels(3, 1), new Channels(2, 4), new Channels(1, 0), 1, 1),
                new DsiConfig(List.of(0, 0, 1), 8, 2, 3, 1));
    }

    private static AmplitudePreprocessing constants() {
        double[] amplitudes = IntStream.range(0, 150).mapToDouble(i -> 1 + i).toArray();
        return AmplitudePreprocessing.of(PARTICLES, EVENTS, amplitudes);
    }

    private static AmplitudeSurrogate surrogate(NetConfig net, Precision precision) {
        return AmplitudeSurrogate.of(net, constants(), 5, Engine.of(precision));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aLoadedModelPredictsTheSameBits(NetConfig net) throws IOException {
        for (Precision precision : Precision.values()) {
            AmplitudeSurrogate saved = surrogate(net, precision);
            Path directory = folder.resolve("model");
            saved.save(directory, PROVENANCE);
            AmplitudeSurrogate loaded = AmplitudeSurrogate.load(directory);
            assertThat(loaded.network()).isEqualTo(net);
            assertThat(loaded.processes()).isEqualTo(saved.processes());
            assertThat(loaded.predict(EVENTS)).isEqualTo(saved.predict(EVENTS));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void anEventIsPredictedToTheSameBitsInAnyGrouping(NetConfig net) {
        AmplitudeSurrogate surrogate = surrogate(net, Precision.FLOAT32);
        double[] all = surrogate.predict(EVENTS);
        for (int size : new int[] {1, 8, 4, 7, 100, 150}) {
            double[] r = new double[150];
            for (int from = 0; from < 150; from += size) {
                double[] part = surrogate.predict(EVENTS.slice(from, Math.min(150, from + size)));
                System.arraycopy(part, 0, r, from, part.length);
            }
            assertThat(r).as("in groups of %d", size).isEqualTo(all);
        }
        assertThat(surrogate.predict(EVENTS.slice(0, 0))).isEmpty();
        assertThat(surrogate.predict(EVENTS.rows(17, 3))).containsExactly(all[17], all[3]);
    }

    @Test
    void manyThreadsShareOneModel() {
        AmplitudeSurrogate surrogate = surrogate(networks().getFirst(), Precision.FLOAT32);
        double[] expected = surrogate.predictStandardised(EVENTS);
        double[][] found = new double[8][];
        try (Workers workers = new Workers(4)) {
            assertThat(surrogate.predictStandardised(EVENTS, workers)).isEqualTo(expected);
            workers.run(8, i -> found[i] = surrogate.predictStandardised(EVENTS));
        }
        for (double[] r : found) {
            assertThat(r).isEqualTo(expected);
        }
    }

    @Test
    void amplitudesAreTheExponentialsOfWhatIsStandardised() {
        AmplitudeSurrogate surrogate = surrogate(networks().getFirst(), Precision.FLOAT64);
        double z = surrogate.predictStandardised(EVENTS.rows(3))[0];
        double a = surrogate.predict(EVENTS.rows(3))[0];
        assertThat(Math.log(a))
                .isCloseTo(surrogate.preprocessing(3).logAmplitude().invert(z), within(1e-14));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void boostsLeaveTheLgatrAloneAndNotTheOthers(Precision precision) {
        LorentzTransformation boost = LorentzTransformation.random(new RandomStreams(4).stream("boost"), 2);
        double[] boosted = boost.apply(FourVectors.ofRows(EVENTS.values())).toRows();
        double[] changes = new double[4];
        for (int i = 0; i < 4; i++) {
            AmplitudeSurrogate surrogate = surrogate(networks().get(i), precision);
            double[] before = surrogate.predictStandardised(EVENTS);
            double[] after = surrogate.predictStandardised(new EventMomenta(3, boosted));
            changes[i] = IntStream.range(0, 150)
                    .mapToDouble(k -> Math.abs(after[k] - before[k]))
                    .max()
                    .orElseThrow();
        }
        // rounding of float32 grows with the square of the boost
        double bar = precision == Precision.FLOAT64 ? 1e-11 : 1e-3;
        assertThat(Math.max(changes[0], changes[1])).isLessThan(bar);
        assertThat(Math.min(changes[2], changes[3])).isGreaterThan(10 * bar);
    }

    @Test
    void eventsThatCannotBeMeantAreRefused() {
        AmplitudeSurrogate surrogate = surrogate(networks().getFirst(), Precision.FLOAT32);
        EventMomenta bad = EVENTS.rows(1, 2, 3);
        bad.values()[12 + 8] = 1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> surrogate.predict(bad))
                .withMessageStartingWith("particle 3 (Z) of event 1 (E, px, py, pz) = (1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> surrogate.predict(new EventMomenta(4, new double[16])))
                .withMessage("expected events of 3 particles (q qbar Z), got 4");
    }

    @Test
    void networksOfOtherWidthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> surrogate(new MlpConfig(20, 16, 2, 1), Precision.FLOAT32))
                .withMessage("for these particles the channels of the MLP go from 12 to 1, got 20 to 1");
    }

    /// Three particles of EVENTS, and four of others.
    private static AmplitudeSurrogate joint(NetConfig net, boolean turned) {
        AmplitudePreprocessing other =
                AmplitudePreprocessing.of(Particle.ofZAndGluons(1), MORE, new double[] {1, 2, 3});
        return AmplitudeSurrogate.of(
                net,
                turned ? List.of(other, constants()) : List.of(constants(), other),
                5,
                Engine.of(Precision.FLOAT64));
    }

    @Test
    void severalProcessesShareOneModel() throws IOException {
        for (NetConfig net : JOINT) {
            AmplitudeSurrogate saved = joint(net, false);
            saved.save(folder.resolve("model"), PROVENANCE);
            AmplitudeSurrogate loaded = AmplitudeSurrogate.load(folder.resolve("model"));
            assertThat(ModelDescription.task(folder.resolve("model"))).isEqualTo(AmplitudeSurrogate.JOINT_TASK);
            assertThat(loaded.processes()).isEqualTo(saved.processes());
            assertThat(loaded.predict(EVENTS)).isEqualTo(saved.predict(EVENTS));
            assertThat(loaded.predict(MORE)).isEqualTo(saved.predict(MORE));
        }
    }

    /// Constants and initial weights are the same, only the number of the process differs.
    @Test
    void aNetworkIsToldWhichProcessItIs() {
        for (NetConfig net : JOINT) {
            assertThat(joint(net, true).predictStandardised(EVENTS))
                    .isNotEqualTo(joint(net, false).predictStandardised(EVENTS));
        }
    }

    @Test
    void eventsOfNoProcessOfTheModelAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> joint(JOINT.getFirst(), false).predict(new EventMomenta(5, new double[20])))
                .withMessage("expected events of 3 particles (q qbar Z) or 4 particles (q qbar Z g), got 5");
    }

    @Test
    void networksOfOneMultiplicityLearnOneProcess() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> joint(new MlpConfig(12, 16, 2, 1), false))
                .withMessage("MLP learns one process, not 2 jointly: L-GATr, L-GATr-slim and the transformer do that");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmplitudeSurrogate.of(
                        JOINT.getFirst(), List.of(constants(), constants()), 5, Engine.of(Precision.FLOAT64)))
                .withMessage("a process is known by its number of particles, and these have [3, 3]");
    }

    @Test
    void aModelWhoseWeightsWereChangedIsRefused() throws IOException {
        surrogate(networks().get(3), Precision.FLOAT32).save(folder.resolve("model"), PROVENANCE);
        Path file = folder.resolve("model").resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> AmplitudeSurrogate.load(folder.resolve("model")))
                .withMessageContaining("SHA-256");
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> AmplitudeSurrogate.load(folder))
                .withMessageContaining("model.json and weights.safetensors, found no such file");
        surrogate(networks().get(3), Precision.FLOAT32).save(folder.resolve("model"), PROVENANCE);
        Path file = folder.resolve("model").resolve("model.json");
        String good = Files.readString(file);
        String[][] damages = {
            {"\"format\" : 1", "\"format\" : 2", "format: expected 1, found 2: it was written by a newer version"},
            {"amplitude-surrogate", "jet-tagger", "task: expected 'amplitude-surrogate', found 'jet-tagger'"},
            {"\"mlp\"", "\"mpl\"", "network: expected a kind of network that this version knows, found 'mpl'"},
            {"\"hidden\" :", "\"hiden\" :", "found 'hiden'; did you mean 'hidden'?"},
            {
                "\"momentum-scale\" :",
                "\"momentum-scale\" : null, \"x\" :",
                "preprocessing: expected keys that this version knows"
            },
            {"FLOAT32", "FLOAT16", "precision: expected one of [FLOAT32, FLOAT64], found 'FLOAT16'"},
            {"{", "", "JSON"}
        };
        for (String[] d : damages) {
            assertThat(good).contains(d[0]);
            Files.writeString(file, good.replace(d[0], d[1]));
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> AmplitudeSurrogate.load(folder.resolve("model")))
                    .withMessageStartingWith(file + ": ")
                    .withMessageContaining(d[2]);
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedWithTheNames() throws IOException {
        AmplitudeSurrogate mlp = surrogate(networks().get(3), Precision.FLOAT32);
        Path file = folder.resolve("w.safetensors");
        WeightsFile.save(file, mlp.weights());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> WeightsFile.load(
                        file, surrogate(networks().get(2), Precision.FLOAT32).weights()))
                .withMessageContaining("missing [blocks.0.")
                .withMessageContaining("unknown [mlp.");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> WeightsFile.load(
                        file,
                        surrogate(new MlpConfig(12, 8, 2, 1), Precision.FLOAT32).weights()))
                .withMessageContaining("expected shape [8, 12], found [16, 12]");
    }
}
