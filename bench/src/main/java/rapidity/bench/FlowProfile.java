package rapidity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import rapidity.flow.Coordinates;
import rapidity.flow.SourceDistribution;

/// Samples of a training step of a flow.
///
/// @param all those inside the loss, its gradient or the update
/// @param charts with a frame of the coordinates of the flow: maps and Jacobians
/// @param source with a frame of the source, whose coordinates are counted here
record FlowProfile(long all, long charts, long source) {
    static FlowProfile of(Recording recording) throws IOException {
        Path file = Files.createTempFile("bench-flow", ".jfr");
        try {
            recording.dump(file);
            List<RecordedEvent> samples = RecordingFile.readAllEvents(file).stream()
                    .filter(e -> e.getStackTrace() != null && has(e, FlowRun.class))
                    .toList();
            List<RecordedEvent> source = samples.stream()
                    .filter(e -> has(e, SourceDistribution.class))
                    .toList();
            long charts = samples.stream()
                    .filter(e -> has(e, Coordinates.class) && !has(e, SourceDistribution.class))
                    .count();
            return new FlowProfile(samples.size(), charts, source.size());
        } finally {
            Files.delete(file);
        }
    }

    private static boolean has(RecordedEvent sample, Class<?> type) {
        return sample.getStackTrace().getFrames().stream()
                .anyMatch(f -> f.getMethod().getType().getName().equals(type.getName()));
    }

    String json() {
        return "{\"samples\":" + all + ",\"charts\":" + (double) charts / all + ",\"source\":" + (double) source / all
                + "}";
    }
}
