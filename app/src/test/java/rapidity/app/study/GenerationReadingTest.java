package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.EventOutput;
import rapidity.data.dataset.TtbarEvents;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.WhenExists;
import rapidity.events.Events;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.kinematics.FourVector;

/// Events that cannot be used.
class GenerationReadingTest {
    private static final Path SAMPLE = Path.of("../samples/ttbar/event_generation_ttbar_pythia.hdf5");
    private static final int EVENTS = 100;
    private static final int WIDTH = 24;

    private static final String RECIPE = """
            task: generation
            data: {files: %s, split: {train: 0.5, validation: 0.1, test: 0.4}}
            nets: {mlp: {kind: mlp}}
            """;

    @TempDir
    private Path folder;

    private double[] momenta = {};

    /// Some that pass all cuts.
    @BeforeEach
    void read() throws IOException {
        try (TtbarEvents sample = TtbarEvents.open(SAMPLE)) {
            Events all = sample.read(0, 0, 1000);
            PhaseSpaceCuts cuts = PhaseSpaceCuts.ttbar(6);
            momenta = all.rows(IntStream.range(0, all.size())
                            .filter(e -> cuts.passes(all.momenta(), e) && isMassive(all, e))
                            .limit(EVENTS)
                            .toArray())
                    .momenta();
        }
    }

    private static boolean isMassive(Events events, int event) {
        return IntStream.range(0, 6).allMatch(i -> events.momentum(event, i).mass2() > 0);
    }

    private GenerationData.Process reading(String... changes) throws IOException {
        Path file = folder.resolve("ttbar_0j.npy");
        try (EventOutput out = EventOutput.open(file, WhenExists.REPLACE, new TreeMap<>(Map.of(0, (long) EVENTS)))) {
            out.write(new Events(0, momenta));
            out.commit();
        }
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE.formatted(file));
        Recipe r = Recipe.of(new RecipeBook().read(recipe, List.of(changes)));
        return ((GenerationData) r.task().read(folder, 1, StudyListener.NOBODY))
                .processes()
                .getFirst();
    }

    private void refused(String... words) {
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> reading("data.outside=refuse"))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private int at(int event, int particle) {
        return event * WIDTH + 4 * particle;
    }

    private void massless(int event, int particle) {
        int i = at(event, particle);
        momenta[i] = new FourVector(0, momenta[i + 1], momenta[i + 2], momenta[i + 3]).p();
    }

    @Test
    void eventsThatCannotBeUsedAreLeftOutAndCounted() throws IOException {
        assertThat(reading("data.outside=refuse").events().size()).isEqualTo(EVENTS);
        massless(7, 2);
        System.arraycopy(momenta, at(80, 1), momenta, at(80, 0), 4);
        momenta[at(40, 5) + 1] = 3;
        momenta[at(40, 5) + 2] = 4;
        GenerationData.Process p = reading();
        assertThat(p.leftOut()).isEqualTo(3);
        assertThat(p.events().size()).isEqualTo(EVENTS - 3);
    }

    @Test
    void theFirstMasslessParticleIsNamed() throws IOException {
        massless(7, 2);
        refused("ttbar+0jet, row 7", "particle 2 (q2) with m^2 = ", "data.outside: leave-out");
        assertThat(reading("data.outside=refuse", "data.on-shell.particles=[q2]")
                        .events()
                        .size())
                .isEqualTo(EVENTS);
    }

    @Test
    void theFirstSoftParticleIsNamed() {
        momenta[at(40, 5) + 1] = 3;
        momenta[at(40, 5) + 2] = 4;
        refused("ttbar+0jet, row 40", "particle 5 has pt = 5.0, not above 22.0");
    }

    @Test
    void theFirstPairThatIsTooCloseIsNamed() {
        System.arraycopy(momenta, at(80, 1), momenta, at(80, 0), 4);
        refused("ttbar+0jet, row 80", "particles 0 and 1 have Delta R = 0.0, not above 0.5");
    }

    @Test
    void momentaThatAreNoneAreNamedWhateverTheRecipeSays() {
        momenta[at(3, 1) + 1] = Double.NaN;
        refused("row 3, particle 1 (q1)", "not finite");
        momenta[at(3, 1) + 1] = 0;
        momenta[at(3, 1) + 2] = 0;
        refused("row 3, particle 1 (q1)", "has no transverse momentum");
    }

    @Test
    void aMultiplicityThatIsInNoFileIsNamed() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> reading("data.processes=[ttbar+2jet]"))
                .withMessageContaining("there are no events of ttbar+2jet in ");
    }
}
