package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.flow.FlowSample;
import rapidity.net.MlpConfig;
import rapidity.random.RandomStreams;

class EventJudgeTest {
    private static final int PARTICLES = 6;
    private static final Provenance ORIGIN = Provenance.now("test", "test", 1, List.of(), "test");

    @TempDir
    private Path folder;

    private static EventJudge judge() {
        return Generators.judge(Engine.of(Precision.FLOAT32));
    }

    @Test
    void aSavedJudgeGivesTheSameWeightsWithAnyNumberOfThreads() throws IOException {
        EventJudge judge = judge();
        Path model = folder.resolve("model");
        judge.save(model, ORIGIN);
        EventJudge loaded = EventJudge.load(model);
        double[] events = FlowSample.events(PARTICLES, 300, 3);
        try (Workers one = new Workers(1);
                Workers three = new Workers(3)) {
            double[] weights = judge.weights(events, one);
            assertThat(weights).hasSize(300).doesNotHaveDuplicates();
            assertThat(loaded.weights(events, three)).isEqualTo(weights);
        }
    }

    @Test
    void weightsAreClamped() {
        assertThat(EventJudge.clamped(0, 4, 5, 800, -800)).containsExactly(1, Math.exp(4), 100, 100, 0);
    }

    @Test
    void observablesAndConstantsAreThoseOfTheEvents() throws IOException {
        Path model = folder.resolve("model");
        judge().save(model, ORIGIN);
        Path file = model.resolve("model.json");
        String good = Files.readString(file);
        for (String bad : List.of(
                good.replace("b1-pt", "b1-px"),
                good.replaceFirst("\"particles\" : 6", "\"particles\" : 7"),
                good.replaceFirst("\"particles\" : 6", "\"particles\" : 5"),
                good.replaceFirst("\"particles\" : 6", "\"particles\" : 2000000000"),
                good.replaceFirst("\"deviations\" : \\[[^,]*,", "\"deviations\" : [0,"))) {
            assertThat(bad).isNotEqualTo(good);
            Files.writeString(file, bad);
            assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> EventJudge.load(model));
        }
        Files.writeString(file, good.replace(EventJudge.TASK, "jet-tagger"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> EventJudge.load(model))
                .withMessageContaining("'event-judge'");
    }

    @Test
    void aNetworkForOtherObservablesIsRefused() {
        StandardObservables observables = judge().observables();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventJudge.of(
                        new MlpConfig(5, 8, 2, 1), 0, observables, new RandomStreams(2), Engine.of(Precision.FLOAT32)))
                .withMessage("a judge takes 59 observables and gives one logit, not 5 and 1");
    }
}
