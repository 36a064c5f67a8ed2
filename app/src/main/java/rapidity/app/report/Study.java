package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rapidity.app.report.figure.Colour;
import rapidity.data.format.DataFormatException;

/// The networks of a report with their runs.
///
/// @param subject what every run is about
/// @param configuration text of the study's own study.yaml
record Study<R extends Result>(String subject, List<Network<R>> networks, Optional<String> configuration) {
    private static final String RUNS = "runs";

    /// Reads runs and studies of runs.
    ///
    /// @throws DataFormatException for a folder that holds no finished run, and for a file that cannot be right
    /// @param subject the name of what runs are about in their evaluations
    /// @throws IllegalArgumentException if the runs are not about the same subject
    static <R extends Result> Study<R> read(List<Path> paths, String subject, Result.Reader<R> reader)
            throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path path : paths) {
            folders.addAll(runFolders(path));
        }
        List<List<Run<R>>> byNetwork = new ArrayList<>();
        for (Path folder : folders) {
            Run<R> run = Run.read(folder, subject, reader);
            List<Run<R>> seeds = byNetwork.stream()
                    .filter(runs -> runs.getFirst().isRepeatedBy(run))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Run<R>> first = new ArrayList<>();
                        byNetwork.add(first);
                        return first;
                    });
            seeds.add(run);
        }
        List<Network<R>> networks = labelled(byNetwork);
        return new Study<>(commonSubject(networks, subject), networks, configuration(paths));
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

    /// Labels that occur twice get the number of parameters or, if that is the same too, the name in the recipe or, if
    /// even that is, the folder of the first run, so that each names one network.
    private static <R extends Result> List<Network<R>> labelled(List<List<Run<R>>> all) {
        List<Network<R>> networks = new ArrayList<>();
        for (List<Run<R>> runs : all) {
            Evaluation evaluation = runs.getFirst().evaluation();
            List<Evaluation> namesakes = all.stream()
                    .map(other -> other.getFirst().evaluation())
                    .filter(other -> other.label().equals(evaluation.label()))
                    .toList();
            List<Evaluation> equals = namesakes.stream()
                    .filter(other -> other.parameters() == evaluation.parameters())
                    .toList();
            String what = evaluation.parameters() + " parameters";
            if (equals.size() > 1) {
                long names = equals.stream().map(Evaluation::network).distinct().count();
                what = names == equals.size()
                        ? evaluation.network()
                        : runs.getFirst().folder().toString();
            }
            String label = namesakes.size() == 1 ? evaluation.label() : evaluation.label() + " (" + what + ")";
            networks.add(new Network<>(label, Colour.of(networks.size()), List.copyOf(runs)));
        }
        return List.copyOf(networks);
    }

    private static <R extends Result> String commonSubject(List<Network<R>> networks, String name) {
        Set<String> subjects = new LinkedHashSet<>();
        networks.forEach(network ->
                network.runs().forEach(run -> subjects.add(run.evaluation().subject())));
        if (subjects.size() > 1) {
            String word = name.equals("data") ? "data set" : name;
            throw new IllegalArgumentException("the runs are about different " + word
                    + (word.endsWith("s") ? "es" : "s") + " (" + String.join(", ", subjects) + "): give one " + word);
        }
        return subjects.iterator().next();
    }

    private static Optional<String> configuration(List<Path> paths) throws IOException {
        Path file = paths.getFirst().resolve("study.yaml");
        return paths.size() == 1 && Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /// The network with the smallest test error.
    Network<R> best() {
        return networks.stream().min(Comparator.comparingDouble(Network::error)).orElseThrow();
    }

    List<Run<R>> runs() {
        return networks.stream().flatMap(network -> network.runs().stream()).toList();
    }
}
