package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.jets.AnomalyScore;
import rapidity.jets.Jets;
import rapidity.kinematics.FourVector;
import rapidity.layer.irreps.Aggregation;
import rapidity.model.AutoencoderPreprocessing.Coordinates;
import rapidity.model.AutoencoderPreprocessing.Normalisation;
import rapidity.net.AutoencoderConfig;
import rapidity.net.LatentPlace;
import rapidity.net.LgaeConfig;
import rapidity.net.TransformerAutoencoderConfig;

class JetAutoencoderTest {
    private static final int SLOTS = 8;
    private static final Jets JETS = JetsOfTests.of(3, JetsOfTests.sizes(3, 71, 11));
    private static final Provenance ORIGIN = Provenance.now("test", "test", 1, List.of(), "test");

    /// A product and a quotient of each number, relative to the largest of the jet.
    private static final double ROUNDING = 1e-14;

    /// Factors of some GeV are larger by 1e-16 TeV, so that none is zero.
    private static final double FLOOR = 1e-12;

    private static JetAutoencoder model(AutoencoderPreprocessing how) {
        var net = new TransformerAutoencoderConfig(how.rows(), how.features(), LatentPlace.JET, 6, 8, 1, 2);
        return JetAutoencoder.of(net, how, 5, Engine.of(Precision.FLOAT64));
    }

    @Test
    void theFingerprintIsOfWhatAModelDoesAndNotOfWhereItIsFrom(@TempDir Path folder) throws IOException {
        AutoencoderPreprocessing how = AutoencoderPreprocessing.momenta(SLOTS);
        Provenance other = Provenance.now("test", "another command", 2, List.of(), "test");
        Path first = folder.resolve("first");
        Path again = folder.resolve("again");
        Path elsewhere = folder.resolve("elsewhere");
        Path weights = folder.resolve("weights");
        model(how).save(first, ORIGIN);
        model(how).save(again, other);
        model(how.withCoordinates(Coordinates.CENTRED_MOMENTA)).save(elsewhere, ORIGIN);
        JetAutoencoder moved = model(how);
        moved.weights().write(scaled(moved.weights().read()));
        moved.save(weights, ORIGIN);
        assertThat(ModelDescription.fingerprint(again))
                .hasSize(64)
                .isEqualTo(ModelDescription.fingerprint(first))
                .isNotEqualTo(ModelDescription.fingerprint(elsewhere))
                .isNotEqualTo(ModelDescription.fingerprint(weights));
    }

    @Test
    void scoresCompareJetsWithWhatComesBack() {
        JetAutoencoder model = model(AutoencoderPreprocessing.relativePolar(SLOTS));
        try (Workers workers = new Workers(2)) {
            double[] back = model.reconstruct(JETS, workers);
            double[] found = model.score(JETS, AnomalyScore.JET_CARTESIAN, workers);
            double[] masses = model.score(JETS, AnomalyScore.JET_MASS, workers);
            for (int jet = 0; jet < JETS.size(); jet++) {
                FourVector target = FourVector.ZERO;
                FourVector made = FourVector.ZERO;
                for (int i = 0; i < SLOTS; i++) {
                    target = target.plus(at(model.input(JETS).momenta(), jet * SLOTS + i));
                    made = made.plus(at(back, jet * SLOTS + i));
                }
                FourVector d = made.minus(target).times(1e-3); // scores are in TeV
                assertThat(masses[jet]).isCloseTo(1e-3 * target.mass(), within(ROUNDING * target.e()));
                double squares = d.e() * d.e() + d.p() * d.p();
                assertThat(found[jet]).isCloseTo(squares, within(ROUNDING * (1 + squares)));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model(AutoencoderPreprocessing.image(SLOTS, 4, 0.4))
                            .score(JETS, AnomalyScore.JET_MASS, workers))
                    .withMessageContaining("images");
        }
    }

    private static FourVector at(double[] p, int i) {
        return new FourVector(p[4 * i], p[4 * i + 1], p[4 * i + 2], p[4 * i + 3]);
    }

    private static Map<String, double[]> scaled(Map<String, double[]> weights) {
        Map<String, double[]> r = new LinkedHashMap<>();
        weights.forEach(
                (name, w) -> r.put(name, Arrays.stream(w).map(x -> 2 * x).toArray()));
        return r;
    }

