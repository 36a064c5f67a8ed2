package rapidity.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.dataset.JetClass;
import rapidity.data.dataset.JetColumns;
import rapidity.data.dataset.LorentzNetJets;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;

class MappedJetsTest {
    private static final Map<String, String> CARTESIAN =
            Map.of("e", "part_energy", "px", "part_px", "py", "part_py", "pz", "part_pz");
    private static final int ALL = 1000;

    @TempDir
    private Path folder;

    private static DataFile file(String name) {
        try {
            var url = Objects.requireNonNull(MappedJetsTest.class.getResource("dataset/" + name), name);
            return new DataFile(Path.of(url.toURI()), Optional.empty());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JetColumns read(DataFile file, ColumnMapping mapping) throws IOException {
        try (MappedJets jets = MappedJets.open(List.of(file), mapping)) {
            return jets.read(0, jets.rows());
        }
    }

    @Test
    void raggedColumnsOfARootTreeGiveTheJetsOfItsDataSet() throws IOException {
        ColumnMapping mapping = ColumnMapping.parse(
                CARTESIAN, Map.of("charge", "2 * part_charge"), Map.of("top", "label_Tbqq"), "", ALL);
        JetColumns jets = read(file("jetclass.root"), mapping);
        try (JetClass source =
                JetClass.open(file("jetclass.root").path(), JetClass.PARTICLE_TRANSFORMER, List.of("charge"), ALL)) {
            JetColumns expected = source.read(0, 30);
            assertThat(jets.momenta()).isEqualTo(expected.momenta());
            assertThat(jets.offsets()).isEqualTo(expected.offsets());
            double[] charge = expected.features().get("charge");
            for (int i = 0; i < charge.length; i++) {
                assertThat(jets.features().get("charge")[i]).isEqualTo(2 * charge[i]);
            }
            for (int jet = 0; jet < 30; jet++) {
                assertThat(jets.labels()[jet]).isEqualTo(jet % 10 == 8 ? 1 : 0);
            }
        }
        assertThat(mapping.classes()).containsExactly("background", "top");
    }

    @Test
    void oneArrayOfFourNumbersIsMappedByItsComponents() throws IOException {
        Map<String, String> components = Map.of("e", "Pmu[0]", "px", "Pmu[1]", "py", "Pmu[2]", "pz", "Pmu[3]");
        JetColumns jets = read(
                file("lorentznet.h5"),
                ColumnMapping.parse(components, Map.of(), Map.of("signal", "is_signal"), "", ALL));
        try (LorentzNetJets source = LorentzNetJets.open(file("lorentznet.h5").path())) {
            JetColumns expected = source.read(0, 8);
            assertThat(jets.momenta()).isEqualTo(expected.momenta());
            assertThat(jets.offsets()).isEqualTo(expected.offsets());
            assertThat(jets.labels()).isEqualTo(expected.labels());
        }
    }

    @Test
    void selectionMaskAndCutKeepWhatTheySay() throws IOException {
        Path path = folder.resolve("padded.npz");
        try (NpzWriter npz = NpzWriter.create(path, WhenExists.REFUSE)) {
            npz.array("pt", NpyType.FLOAT64, 3, 3).write(10.0, 30, 20, 40, 5, 1e30, 7, 8, 9);
            npz.array("eta", NpyType.FLOAT64, 3, 3).write(0.0, 0, 0, 1, 1, Double.NaN, 2, 2, 2);
            npz.array("phi", NpyType.FLOAT64, 3, 3).write(0.0, 0, 0, 0, 0, 0, 0, 0, 0);
            npz.array("real", NpyType.BOOL, 3, 3).write(1L, 1, 1, 1, 1, 0, 1, 1, 1);
            npz.array("jet_pt", NpyType.FLOAT64, 3).write(60.0, 45, 24);
            npz.commit();
        }
        ColumnMapping mapping = ColumnMapping.parse(
                Map.of("pt", "pt", "eta", "eta", "phi", "phi", "mask", "real"), Map.of(), Map.of(), "jet_pt > 30", 2);
        try (MappedJets source = MappedJets.open(List.of(DataFile.of(path.toString())), mapping)) {
            JetColumns jets = source.read(0, 3);
            assertThat(jets.rows()).containsExactly(0, 1);
            assertThat(jets.offsets()).containsExactly(0, 2, 4);
            assertThat(jets.labels()).isEmpty();
            assertThat(jets.momenta()).startsWith(30, 30, 0, 0, 20, 20, 0, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 5, 0, mask, 0.5",
        "NaN, 5, 0, mask, NaN",
        "1, -5, 0, pt of a constituent, less",
        "1, 5, -0.14, mass of a constituent, less"
    })
    void impossibleMasksAndComponentsAreRefusedWithTheRow(
            double mask, double pt, double mass, String place, String found) throws IOException {
        Path path = folder.resolve("impossible.npz");
        try (NpzWriter npz = NpzWriter.create(path, WhenExists.REFUSE)) {
            npz.array("pt", NpyType.FLOAT64, 2, 2).write(10.0, 30, 20, pt);
            npz.array("mass", NpyType.FLOAT64, 2, 2).write(0.0, 0.14, 0, mass);
            npz.array("angle", NpyType.FLOAT64, 2, 2).write(0.0, 0, 0, 0);
            npz.array("real", NpyType.FLOAT64, 2, 2).write(1.0, 1, 1, mask);
            npz.commit();
        }
        ColumnMapping mapping = ColumnMapping.parse(
                Map.of("pt", "pt", "eta", "angle", "phi", "angle", "mass", "mass", "mask", "real"),
                Map.of(),
                Map.of(),
                "",
                ALL);
        assertThatThrownBy(() -> read(DataFile.of(path.toString()), mapping))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("impossible.npz", "row 1, " + place, found);
    }

    @Test
    void aNameWithASlashIsAColumnWhereThereIsOne() throws IOException {
        Path path = folder.resolve("groups.npz");
        try (NpzWriter npz = NpzWriter.create(path, WhenExists.REFUSE)) {
            npz.array("jets/pt", NpyType.FLOAT64, 1, 1).write(10.0);
            npz.array("jets/angle", NpyType.FLOAT64, 1, 1).write(0.0);
            npz.commit();
        }
        ColumnMapping mapping = ColumnMapping.parse(
                Map.of("pt", "jets/pt", "eta", "jets/angle", "phi", " jets/angle"), Map.of(), Map.of(), "", ALL);
        assertThat(read(DataFile.of(path.toString()), mapping).momenta()).containsExactly(10, 10, 0, 0);
    }

    @Test
    void filesFollowOneAnotherAndRowsCountOn() throws IOException {
        for (String name : new String[] {"b", "a"}) {
            Files.writeString(folder.resolve("jets_" + name + ".csv"), "e,px,py,pz,top\n50,30,40,0,1\n13,5,12,0,0\n");
        }
        List<DataFile> files = DataFile.matching(folder, "jets_*.csv");
        assertThat(files)
                .extracting(file -> file.path().getFileName().toString())
                .containsExactly("jets_a.csv", "jets_b.csv");
        assertThatThrownBy(() -> DataFile.matching(folder, "*.root:tree")).isInstanceOf(NoSuchFileException.class);
        assertThat(DataFile.of("jets.root:deep/tree").part()).contains("deep/tree");
    }

    @Test
    void aColumnThatIsNotThereIsAnErrorThatNamesTheNearest() {
        ColumnMapping mapping = ColumnMapping.parse(CARTESIAN, Map.of("q", "part_chrge"), Map.of(), "", ALL);
        assertThatThrownBy(() -> read(file("jetclass.root"), mapping))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("jetclass.root: column part_chrge", "nearest are [part_charge");
    }

    @Test
    void anArrayWithoutAComponentIsRefusedWithTheCure() {
        ColumnMapping mapping =
                ColumnMapping.parse(Map.of("pt", "Pmu", "eta", "Pmu", "phi", "Pmu"), Map.of(), Map.of(), "", ALL);
        assertThatThrownBy(() -> read(file("lorentznet.h5"), mapping))
                .hasMessageContainingAll("column Pmu", "Pmu[0] to Pmu[3]");
    }

    @Test
    void columnsOfDifferentLengthAreRefused() {
        ColumnMapping mapping = ColumnMapping.parse(
                Map.of("pt", "part_px", "eta", "part_py", "phi", "part_pz"),
                Map.of(),
                Map.of("a", "part_charge"),
                "",
                ALL);
        assertThatThrownBy(() -> read(file("jetclass.root"), mapping))
                .hasMessageContaining("one for each jet is wanted");
        ColumnMapping rows = ColumnMapping.parse(
                Map.of(
                        "e",
                        "kinematics_train[0]",
                        "px",
                        "kinematics_train[1]",
                        "py",
                        "kinematics_train[2]",
                        "pz",
                        "kinematics_train[3]"),
                Map.of(),
                Map.of("top", "labels_val"),
                "",
                ALL);
        assertThatThrownBy(() -> read(file("toptagging.npz"), rows))
                .hasMessageContainingAll("labels_val", "12 rows", "found 3");
    }

    @Test
    void constituentsAreGivenByOneOfTheKnownSets() {
        assertThatThrownBy(() -> ColumnMapping.parse(Map.of("pt", "a", "eta", "b"), Map.of(), Map.of(), "", ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("eta, phi, pt", "[eta, pt]");
        assertThat(ColumnMapping.parse(Map.of("pt", "a", "eta", "b", "phi", "c", "m", "d"), Map.of(), Map.of(), "", ALL)
                        .momentum()
                        .components())
                .containsKey("mass");
    }

    @Test
    void severalLabelsAreOneClassForEachJet() throws IOException {
        ColumnMapping mapping =
                ColumnMapping.parse(CARTESIAN, Map.of(), Map.of("QCD", "label_QCD", "other", "1 - label_QCD"), "", ALL);
        assertThat(mapping.classes()).hasSize(2);
        JetColumns jets = read(file("jetclass.root"), mapping);
        assertThat(mapping.classes().get(jets.labels()[0])).isEqualTo("QCD");
        assertThat(mapping.classes().get(jets.labels()[1])).isEqualTo("other");
        ColumnMapping overlapping =
                ColumnMapping.parse(CARTESIAN, Map.of(), Map.of("QCD", "label_QCD", "all", "true"), "", ALL);
        assertThatThrownBy(() -> read(file("jetclass.root"), overlapping))
                .hasMessageContainingAll("row 0", "one class", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pt", "eta", "phi"})
    void aFeatureNamedAsAComponentDoesNotHideThatItsLengthsDiffer(String component) throws IOException {
        Path path = folder.resolve(component + ".npz");
        try (NpzWriter npz = NpzWriter.create(path, WhenExists.REFUSE)) {
            npz.array("long", NpyType.FLOAT64, 2, 3).write(10.0, 20, 30, 40, 50, 60);
            npz.array("short", NpyType.FLOAT64, 2, 2).write(1.0, 2, 3, 4);
            npz.commit();
        }
        Map<String, String> components = new HashMap<>(Map.of("pt", "long", "eta", "long", "phi", "long"));
        components.put(component, "short");
        Map<String, String> features = Map.of(component, "long", "mask", "long");
        ColumnMapping mapping = ColumnMapping.parse(components, features, Map.of(), "", ALL);
        assertThatThrownBy(() -> read(DataFile.of(path.toString()), mapping))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("row 0", "numbers in ");
    }

    @Test
    void featuresNamedAsComponentsAreReadBesideThem() throws IOException {
        JetColumns jets = read(
                file("lorentznet.h5"),
                ColumnMapping.parse(
                        Map.of("e", "Pmu[0]", "px", "Pmu[1]", "py", "Pmu[2]", "pz", "Pmu[3]"),
                        Map.of("e", "Pmu[3]"),
                        Map.of(),
                        "",
                        ALL));
        double[] e = Objects.requireNonNull(jets.features().get("e"));
        for (int i = 0; i < e.length; i++) {
            assertThat(e[i]).isEqualTo(jets.momenta()[4 * i + 3]);
        }
    }

    @Test
    void theMassIsNamedOnce() {
        Map<String, String> both = Map.of("pt", "a", "eta", "b", "phi", "c", "m", "d", "mass", "e");
        assertThatThrownBy(() -> ColumnMapping.parse(both, Map.of(), Map.of(), "", ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both m and mass");
    }
}
