package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rapidity.app.report.figure.Colour;
import rapidity.data.format.DataFormatException;

/// The networks of a report with their runs.
///
/// @param process of every run
/// @param configuration text of the study's own study.yaml
record Study(String process, List<Network> networks, Optional<String> configuration) {
    private static final String RUNS = "runs";

    /// Reads runs and studies of runs.
    ///
    /// @throws DataFormatException for a folder that holds no finished run, and for a file that cannot be right
    /// @throws IllegalArgumentException if the runs are not about the same process
    static Study read(List<Path> paths) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path path : paths) {
            folders.addAll(runFolders(path));
        }
        List<List<Run>> byNetwork = new ArrayList<>();
        for (Path folder : folders) {
            Run run = Run.read(folder);
            List<Run> seeds = byNetwork.stream()
                    .filter(runs -> runs.getFirst().isRepeatedBy(run))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Run> first = new ArrayList<>();
                        byNetwork.add(first);
                        return first;
                    });
            seeds.add(run);
        }
        List<Network> networks = labelled(byNetwork);
        return new Study(commonProcess(networks), networks, configuration(paths));
    }

    /// The task that the first run or study names.
    static String task(Path path) throws IOException {
        Path first = Files.exists(path.resolve(Run.EVALUATION))
                ? path
                : runFolders(path).getFirst();
        return Fields.read(first.resolve(Run.EVALUATION)).text("task");
    }

    private static List<Path> runFolders(Path path) throws IOException {
        Path evaluation = path.resolve(Run.EVALUATION);
        if (Files.exists(evaluation)) {
            Fields fields = Fields.read(evaluation);
            return fields.has(RUNS) ? listed(path, fields) : List.of(path);
        }
        List<Path> found = finished(path);
        if (found.isEmpty()) {
            throw new DataFormatException(
                    path, "the folder", "a finished run or study with " + Run.EVALUATION, "no " + Run.EVALUATION);
        }
        return found;
    }

    private static List<Path> listed(Path study, Fields fields) throws DataFormatException {
        List<Path> folders = new ArrayList<>();
        for (String name : fields.texts(RUNS)) {
            Path folder = study.resolve(name).normalize();
            if (!folder.startsWith(study.normalize()) || !Files.isDirectory(folder)) {
                throw new DataFormatException(fields.file(), RUNS, "folders inside the study", "'" + name + "'");
            }
            folders.add(folder);
        }
        if (folders.isEmpty()) {
            throw new DataFormatException(fields.file(), RUNS, "at least one run", "none");
        }
        return folders;
    }

    private static List<Path> finished(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(path, 3, (file, attributes) -> file.endsWith(Run.EVALUATION))) {
            return files.map(Path::getParent).sorted().toList();
        }
    }

    /// Labels that occur twice get the number of parameters or, if that is the same too, the folder of the first run,
    /// so that each names one network.
    private static List<Network> labelled(List<List<Run>> all) {
        List<Network> networks = new ArrayList<>();
        for (List<Run> runs : all) {
            Evaluation evaluation = runs.getFirst().evaluation();
            List<Evaluation> namesakes = all.stream()
                    .map(other -> other.getFirst().evaluation())
                    .filter(other -> other.label().equals(evaluation.label()))
                    .toList();
            boolean sameSize = namesakes.stream()
                            .filter(other -> other.parameters() == evaluation.parameters())
                            .count()
                    > 1;
            String what = sameSize ? runs.getFirst().folder().toString() : evaluation.parameters() + " parameters";
            String label = namesakes.size() == 1 ? evaluation.label() : evaluation.label() + " (" + what + ")";
            networks.add(new Network(label, Colour.of(networks.size()), List.copyOf(runs)));
        }
        return List.copyOf(networks);
    }

    private static String commonProcess(List<Network> networks) {
        Set<String> processes = new LinkedHashSet<>();
        networks.forEach(network ->
                network.runs().forEach(run -> processes.add(run.evaluation().process())));
        if (processes.size() > 1) {
            throw new IllegalArgumentException(
                    "the runs are about different processes (" + String.join(", ", processes) + "): give one process");
        }
        return processes.iterator().next();
    }

    private static Optional<String> configuration(List<Path> paths) throws IOException {
        Path file = paths.getFirst().resolve("study.yaml");
        return paths.size() == 1 && Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /// The network with the smallest test error.
    Network best() {
        return networks.stream().min((a, b) -> Double.compare(a.mse(), b.mse())).orElseThrow();
    }

    List<Run> runs() {
        return networks.stream().flatMap(network -> network.runs().stream()).toList();
    }
}
