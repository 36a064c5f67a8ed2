package rapidity.app.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rapidity.app.report.Report;
import rapidity.app.study.ScalingPoint.Failed;
import rapidity.app.study.ScalingPoint.OutOfMemory;
import rapidity.app.study.ScalingPoint.TooLong;
import rapidity.app.study.ScalingRecipe.Net;
import rapidity.app.study.recipe.SettingWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Engine;
import rapidity.engine.Workers;
import rapidity.model.AtomicFile;
import rapidity.model.Provenance;
import rapidity.train.RunDirectory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Measures the forward passes of a [ScalingRecipe]: for each number of items all networks, one after another, so that
/// whatever else the machine does meanwhile meets all of them. Each point is kept as soon as it is there.
final class ScalingStudy implements Plan.Work {
    private static final String POINTS = "points.json";

    private final ScalingRecipe recipe;
    private final Path directory;
    private final String command;
    private final StudyListener listener;

    ScalingStudy(ScalingRecipe recipe, Path directory, String command, StudyListener listener) {
        this.recipe = recipe;
        this.directory = directory;
        this.command = command;
        this.listener = listener;
    }

    @Override
    public boolean complete() throws IOException {
        if (Files.exists(directory.resolve(StudyRun.EVALUATION))) {
            listener.says(directory + " is complete; its report is drawn again");
        } else if (!measure()) {
            return false;
        }
        Path report = directory.resolve("report.html");
        Report.of(List.of(directory)).write(report, WhenExists.REPLACE);
        listener.says("report: " + report);
        return true;
    }

