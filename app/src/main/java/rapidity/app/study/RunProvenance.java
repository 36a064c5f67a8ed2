package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rapidity.app.study.recipe.RecipeException;
import rapidity.model.Provenance;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `provenance.json` of a run: where its numbers come from. What a resumed run was begun with stays.
final class RunProvenance {
    private final Path file;
    private final Provenance begun;
    private final ObjectNode json;

    private RunProvenance(Path file, Provenance begun, ObjectNode json) {
        this.file = file;
        this.begun = begun;
        this.json = json;
    }

    /// Writes that the run begins, or goes on.
    ///
    /// @param threads that it runs on
    /// @param seeds of random numbers, by what they are for
    static RunProvenance begin(Path file, Provenance now, int threads, Map<String, Long> seeds) throws IOException {
        RunProvenance r = new RunProvenance(file, now, description(now, threads, seeds));
        if (Files.exists(file)) {
            r = resumed(file, now);
        }
        Json.write(file, r.json);
        return r;
    }

    private static RunProvenance resumed(Path file, Provenance now) throws IOException {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
        requireTheSameData(file, json, now);
        json.withArray("resumed").add(now.started() + " by " + now.command());
        Provenance begun = new Provenance(
                now.program(),
                json.path("command").asString(now.command()),
                now.seed(),
                now.data(),
                now.engine(),
                now.java(),
                now.machine(),
                json.path("started").asString(now.started()));
        return new RunProvenance(file, begun, json);
    }

    private static void requireTheSameData(Path file, ObjectNode json, Provenance now) {
        List<String> begun = json.path("data")
                .valueStream()
                .map(d -> d.path("sha256").asString(""))
                .toList();
        List<String> here = now.data().stream().map(Provenance.Source::sha256).toList();
        if (!begun.equals(here)) {
            String files = now.data().stream().map(Provenance.Source::file).collect(Collectors.joining(" and "));
            throw new RecipeException("the run of " + file + " began with other events: the SHA-256 of " + files
                    + " was " + String.join(" and ", begun) + " and is " + String.join(" and ", here)
                    + ". Bring those events back, or begin a new run");
        }
    }

    private static ObjectNode description(Provenance p, int threads, Map<String, Long> seeds) {
        Version version = Version.ofThisBuild();
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("command", p.command()).put("commit", version.commit()).put("version", version.version());
        r.put("java", p.java()).put("machine", p.machine()).put("engine", p.engine());
        r.put("threads", threads).put("started", p.started());
        ObjectNode named = r.putObject("seeds");
        seeds.forEach((what, seed) -> named.put(what, seed));
        p.data()
                .forEach(d -> r.withArray("data")
                        .addObject()
                        .put("file", d.file())
                        .put("sha256", d.sha256())
                        .put("bytes", d.bytes()));
        return r;
    }

    /// For the model.
    Provenance begun() {
        return begun;
    }

    /// Writes that the run is complete.
    void finish() throws IOException {
        json.put("finished", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Json.write(file, json);
    }
}
