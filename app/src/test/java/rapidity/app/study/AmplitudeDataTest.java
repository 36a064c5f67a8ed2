package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.kinematics.FourVector;
import rapidity.model.EventMomenta;

class AmplitudeDataTest {
    private static final int EVENTS = 1000;

    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void writeRecipe() throws IOException {
        SampleRows.of(EVENTS).write(folder.resolve("events.npy"));
        recipe = Files.writeString(folder.resolve("recipe.yaml"), """
                task: amplitudes
                data: {process: zg, file: events.npy, split: {train: 0.7, validation: 0.1, test: 0.2}}
                nets: {mlp: {kind: mlp, layers: 2, width: 16}}
                training: {steps: 60, batch: 100, optimizer: {rate: 1.0e-2}}
                """);
    }

    private Recipe recipe(String... changes) {
        return Recipe.of(new RecipeBook().read(recipe, List.of(changes)));
    }

    private AmplitudeData read(String... changes) throws IOException {
        return new EventSource((AmplitudeTask) recipe(changes).task(), folder).read();
    }

    private LabelledEvents events(String... changes) throws IOException {
        return read(changes).processes().getFirst().events();
    }

    @Test
    void fractionsCutWhereTheyAreMeantTo() throws IOException {
        AmplitudeData data = read();
        assertThat(data.rows(Part.TRAIN)).hasSize(700).startsWith(0).endsWith(699);
        assertThat(data.rows(Part.VALIDATION)).hasSize(100).startsWith(700);
        assertThat(data.rows(Part.TEST)).hasSize(200).endsWith(999);
    }

    @Test
    void numbersOfEventsAreTakenInTheOrderOfTheRecipe() throws IOException {
        AmplitudeData data = read("data.split={test: 10, train: 100, validation: 5}");
        assertThat(data.rows(Part.TEST)).hasSize(10).startsWith(0);
        assertThat(data.rows(Part.TRAIN)).hasSize(100).startsWith(10);
        assertThat(data.rows(Part.VALIDATION)).containsExactly(110, 111, 112, 113, 114);
        assertThat(read("data.split.test=0.1").rows(Part.TRAIN)).startsWith(0);
    }

    @Test
    void onlyUpTypeEventsAreKept() throws IOException {
        double[] flags = new double[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            flags[i] = i % 4 == 0 ? 1 : 0;
        }
        Path file = SampleRows.write(folder.resolve("flags.npy"), 1, flags);
        LabelledEvents all = events();
        LabelledEvents kept = events("data.flavour-flags=" + file);
        assertThat(kept.size()).isEqualTo(750);
        assertThat(kept.amplitudes()).startsWith(all.amplitudes()[1], all.amplitudes()[2], all.amplitudes()[3]);
        assertThat(kept.momenta().at(3, 2)).isEqualTo(all.momenta().at(5, 2));
    }

    @Test
    void shuffledLabelsAreTheSameLabelsOfOtherEvents() throws IOException {
        double[] exact = events().amplitudes();
        double[] shuffled = events("data.labels=shuffled").amplitudes();
        assertThat(shuffled).isNotEqualTo(exact);
        assertThat(events("data.labels=shuffled").amplitudes()).isEqualTo(shuffled);
        double[] sorted = exact.clone();
        Arrays.sort(sorted);
        Arrays.sort(shuffled);
        assertThat(shuffled).isEqualTo(sorted);
    }

    /// Products of momenta of order 1e4 GeV^2 after boosts, in double precision.
    private static final double ROUNDING = 1e-7;

    @Test
    void inRandomFramesProductsOfMomentaStay() throws IOException {
        LabelledEvents lab = events();
        LabelledEvents moved = events("data.prepare=lorentz");
        assertThat(events("data.prepare=lorentz").momenta().values())
                .isEqualTo(moved.momenta().values());
        assertThat(moved.amplitudes()).isEqualTo(lab.amplitudes());
        for (int e = 0; e < 50; e++) {
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j <= i; j++) {
                    double product = lab.momenta().at(e, i).dot(lab.momenta().at(e, j));
                    assertThat(moved.momenta().at(e, i).dot(moved.momenta().at(e, j)))
                            .isCloseTo(product, within(ROUNDING * Math.max(1, product)));
                }
            }
        }
    }

    @Test
    void framesAreNearTheRestFrameOfTheQuarksAndTurnedEachInItsOwnWay() throws IOException {
        EventMomenta moved = events("data.prepare=lorentz").momenta();
        double up = 0;
        double moving = 0;
        for (int e = 0; e < EVENTS; e++) {
            FourVector quarks = moved.at(e, 0).plus(moved.at(e, 1));
            moving = Math.max(moving, quarks.p() / quarks.mass());
            up += moved.at(e, 0).pz() / moved.at(e, 0).p();
        }
        assertThat(moving).as("largest momentum over mass").isBetween(0.2, 0.3 * Math.sqrt(3) + 1e-12);
        // a mean of cosines that are uniform on [-1, 1]: four standard deviations
        assertThat(Math.abs(up / EVENTS)).isLessThan(4 / Math.sqrt(3.0 * EVENTS));
    }

    @Test
    void fromShuffledLabelsNothingIsLearnt() throws IOException {
        double exact = bestValidation("exact");
        double shuffled = bestValidation("shuffled", "data.labels=shuffled");
        assertThat(exact).as("exact labels").isLessThan(0.6);
        assertThat(shuffled).as("shuffled labels").isGreaterThan(0.8);
    }

    private double bestValidation(String name, String... changes) throws IOException {
        Path run = folder.resolve(name);
        new Study(recipe(changes), run, "test", StudyListener.NOBODY).train();
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("validation-loss"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*\"validation-loss\":|}", "")))
                .min()
                .orElseThrow();
    }
}
