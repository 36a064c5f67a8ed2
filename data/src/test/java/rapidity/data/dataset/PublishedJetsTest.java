package rapidity.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyRows;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.data.format.hdf5.Hdf5Writer;

class PublishedJetsTest {
    /// cosh, sinh, cos and sin of NumPy and of Java differ by some units in the last place.
    private static final double ROUNDING = 1e-11;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "toptagging.npz",
                "toptagging.h5",
                "toptagging_plain.h5",
                "toptagging_zlib.h5",
                "toptagging_other_order.h5"
            })
    void allLayoutsOfTopTaggingGiveTheSameJets(String name) throws IOException {
        try (TopTagging source = TopTagging.open(JetFixtures.file(name), TopTagging.Part.TRAIN, Constituents.ENERGY)) {
            JetColumns jets = source.read(0, source.rows());
            assertThat(jets.size()).isEqualTo(12);
            assertThat(jets.momenta()).isEqualTo(JetFixtures.expected("toptagging_momenta"));
            assertThat(jets.offsets()).isEqualTo(JetFixtures.expectedInts("toptagging_offsets"));
            assertThat(jets.labels()).hasSize(12).containsOnly(0, 1);
            JetColumns some = source.read(5, 7);
            assertThat(some.rows()).containsExactly(5, 6);
            assertThat(some.constituents(1)).isEqualTo(jets.constituents(6));
            assertThat(some.labels()).containsExactly(jets.labels()[5], jets.labels()[6]);
        }
    }

    @Test
    void thePublishedRuleDropsConstituentsWithATinyComponent() throws IOException {
        try (TopTagging source =
                TopTagging.open(JetFixtures.file("toptagging.npz"), TopTagging.Part.TRAIN, Constituents.PUBLISHED)) {
            JetColumns jets = source.read(0, 12);
            int[] expected = JetFixtures.expectedInts("toptagging_published");
            for (int jet = 0; jet < 12; jet++) {
                assertThat(jets.constituents(jet)).isEqualTo(expected[jet]);
            }
        }
    }

    @Test
    void partsOfAnArchiveAreReadByName() throws IOException {
        try (TopTagging source =
                TopTagging.open(JetFixtures.file("toptagging.npz"), TopTagging.Part.VAL, Constituents.ENERGY)) {
            assertThat(source.rows()).isEqualTo(3);
        }
    }

    @Test
    void theHardestConstituentsAreKeptInTheirOrder() throws IOException {
        try (TopTagging source =
                TopTagging.open(JetFixtures.file("toptagging.npz"), TopTagging.Part.TEST, Constituents.ENERGY)) {
            double[] all = source.read(0, 1).momenta();
            double[] hardest = source.withAtMost(5).read(0, 1).momenta();
            assertThat(hardest).isEqualTo(java.util.Arrays.copyOf(all, 20));
        }
    }

    @Test
    void particlesOfJetNetBecomeMomentaAroundTheirJet() throws IOException {
        try (JetNet source = JetNet.open(JetFixtures.file("t.hdf5"))) {
            JetColumns jets = source.read(0, source.rows());
            assertThat(jets.momenta()).containsExactly(JetFixtures.expected("jetnet_momenta"), within(ROUNDING));
            assertThat(jets.offsets()).isEqualTo(JetFixtures.expectedInts("jetnet_offsets"));
            assertThat(jets.labels()).containsOnly(2);
        }
    }

    @Test
    void quarksAndGluonsHaveTheMassesOfTheirIdentifiers() throws IOException {
        try (QuarkGluon source = QuarkGluon.open(JetFixtures.file("quarkgluon.npz"))) {
            JetColumns jets = source.read(0, source.rows());
            assertThat(jets.momenta()).containsExactly(JetFixtures.expected("quarkgluon_momenta"), within(ROUNDING));
            assertThat(jets.features().get("pdgid")).isEqualTo(JetFixtures.expected("quarkgluon_pdgid"));
            assertThat(jets.labels()).containsExactly(0, 1, 0, 1, 0, 1, 0);
            assertThat(jets.jets().momenta()).isSameAs(jets.momenta());
            assertThat(jets.jets().offsets()).isSameAs(jets.offsets());
            assertThat(jets.jets().feature("pdgid")).isSameAs(jets.features().get("pdgid"));
        }
    }

    @Test
    void beamsInTheLorentzNetLayoutAreNoConstituents() throws IOException {
        for (String name : new String[] {"lorentznet.h5", "lorentznet_beams.h5"}) {
            try (LorentzNetJets source = LorentzNetJets.open(JetFixtures.file(name))) {
                JetColumns jets = source.read(0, source.rows());
                assertThat(jets.momenta()).isEqualTo(JetFixtures.expected("lorentznet_momenta"));
                assertThat(jets.offsets()).isEqualTo(JetFixtures.expectedInts("lorentznet_offsets"));
            }
        }
    }

    @Test
    void labelsMayBeOneHot() throws IOException {
        try (LorentzNetJets source = LorentzNetJets.open(JetFixtures.file("lorentznet_beams.h5"))) {
            assertThat(source.classes()).hasSize(3);
            assertThat(source.read(0, 8).labels()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1);
        }
    }

    @Test
    void jetClassIsReadInTheOrderOfClassesAskedFor() throws IOException {
        for (List<String> order : List.of(JetClass.PARTICLE_TRANSFORMER, JetClass.LORENTZ_GATR)) {
            try (JetClass source = JetClass.open(JetFixtures.file("jetclass.root"), order, JetClass.FEATURES, 128)) {
                JetColumns jets = source.read(0, 30);
                assertThat(jets.momenta()).isEqualTo(JetFixtures.expected("jetclass_momenta"));
                assertThat(jets.offsets()).isEqualTo(JetFixtures.expectedInts("jetclass_offsets"));
                for (int jet = 0; jet < 30; jet++) {
                    String name = JetClass.PARTICLE_TRANSFORMER.get(jet % 10);
                    assertThat(order.get(jets.labels()[jet])).isEqualTo(name);
                }
                assertThat(jets.features().get("isPhoton")).startsWith(0);
                assertThat(jets.featureNames()).isEqualTo(JetClass.FEATURES);
            }
        }
    }

    @Test
    void aBranchThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(
                        () -> JetClass.open(JetFixtures.file("jetclass.root"), List.of("QCD", "Hxx"), List.of(), 128))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("jetclass.root", "label_Hxx", "label_Hbb");
    }

    @Test
    void momentaThatCannotBeAreRefusedWithRowAndConstituent() throws IOException {
        refuse(new float[] {10, 3, 4, 5, 5, 3, 4, 5}, "row 1, constituent 1", "less energy than momentum");
        refuse(new float[] {10, 3, 4, 5, Float.NaN, 3, 4, 5}, "row 1, constituent 1", "not finite");
        refuse(new float[] {10, 3, 4, 5, -10, 3, 4, 5}, "row 1, constituent 1", "negative energy");
        refuse(new float[] {0.01f, 0.01f, 0, 0}, "row 1", "in TeV or MeV?");
        refuse(new float[] {60000, 60000, 0, 0}, "row 1", "in TeV or MeV?");
    }

    private void refuse(float[] second, String place, String found) throws IOException {
        Path file = folder.resolve("bad.npz");
        float[] rows = new float[2 * 800];
        System.arraycopy(new float[] {500, 300, 400, 0}, 0, rows, 0, 4);
        System.arraycopy(second, 0, rows, 800, second.length);
        try (NpzWriter npz = NpzWriter.create(file, WhenExists.REPLACE)) {
            npz.array("kinematics_test", NpyType.FLOAT32, 2, 200, 4).write(rows);
            NpyRows labels = npz.array("labels_test", NpyType.BOOL, 2);
            labels.write(new long[] {0, 1});
            npz.commit();
        }
        try (TopTagging source = TopTagging.open(file, TopTagging.Part.TEST, Constituents.ENERGY)) {
            assertThat(source.read(0, 1).size()).isEqualTo(1);
            assertThatThrownBy(() -> source.read(0, 2))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("bad.npz", place, found);
        }
    }

    @Test
    void anotherLayoutIsRefused() throws IOException {
        assertThatThrownBy(() -> QuarkGluon.open(JetFixtures.file("toptagging.npz")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("'X'", "kinematics_train");
        assertThatThrownBy(() -> LorentzNetJets.open(JetFixtures.file("t.hdf5")))
                .hasMessageContainingAll("'Nobj'", "particle_features");
        assertThatThrownBy(() -> TopTagging.open(JetFixtures.file("t.hdf5"), TopTagging.Part.TEST, Constituents.ENERGY))
                .hasMessageContainingAll("key table", "jet_features");
        Path other = Files.copy(JetFixtures.file("t.hdf5"), folder.resolve("x.hdf5"));
        assertThatThrownBy(() -> JetNet.open(other)).hasMessageContainingAll("x.hdf5", "[g, q, t, w, z]");
    }

    @Test
    void aJetNetJetOfNegativeTransverseMomentumIsRefused() throws IOException {
        Path file = folder.resolve("g.hdf5");
        List<Hdf5Writer.Dataset> datasets = List.of(
                new Hdf5Writer.Dataset("particle_features", NpyType.FLOAT64, 1, 30, 4),
                new Hdf5Writer.Dataset("jet_features", NpyType.FLOAT64, 1, 4));
        try (Hdf5Writer writer = Hdf5Writer.create(file, WhenExists.REFUSE, datasets)) {
            writer.next().write(new double[120]);
            writer.next().write(new double[] {-100, 0, 10, 1});
            writer.commit();
        }
        try (JetNet jets = JetNet.open(file)) {
            assertThatThrownBy(() -> jets.read(0, 1))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("g.hdf5", "jet_features, row 0", "-100.0");
        }
    }
}
