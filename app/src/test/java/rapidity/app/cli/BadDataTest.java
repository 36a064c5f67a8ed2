package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.SampleRows;

/// Data that cannot be right: one sentence with file, row and what was expected, exit status 1, and no run directory.
class BadDataTest {
    private static final int ROWS = 100;
    private static final int LABEL = SampleRows.COLUMNS - 1;

    @TempDir
    private Path folder;

    private SampleRows rows;
    private Path data;
    private Path recipe;

    @BeforeEach
    void readSample() throws IOException {
        rows = SampleRows.of(ROWS);
        data = folder.resolve("events.npy");
        recipe = Files.writeString(folder.resolve("recipe.yaml"), Refusal.RECIPE);
    }

    /// @param changes of the recipe on the command line
    private String refusal(String... changes) {
        Run result = train(changes);
        assertThat(result.status()).as(result.err()).isEqualTo(1);
        assertThat(result.err().strip()).hasLineCount(1);
        assertThat(folder.resolve("run")).doesNotExist();
        return result.err();
    }

    private Run train(String... changes) {
        List<Object> words = new ArrayList<>(List.of("train", recipe, "--run", folder.resolve("run")));
        words.add("data.file=" + data);
        words.addAll(List.of(changes));
        return Run.of(words.toArray());
    }

    @Test
    void aNumberThatIsNoNumberIsNamedWithRowAndParticle() throws IOException {
        rows.with(5, 3, Double.NaN).write(data);
        assertThat(refusal()).contains(data + ": row 5, particle 0 (q)", "NaN", "not finite");
    }

    @Test
    void lessEnergyThanMomentumIsNamedWithRowAndParticle() throws IOException {
        rows.with(7, 0, 1).write(data);
        assertThat(refusal()).contains(data + ": row 7, particle 0 (q)", "less energy than momentum");
    }

    @Test
    void anAmplitudeWithoutALogarithmIsNamed() throws IOException {
        rows.with(7, LABEL, 0).write(data);
        assertThat(refusal()).contains(data + ": row 7, column 16: expected a positive label abs(M)^2, found 0.0");
    }

    @Test
    void aFileThatIsCutShortIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(rows.write(data));
        Files.write(data, Arrays.copyOf(whole, whole.length - 40));
        assertThat(refusal()).contains(data + ": size: expected", "cut short?");
    }

    @Test
    void eventsWithoutAmplitudesAreRefused() throws IOException {
        SampleRows.write(data, LABEL, Arrays.copyOf(rows.values(), LABEL * ROWS));
        assertThat(refusal()).contains(data + ": columns: expected a label abs(M)^2 after 16 momentum components");
    }

    @Test
    void anotherProcessIsRefused() throws IOException {
        Path other = Path.of("../samples/zgg.npy").toRealPath();
        Files.copy(other, data);
        assertThat(refusal()).contains(data + ": columns: expected events with 1 gluon (17 columns), found 21 columns");
    }

    @Test
    void oneEventRepeatedTeachesNothing() throws IOException {
        rows.repeated().write(data);
        assertThat(refusal()).contains("the amplitudes of all 60 events are", "there is nothing to learn");
    }

    @Test
    void fewerEventsThanThePartsNeedAreARecipesMistake() throws IOException {
        SampleRows.of(50).write(data);
        Run result = train();
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("recipe.yaml line 5: 50 events are too few for the train part");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void flavourFlagsMustFitTheEvents() throws IOException {
        rows.write(data);
        Path flags = folder.resolve("flags.npy");
        String named = "data.flavour-flags=" + flags;
        SampleRows.write(flags, 1, new double[ROWS - 1]);
        assertThat(refusal(named)).contains(flags + ": shape: expected 100 flags, one for each event");
        double[] down = new double[ROWS];
        Arrays.fill(down, 1);
        SampleRows.write(flags, 1, down);
        assertThat(refusal(named)).contains(flags + ": contents: expected a 0, for an event of u type, found none");
        down[3] = 2;
        SampleRows.write(flags, 1, down);
        assertThat(refusal(named)).contains(flags + ": row 3: expected 0 for u type or 1 for d type, found 2.0");
    }

    @Test
    void startWeightsOfAnotherNetworkAreRefused() throws IOException {
        rows.write(data);
        Path weights = Path.of("../samples/trajectories/amplitude.safetensors").toRealPath();
        assertThat(refusal("init-weights=" + weights))
                .contains(weights + ": names of the tensors", "missing [mlp.0.bias, mlp.0.weight", "and 68 more");
    }
}