    @Test
    void aSavedModelIsTheSameModel(@TempDir Path folder) throws IOException {
        for (AutoencoderPreprocessing how : List.of(
                AutoencoderPreprocessing.momenta(SLOTS),
                AutoencoderPreprocessing.momenta(SLOTS).withCoordinates(Coordinates.CENTRED_MOMENTA),
                AutoencoderPreprocessing.relativePolar(SLOTS),
                AutoencoderPreprocessing.image(SLOTS, 4, 0.5))) {
            JetAutoencoder model = model(how);
            Path place = folder.resolve(how.coordinates().name());
            model.save(place, ORIGIN);
            JetAutoencoder loaded = JetAutoencoder.load(place);
            assertThat(loaded.preprocessing()).isEqualTo(how);
            try (Workers workers = new Workers(2)) {
                assertThat(loaded.reconstruct(JETS, workers)).isEqualTo(model.reconstruct(JETS, workers));
            }
        }
    }

    static List<AutoencoderConfig> networks() {
        return List.of(
                new TransformerAutoencoderConfig(SLOTS, 4, LatentPlace.JET, 6, 8, 1, 2),
                LgaeConfig.published(SLOTS, Aggregation.parse("min&max"), 2),
                LgaeConfig.corrected(SLOTS, Aggregation.parse("mix"), 2));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aJetIsTheSameBitsAloneAndAmongOthersWithAnyNumberOfThreads(AutoencoderConfig network) {
        JetAutoencoder model =
                JetAutoencoder.of(network, AutoencoderPreprocessing.momenta(SLOTS), 5, Engine.of(Precision.FLOAT64));
        try (Workers one = new Workers(1);
                Workers three = new Workers(3)) {
            double[] all = model.reconstruct(JETS, three);
            for (int jet : new int[] {0, 33, 70}) {
                assertThat(model.reconstruct(JETS.slice(jet, jet + 1), one))
                        .isEqualTo(Arrays.copyOfRange(all, jet * SLOTS * 4, (jet + 1) * SLOTS * 4));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatANetworkSeesLeadsBackToTheMomenta(Normalisation n) {
        AutoencoderPreprocessing how = AutoencoderPreprocessing.momenta(SLOTS).withNormalisation(n);
        requireWayBack(how, ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    void centredMomentaSumToZeroAndLeadBack(Normalisation n) {
        AutoencoderPreprocessing how = AutoencoderPreprocessing.momenta(SLOTS)
                .withCoordinates(Coordinates.CENTRED_MOMENTA)
                .withNormalisation(n);
        requireWayBack(how, ROUNDING);
        AutoencoderInput x = AutoencoderInput.of(how, JETS);
        double[] own = Arrays.copyOf(x.network().values(), 4 * SLOTS);
        double largest = Arrays.stream(own).map(Math::abs).max().orElseThrow();
        for (int k = 0; k < 4; k++) {
            double sum = 0;
            for (int i = k; i < own.length; i += 4) {
                sum += own[i];
            }
            assertThat(sum).isCloseTo(0, within(ROUNDING * SLOTS * largest));
        }
        assertThat(x.frames()).hasSize(8 * JETS.size());
    }

    @Test
    void framesOfOtherCoordinatesAreRefused() {
        JetAutoencoder model =
                model(AutoencoderPreprocessing.momenta(SLOTS).withCoordinates(Coordinates.CENTRED_MOMENTA));
        int size = model.layout().size();
        try (Workers workers = new Workers(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> model.decode(new Latents(model.layout(), new double[size], new double[4]), workers))
                    .withMessage("frames of 8 numbers for each of 1 jets expected, got 4 numbers");
        }
    }

    /// Of momenta (5, 3, 0, 4) and (13, 0, -5, 12): the way back alone would hide a wrong factor.
    @ParameterizedTest
    @CsvSource({
        "NONE, 1000, 1000, 1000, 1000",
        "OVERALL_MAX, 13, 13, 13, 13",
        "COMPONENT_MAX, 13, 3, 5, 12",
        "JET_ENERGY, 18, 18, 18, 18"
    })
    void momentaAreDividedByTheFactorsOfTheNormalisation(Normalisation n, double e, double px, double py, double pz) {
        AutoencoderPreprocessing how = AutoencoderPreprocessing.momenta(2).withNormalisation(n);
        double[] p = {5, 3, 0, 4, 13, 0, -5, 12};
        AutoencoderInput x = AutoencoderInput.of(how, Jets.of(p, new int[] {0, 2}));
        assertThat(x.frames()).containsExactly(new double[] {e, px, py, pz}, within(FLOOR));
        double[] expected = {5 / e, 3 / px, 0, 4 / pz, 13 / e, 0, -5 / py, 12 / pz};
        assertThat(x.network().values()).containsExactly(expected, within(FLOOR));
    }

    @Test
    void relativeCoordinatesLeadBackToMasslessMomenta() {
        // test constituents have masses up to 0.14 GeV, which relative coordinates drop: E changes by m^2 / 2 E
        requireWayBack(AutoencoderPreprocessing.relativePolar(SLOTS), 1e-2);
    }

    private static void requireWayBack(AutoencoderPreprocessing how, double bar) {
        AutoencoderInput x = AutoencoderInput.of(how, JETS);
        double[] back = new double[x.momenta().length];
        int row = how.rows() * how.features();
        for (int jet = 0; jet < JETS.size(); jet++) {
            int width = how.frame();
            double[] frame = Arrays.copyOfRange(x.frames(), width * jet, width * (jet + 1));
            AutoencoderInput.back(how, x.network().values(), jet * row, frame, back, jet * SLOTS * 4);
        }
        double largest = Arrays.stream(x.momenta()).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < back.length; i++) {
            if (x.real()[i / 4]) {
                assertThat(back[i]).isCloseTo(x.momenta()[i], within(bar * largest));
            }
        }
    }

    @Test
    void theHardestConstituentsAreKeptInTheirOrder() {
        double[] p = {2, 2, 0, 0, 5, 5, 0, 0, 1, 1, 0, 0, 3, 3, 0, 0};
        Jets jets = Jets.of(p, new int[] {0, 4});
        AutoencoderInput x = AutoencoderInput.of(AutoencoderPreprocessing.momenta(2), jets);
        assertThat(x.momenta()).containsExactly(5, 5, 0, 0, 3, 3, 0, 0);
    }

    @Test
    void theInvariantNormalisationIsTheMassOfTheJet() {
        double[] p = {30, 30, 0, 0, 40, 0, 40, 0};
        AutoencoderPreprocessing how = AutoencoderPreprocessing.momenta(2).withNormalisation(Normalisation.JET_MASS);
        AutoencoderInput x = AutoencoderInput.of(how, Jets.of(p, new int[] {0, 2}));
        assertThat(x.frames()[0]).isCloseTo(Math.sqrt(2 * 30 * 40 + 1), within(1e-10));
    }

    @Test
    void anImageOfPixelsLeadsBackToTheMomentumInside() {
        double[] p = {10, 10, 0, 0, 30, 30, 0, 0};
        AutoencoderPreprocessing how = AutoencoderPreprocessing.image(2, 2, 0.5);
        AutoencoderInput x = AutoencoderInput.of(how, Jets.of(p, new int[] {0, 2}));
        assertThat(x.network().values()).containsExactly(0, 0, 0, 1);
        double[] back = new double[16];
        AutoencoderInput.back(how, x.network().values(), 0, x.frames(), back, 0);
        assertThat(Math.hypot(back[13], back[14])).isCloseTo(40, within(1e-10));
        assertThat(Math.atan2(back[14], back[13])).isCloseTo(0.25, within(1e-10));
    }

    @Test
    void jetsWithoutConstituentsAndNetworksOfAnotherSizeAreRefused() {
        JetAutoencoder model = model(AutoencoderPreprocessing.momenta(SLOTS));
        Jets empty = Jets.of(new double[0], new int[] {0, 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.input(empty))
                .withMessage("jet 0 has no constituents: leave it out");
        var net = new TransformerAutoencoderConfig(3, 4, LatentPlace.JET, 6, 8, 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JetAutoencoder.of(
                        net, AutoencoderPreprocessing.momenta(SLOTS), 1, Engine.of(Precision.FLOAT64)))
                .withMessage("a network for 3 rows of 4 numbers, where MOMENTA are 8 rows of 4");
    }

    @Test
    void latentsOfAnotherModelAreRefused() {
        JetAutoencoder model = model(AutoencoderPreprocessing.momenta(SLOTS));
        Latents other = new Latents(new Latents.Layout(1, 1, 0), new double[10], new double[4]);
        try (Workers workers = new Workers(1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> model.decode(other, workers));
        }
    }
}
