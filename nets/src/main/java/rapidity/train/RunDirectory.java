package rapidity.train;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapidity.model.AtomicFile;
import rapidity.model.Safetensors;

/// The directory of one run: one network with one seed. While it is open, no other process can open it.
///
/// ```
/// config.yaml, provenance.json, evaluation.json, predictions.npz, report.html: written by others
/// metrics.jsonl    a line per logged step, without times
/// log.txt          what was said, with times
/// tensorboard/     the metrics once more, for TensorBoard, with times; a file for each time that it was open
/// checkpoint/      newest.safetensors and best.safetensors
/// model/           the trained model
/// ```
public final class RunDirectory implements Closeable {
    private final Path path;
    private final FileChannel log;
    private final FileChannel metrics;
    private @Nullable EventFile events;

    private RunDirectory(Path path, FileChannel log, FileChannel metrics) {
        this.path = path;
        this.log = log;
        this.metrics = metrics;
    }

    /// A new run.
    ///
    /// @throws IOException if the directory exists and is not empty
    public static RunDirectory create(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> contents = Files.list(path)) {
                if (contents.findAny().isPresent()) {
                    throw new IOException(
                            path + " exists and is not empty: choose another directory, or resume the run");
                }
            }
        }
        Files.createDirectories(path.resolve("checkpoint"));
        return open(path);
    }

    /// A run that was created before.
    ///
    /// @throws IOException if there is none, or another process has it open
    public static RunDirectory open(Path path) throws IOException {
        if (!Files.isDirectory(path.resolve("checkpoint"))) {
            throw new IOException(path + " is no run: it has no folder checkpoint");
        }
        FileChannel log = FileChannel.open(
                path.resolve("log.txt"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        if (!lock(log)) {
            log.close();
            throw new IOException(path + " is in use by another process");
        }
        return new RunDirectory(
                path,
                log,
                FileChannel.open(path.resolve("metrics.jsonl"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    /// Locks a file, until it is closed; false if another process, or another part of this one, holds it.
    public static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    /// Where the trained model belongs.
    public Path model() {
        return path.resolve("model");
    }

    /// Where the newest state is kept.
    public Path newestCheckpoint() {
        return path.resolve("checkpoint").resolve("newest.safetensors");
    }

    /// Where the state of the smallest validation loss is kept.
    public Path bestCheckpoint() {
        return path.resolve("checkpoint").resolve("best.safetensors");
    }

    /// Adds lines to `log.txt`, with the time.
    public void log(String message) throws IOException {
        String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        append(log, "log.txt", time + "  " + message + "\n");
    }

    /// Adds a line to `metrics.jsonl`.
    void metric(String json) throws IOException {
        append(metrics, "metrics.jsonl", json + "\n");
    }

    /// Adds a step's metrics to the event file.
    void scalars(long step, Map<String, Double> values) throws IOException {
        EventFile file = events;
        if (file == null) {
            file = EventFile.create(path.resolve("tensorboard"), step);
            events = file;
        }
        file.add(step, values);
    }

    /// Forces the metrics to the disk.
    ///
    /// @return their length in bytes
    long saveMetrics() throws IOException {
        metrics.force(true);
        return metrics.size();
    }

    /// Forgets the metrics after the first bytes.
    ///
    /// @throws IOException if there are fewer
    void cutMetrics(long bytes) throws IOException {
        if (metrics.size() < bytes) {
            throw new IOException(path.resolve("metrics.jsonl") + " has " + metrics.size()
                    + " bytes, but the checkpoint" + " was written after " + bytes + ": it was cut since");
        }
        metrics.truncate(bytes);
        metrics.position(bytes);
    }

    /// Keeps a batch for a person to look at.
    ///
    /// @return the file
    Path keepBatch(long step, Safetensors batch) throws IOException {
        Path file = path.resolve("non-finite-batch-of-step-" + step + ".safetensors");
        batch.write(file);
        return file;
    }

    private void append(FileChannel channel, String name, String text) throws IOException {
        try {
            AtomicFile.writeAll(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IOException("cannot write " + path.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
        }
        metrics.close();
        log.close();
    }
}
