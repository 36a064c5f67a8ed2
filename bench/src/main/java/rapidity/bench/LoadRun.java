package rapidity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rapidity.engine.Workers;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import rapidity.model.TokenNetwork;
import rapidity.model.TokenNetwork.Width;
import rapidity.model.audit.Tokens;
import rapidity.model.python.PythonForward;
import rapidity.model.python.PythonImport;
import rapidity.model.python.PythonNetwork;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Our side of `rapidity bench load`: a process that reads a checkpoint and runs the network once.
final class LoadRun {
    private static final int TOKENS = 50;

    private LoadRun() {}

    /// Arguments: checkpoint, arguments of the Python constructor. Prints milliseconds since the process began.
    public static void main(String[] a) throws IOException {
        Instant began = ProcessHandle.current().info().startInstant().orElse(Instant.now());
        double start = since(began);
        PythonNetwork python = PythonNetwork.read(Path.of(a[1]));
        PythonImport read = PythonImport.read(Path.of(a[0]), python, Optional.empty());
        double loaded = since(began);
        try (Workers workers = new Workers(1)) {
            PythonForward.run(read.net(), python, inputs(read), workers);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"parameters\":%d,\"start_ms\":%.0f,\"load_ms\":%.0f,\"forward_ms\":%.0f}%n",
                read.net().weights().size(),
                start,
                loaded - start,
                since(began) - loaded);
    }

    private static double since(Instant began) {
        return Duration.between(began, Instant.now()).toNanos() * 1e-6;
    }

    private static Map<String, Stored> inputs(PythonImport read) {
        TokenNetwork.Widths widths = TokenNetwork.widths(read.python().config());
        RandomStream random = new RandomStreams(1).stream("load");
        String suffix = read.python().conditionSuffix();
        Map<String, Stored> r = new LinkedHashMap<>();
        put(r, read, "", widths.tokens(), random);
        widths.condition().ifPresent(c -> put(r, read, suffix, c, random));
        return r;
    }

    private static void put(Map<String, Stored> r, PythonImport read, String suffix, Width w, RandomStream random) {
        Tokens x = Tokens.random(1, TOKENS, w.channels(), w.components(), w.scalars(), random);
        String name = read.python().type().vectors() + suffix;
        r.put(name, Stored.of(StoredType.F64, x.vectors(), 1, TOKENS, w.channels(), w.components()));
        if (w.scalars() > 0) {
            r.put("scalars" + suffix, Stored.of(StoredType.F64, x.scalars(), 1, TOKENS, w.scalars()));
        }
    }
}
