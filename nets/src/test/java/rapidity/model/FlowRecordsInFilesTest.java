package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.flow.Acceptance;
import rapidity.flow.Chart;
import rapidity.flow.CoordinateMoments;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.OnShell;
import rapidity.flow.PhaseSpaceCuts;

class FlowRecordsInFilesTest {
    @TempDir
    private Path folder;

    private void comesBack(Record value) throws IOException {
        Path file = folder.resolve(value.getClass().getSimpleName());
        JsonFile.write(file, value);
        assertThat(JsonFile.value(file, JsonTree.read(file), value.getClass())).isEqualTo(value);
    }

    @Test
    void coordinatesCutsAndAcceptancesComeBack() throws IOException {
        comesBack(CoordinatesConfig.ttbar(2)
                .withMoments(new CoordinateMoments(
                        List.of(0.1, 0.0, -1.5, 1 / 3.0, 4.0, 5.0, 6.0, 7.0),
                        List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 1e-3, Math.PI)))
                .withOnShell(List.of(new OnShell(1, 0.1))));
        comesBack(CoordinatesConfig.ttbar(3).withChart(Chart.E_PHI_PT_PZ));
        comesBack(PhaseSpaceCuts.ttbar(10));
        comesBack(new Acceptance(123, 456));
    }

    @Test
    void anUnknownChartIsRefusedWithItsPlace() throws IOException {
        Path file = folder.resolve("chart");
        JsonFile.write(file, CoordinatesConfig.ttbar(3).withChart(Chart.E_PHI_PT_PZ));
        Files.writeString(file, Files.readString(file).replace("E_PHI_PT_PZ", "SPHERICAL"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> JsonFile.value(file, JsonTree.read(file), CoordinatesConfig.class))
                .withMessageContaining("chart: expected one of [FOURMOMENTA, PPPM2")
                .withMessageContaining("'SPHERICAL'");
    }
}
