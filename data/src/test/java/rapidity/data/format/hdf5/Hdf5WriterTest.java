package rapidity.data.format.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.NpyType;
import rapidity.data.format.WhenExists;

class Hdf5WriterTest {
    @TempDir
    private Path folder;

    @Test
    void datasetsAreFilledByNameInTheirOrder() throws IOException {
        Path path = folder.resolve("three.h5");
        List<Hdf5Writer.Dataset> datasets = List.of(
                new Hdf5Writer.Dataset("b", NpyType.FLOAT64, 2),
                new Hdf5Writer.Dataset("empty", NpyType.FLOAT64, 0),
                new Hdf5Writer.Dataset("a", NpyType.FLOAT64, 1));
        try (Hdf5Writer writer = Hdf5Writer.create(path, WhenExists.REFUSE, datasets)) {
            writer.next("b").write(new double[] {1});
            writer.next("b").write(new double[] {2});
            writer.next("a").write(new double[] {3});
            for (String name : List.of("b", "c")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> writer.next(name))
                        .withMessage("no dataset " + name + " is to come any more");
            }
            writer.commit();
        }
        try (Hdf5File file = Hdf5File.open(path)) {
            assertThat(file.dataset("b").doubles(0, 2)).containsExactly(1, 2);
            assertThat(file.dataset("a").doubles(0, 1)).containsExactly(3);
        }
    }
}
