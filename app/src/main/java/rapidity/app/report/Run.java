package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One trained network with one seed: what its run directory says.
record Run<R extends Result>(
        Path folder,
        Evaluation evaluation,
        LossCurve losses,
        R result,
        Optional<Provenance> provenance,
        Optional<String> configuration) {
    static final String EVALUATION = "evaluation.json";

    /// Whether another run is of the same network, trained in the same way: then only their seeds differ.
    boolean isRepeatedBy(Run<?> other) {
        return evaluation.label().equals(other.evaluation.label())
                && evaluation.parameters() == other.evaluation.parameters()
                && settings().equals(other.settings());
    }

    /// The same with another result.
    Run<R> with(R other) {
        return new Run<>(folder, evaluation, losses, other, provenance, configuration);
    }

    private List<String> settings() {
        return configuration.stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#") && !line.startsWith("seed:") && !line.startsWith("threads:"))
                .toList();
    }

    /// @param subject the name of what the run is about in its evaluation
    static <R extends Result> Run<R> read(Path folder, String subject, Result.Reader<R> reader) throws IOException {
        Path config = folder.resolve("config.yaml");
        Fields evaluation = Fields.read(folder.resolve(EVALUATION));
        return new Run<>(
                folder,
                Evaluation.of(evaluation, subject),
                LossCurve.read(folder.resolve("metrics.jsonl")),
                reader.read(folder, evaluation),
                Provenance.read(folder.resolve("provenance.json")),
                Files.exists(config) ? Optional.of(Files.readString(config)) : Optional.empty());
    }
}
