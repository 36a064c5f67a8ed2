package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.WhenExists;

/// A page about finished runs, drawn from their run directories alone: no model is read.
public sealed interface Report
        permits AmplitudeReport, TaggingReport, AutoencoderReport, GenerationReport, ScalingReport {
    /// Reads runs and studies; their task decides what the report shows.
    ///
    /// @param paths run or study folders of one task, at least one
    /// @throws DataFormatException if a file of a run is missing, broken or names an unknown task
    static Report of(List<Path> paths) throws IOException {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one run");
        }
        String task = Study.task(paths.getFirst());
        for (Path path : paths) {
            String own = Study.task(path);
            if (!own.equals(task)) {
                throw new DataFormatException(path.resolve(Run.EVALUATION), "task", "'" + task + "'", "'" + own + "'");
            }
        }
        return switch (task) {
            case AmplitudeReport.TASK -> AmplitudeReport.read(paths);
            case TaggingReport.TASK -> TaggingReport.read(paths);
            case AutoencoderReport.TASK -> AutoencoderReport.read(paths);
            case GenerationReport.TASK -> GenerationReport.read(paths);
            case ScalingReport.TASK -> ScalingReport.read(paths);
            default ->
                throw new DataFormatException(
                        paths.getFirst().resolve(Run.EVALUATION),
                        "task",
                        "'"
                                + String.join(
                                        "' or '",
                                        AmplitudeReport.TASK,
                                        TaggingReport.TASK,
                                        AutoencoderReport.TASK,
                                        GenerationReport.TASK,
                                        ScalingReport.TASK)
                                + "'",
                        "'" + task + "'");
        };
    }

    /// Writes the page, and its figures as SVG, PDF and PNG into a folder `figures` beside it. Each file is written
    /// beside its place and moved there when complete.
    ///
    /// @param whenExists what to do with a page that is there already; figures are replaced with their page
    /// @throws java.nio.file.FileAlreadyExistsException if the page exists and is not to be replaced
    void write(Path html, WhenExists whenExists) throws IOException;
}
