package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;

/// Files of format 1 as its first version wrote them. If a test here fails, models of users no longer load or no longer
/// give the same scores: mend the reader, never the files.
class GoldenModelTest {
    static final java.util.List<String> NAMES = GoldenModels.NAMES;

    /// Other kernels add in another order: a few units in the last place of either precision.
    private static final Map<Precision, Double> ROUNDING = Map.of(Precision.FLOAT32, 1e-5, Precision.FLOAT64, 1e-13);

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("NAMES")
    void aModelOfFormatOneLoadsAndScoresAsItAlwaysDid(String name) throws IOException {
        Path model = GoldenModels.FOLDER.resolve(name);
        Map<String, Safetensors.Stored> answers =
                Safetensors.read(model.resolve(GoldenModels.ANSWERS)).tensors();
        double[] expected = answers.get("logits").values();
        Precision precision = ModelFile.precision(model);
        try (Workers one = new Workers(1)) {
            double[] found = JetTagger.load(model).logits(GoldenModels.jets(answers), one);
            assertThat(found).containsExactly(expected, within(ROUNDING.get(precision)));
            double[] scalar = JetTagger.load(model, Engine.scalar(precision)).logits(GoldenModels.jets(answers), one);
            assertThat(scalar).containsExactly(expected, within(ROUNDING.get(precision)));
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void whatIsWrittenTodayIsWhatWasWrittenThen(String name) throws IOException {
        Path model = GoldenModels.FOLDER.resolve(name);
        Provenance provenance = new Provenance(
                "rapidity 0.1.0",
                "GoldenModels",
                7,
                java.util.List.of(),
                "scalar",
                "25",
                "any",
                "2026-11-26T00:00:00Z");
        JetTagger.load(model).save(folder.resolve("model"), provenance);
        for (String file : new String[] {"model.json", "weights.safetensors"}) {
            assertThat(Files.readAllBytes(folder.resolve("model").resolve(file)))
                    .as(file)
                    .isEqualTo(Files.readAllBytes(model.resolve(file)));
        }
    }
}
