package rapidity.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapidity.app.study.GeneratedSample;
import rapidity.data.format.OutputFile;
import rapidity.data.format.WhenExists;
import rapidity.sampling.SampledEvents;
import tools.jackson.databind.json.JsonMapper;

/// The files of a generated sample: events, a description beside them, and, if wanted, the weights.
final class SampleFiles implements Closeable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final List<String> WEIGHTS = List.of("weight", "above-largest-weight");

    private final OutputFile description;
    private final NumberOutput events;
    private final @Nullable NumberOutput weights;

    private SampleFiles(OutputFile description, NumberOutput events, @Nullable NumberOutput weights) {
        this.description = description;
        this.events = events;
        this.weights = weights;
    }

    /// Opens `OUT` for events, `OUT` with the ending `.json` for the description and, if there is one, a file of
    /// weights.
    static SampleFiles create(
            Path file, Optional<Path> weights, WhenExists whenExists, long count, List<String> columns)
            throws IOException {
        OutputFile description = OutputFile.create(withEnding(file, ".json"), whenExists);
        NumberOutput events = null;
        try {
            events = NumberOutput.open(file, whenExists, "events", count, columns);
            return new SampleFiles(
                    description,
                    events,
                    weights.isEmpty() ? null : NumberOutput.open(weights.get(), whenExists, "weights", count, WEIGHTS));
        } catch (IOException | RuntimeException e) {
            description.close();
            if (events != null) {
                events.close();
            }
            throw e;
        }
    }

    /// The name of a file with another ending.
    static Path withEnding(Path file, String ending) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
    }

    void write(SampledEvents block) throws IOException {
        events.write(block.rows());
        if (weights != null) {
            weights.write(block.weights());
        }
    }

    /// Puts the files in their places, the description last, and returns it.
    String commit(GeneratedSample sample) throws IOException {
        String json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(sample.toJson()) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            description.channel().write(bytes);
        }
        events.commit();
        if (weights != null) {
            weights.commit();
        }
        description.commit();
        return json;
    }

    @Override
    public void close() throws IOException {
        try (description;
                events;
                weights) {
            return;
        }
    }
}