    private boolean measure() throws IOException {
        Files.createDirectories(directory);
        try (FileChannel log =
                FileChannel.open(directory.resolve("log.txt"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            if (!RunDirectory.lock(log)) {
                throw new IOException(directory + " is in use by another process");
            }
            keepSettings();
            List<ForwardPass> networks = recipe.nets().stream()
                    .map(net -> new ForwardPass(net.network(), recipe))
                    .toList();
            String engine = networks.getFirst().engine();
            Provenance now = Provenance.now(Version.ofThisBuild().program(), command, recipe.seed(), List.of(), engine);
            RunProvenance provenance = RunProvenance.begin(
                    directory.resolve("provenance.json"), now, 1, Map.of("weights and momenta", recipe.seed()));
            ArrayNode points = pointsSoFar();
            try (Workers one = recipe.engine().workers(1)) {
                if (!addTheRest(points, networks, log)) {
                    return false;
                }
            }
            provenance.finish();
            Json.write(directory.resolve(StudyRun.EVALUATION), evaluation(networks, points));
            return true;
        }
    }

    /// Whether all points are there in the end.
    private boolean addTheRest(ArrayNode points, List<ForwardPass> networks, FileChannel log) throws IOException {
        for (int items : recipe.items()) {
            for (int i = 0; i < networks.size(); i++) {
                Net net = recipe.nets().get(i);
                List<JsonNode> before = of(points, net);
                if (before.stream().anyMatch(p -> p.path("items").asInt(0) == items)) {
                    continue;
                }
                Optional<ScalingPoint> point = point(networks.get(i), before, items);
                if (point.isEmpty()) {
                    return false;
                }
                say(log, net.label() + ", " + items + " items: " + point.get().sentence());
                points.addObject()
                        .put("network", net.name())
                        .put("items", items)
                        .setAll(point.get().json());
                Json.write(directory.resolve(POINTS), points);
            }
        }
        return true;
    }

    private void keepSettings() throws IOException {
        Path file = directory.resolve(Study.CONFIG);
        if (!Files.exists(file)) {
            AtomicFile.write(
                    file,
                    "# Complete settings. `rapidity train " + file.getFileName() + "` measures again.\n"
                            + SettingWriter.write(recipe.section().settings()));
        }
    }

    private ArrayNode pointsSoFar() throws IOException {
        Path file = directory.resolve(POINTS);
        return Files.exists(file)
                ? (ArrayNode) JsonMapper.shared().readTree(Files.readString(file))
                : JsonNodeFactory.instance.arrayNode();
    }

    private static List<JsonNode> of(ArrayNode points, Net net) {
        return points.valueStream()
                .filter(p -> p.path("network").asString("").equals(net.name()))
                .toList();
    }

    private void say(FileChannel log, String sentence) throws IOException {
        listener.says(sentence);
        String line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + "  " + sentence + "\n";
        AtomicFile.writeAll(log, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }

    /// Nothing if it was asked to stop.
    ///
    /// @param before points of the same network with fewer items
    private Optional<ScalingPoint> point(ForwardPass network, List<JsonNode> before, int items) {
        double expected = expected(before, items);
        boolean ended = !before.isEmpty() && ScalingPoint.endsIn(before.getLast());
        if (ended && before.getLast().path("outcome").asString("").equals("out-of-memory")) {
            return Optional.of(new OutOfMemory(Runtime.getRuntime().maxMemory()));
        }
        if (ended && before.getLast().has("reason")) {
            return Optional.of(new Failed(before.getLast().path("reason").asString("")));
        }
        if (ended || recipe.passes().all(expected) > recipe.passes().limit()) {
            return Optional.of(new TooLong(expected));
        }
        try {
            return new Stopwatch(recipe.passes(), listener, isJava()).measure(network, items);
        } catch (OutOfMemoryError e) {
            // what did not fit is garbage by now: that it did not is the result
            return Optional.of(new OutOfMemory(Runtime.getRuntime().maxMemory()));
        } catch (IllegalStateException e) {
            if (isJava()) {
                throw e;
            }
            return Optional.of(new Failed(Objects.requireNonNullElse(e.getMessage(), "failed")));
        }
    }

    private boolean isJava() {
        return recipe.engine().name().equals(Engine.JAVA);
    }

    /// Seconds of a pass by those with fewer items: growing on as between the last two, but not slower than their
    /// number and not faster than its square.
    private static double expected(List<JsonNode> before, int items) {
        List<double[]> known = new ArrayList<>();
        for (JsonNode p : before) {
            double seconds = p.path("fastest-ms").asDouble(0) / 1e3;
            if (seconds > 0) {
                known.add(new double[] {p.path("items").asDouble(1), seconds});
            }
        }
        if (known.isEmpty()) {
            return 0;
        }
        double[] last = known.getLast();
        double power = 1;
        if (known.size() > 1) {
            double[] other = known.get(known.size() - 2);
            power = Math.clamp(Math.log(last[1] / other[1]) / Math.log(last[0] / other[0]), 1, 2);
        }
        return last[1] * Math.pow(items / last[0], power);
    }

    private ObjectNode evaluation(List<ForwardPass> networks, ArrayNode points) throws IOException {
        ObjectNode r = JsonNodeFactory.instance.objectNode().put("task", ScalingRecipe.TASK);
        r.put("precision", recipe.precision().name().toLowerCase(Locale.ROOT));
        r.put("engine", networks.getFirst().engine()).put("processor", processor());
        r.put("java-memory-bytes", Runtime.getRuntime().maxMemory());
        r.put("warm-up-seconds", recipe.passes().warmUp())
                .put("timed-seconds", recipe.passes().timed());
        r.put("least-passes", recipe.passes().least())
                .put("most-passes", recipe.passes().most());
        r.put("limit-seconds", recipe.passes().limit()).put("mass", recipe.mass());
        ArrayNode all = r.putArray("networks");
        for (int i = 0; i < networks.size(); i++) {
            Net net = recipe.nets().get(i);
            ObjectNode one = all.addObject().put("network", net.name()).put("kind", net.kind());
            one.put("label", net.label()).put("parameters", networks.get(i).parameters());
            one.put("size", Sizes.of(net.network()));
            one.putArray("points").addAll(of(points, net));
        }
        return r;
    }

    /// What the operating system calls it, where it does.
    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.isReadable(file)) {
            Optional<String> model = Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
            if (model.isPresent()) {
                return model.get();
            }
        }
        return System.getProperty("os.arch");
    }
}
