package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rapidity.engine.Parameter;
import rapidity.engine.Weights;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The losses and last weights of a training in PyTorch.
///
/// @param relative how far another order of additions may carry a number
record ReferenceTrajectory(JsonNode numbers, double relative) {
    static final Path FOLDER = ZggSample.SAMPLES.resolve("trajectories");

    static ReferenceTrajectory read(String name, double relative) {
        return new ReferenceTrajectory(
                JsonMapper.shared().readTree(FOLDER.resolve(name + ".json").toFile()), relative);
    }

    void assertLosses(Path run, int steps) throws IOException {
        JsonNode expected = numbers.get("losses");
        List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertThat(lines).hasSize(steps).hasSize(expected.size());
        double worst = 0;
        for (int i = 0; i < steps; i++) {
            double e = expected.get(i).doubleValue();
            double found =
                    JsonMapper.shared().readTree(lines.get(i)).get("loss").doubleValue();
            worst = Math.max(worst, Math.abs(found / e - 1));
            assertThat(found).as("loss of step %d", i + 1).isCloseTo(e, within(relative * e));
        }
        System.getLogger("trajectory").log(System.Logger.Level.INFO, "largest relative deviation of a loss: " + worst);
    }

    void assertWeightSums(Weights weights) {
        JsonNode expected = numbers.get("last_weight_sums");
        Map<String, double[]> found = weights.read();
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
        for (Parameter p : weights.parameters()) {
            double sum = 0;
            double size = 1;
            for (double w : found.get(p.name())) {
                sum += w;
                size += Math.abs(w);
            }
            assertThat(sum)
                    .as("sum of %s", p.name())
                    .isCloseTo(expected.get(p.name()).doubleValue(), within(relative * size));
        }
    }
}
