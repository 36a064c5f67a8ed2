package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One trained network with one seed: what its run directory says.
record Run(
        Path folder,
        Evaluation evaluation,
        LossCurve losses,
        Optional<Predictions> predictions,
        Optional<Provenance> provenance,
        Optional<String> configuration) {
    static final String EVALUATION = "evaluation.json";

    /// Whether another run is of the same network, trained in the same way: then only their seeds differ.
    boolean isRepeatedBy(Run other) {
        return evaluation.label().equals(other.evaluation.label())
                && evaluation.parameters() == other.evaluation.parameters()
                && settings().equals(other.settings());
    }

    private List<String> settings() {
        return configuration.stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#") && !line.startsWith("seed:") && !line.startsWith("threads:"))
                .toList();
    }

    static Run read(Path folder) throws IOException {
        Path config = folder.resolve("config.yaml");
        return new Run(
                folder,
                Evaluation.of(Fields.read(folder.resolve(EVALUATION))),
                LossCurve.read(folder.resolve("metrics.jsonl")),
                Predictions.read(folder.resolve("predictions.npz")),
                Provenance.read(folder.resolve("provenance.json")),
                Files.exists(config) ? Optional.of(Files.readString(config)) : Optional.empty());
    }
}
