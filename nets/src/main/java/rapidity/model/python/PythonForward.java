package rapidity.model.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Workers;
import rapidity.model.BareNetwork;
import rapidity.model.Features;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import rapidity.net.LgaeConfig;

/// A network called as its Python class is: arrays in by the names of the arguments of `forward`, see [PythonCall] and
/// [LgaeForward], and arrays out by the names of the results.
public final class PythonForward {
    /// Tokens that are worked on at once: they stay in cache.
    private static final int TOKENS = 192;

    private PythonForward() {}

    /// @param inputs absent ones (None in Python) are left out
    /// @return results by name, those without channels left out
    /// @throws IllegalArgumentException if an input is missing or unknown, or has another shape
    public static Map<String, Stored> run(
            BareNetwork net, PythonNetwork python, Map<String, Stored> inputs, Workers workers) {
        if (python.config() instanceof LgaeConfig lgae) {
            return LgaeForward.run(net, lgae, inputs, workers);
        }
        PythonCall call = PythonCall.of(python, inputs);
        int n = call.sequences();
        int chunk = Math.max(1, TOKENS / call.longest());
        int chunks = (n + chunk - 1) / chunk;
        List<Map<String, Stored>> parts = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            parts.add(Map.of());
        }
        workers.run(chunks, i -> {
            Tape tape = Tape.forward(net.weights());
            Features y = net.function().apply(call.on(tape, i * chunk, Math.min(n, (i + 1) * chunk)));
            parts.set(i, named(python, y));
        });
        return joined(call, parts);
    }

    private static Map<String, Stored> named(PythonNetwork python, Features y) {
        Map<String, Stored> r = new LinkedHashMap<>();
        put(r, python.type().vectors(), y.vectors());
        put(r, "scalars", y.scalars());
        return r;
    }

    private static void put(Map<String, Stored> r, String name, @Nullable Tensor t) {
        if (t != null) {
            r.put(name, new Stored(StoredType.F64, t.shape(), t.toArray()));
        }
    }

    private static Map<String, Stored> joined(PythonCall call, List<Map<String, Stored>> parts) {
        Map<String, Stored> r = new LinkedHashMap<>();
        for (Map.Entry<String, Stored> first : parts.getFirst().entrySet()) {
            double[] values = parts.stream()
                    .map(p -> Objects.requireNonNull(p.get(first.getKey())))
                    .flatMapToDouble(s -> Arrays.stream(s.values()))
                    .toArray();
            int[] shape = first.getValue().shape().toArray();
            int[] row = Arrays.copyOfRange(shape, 1, shape.length);
            r.put(first.getKey(), Stored.of(StoredType.F64, values, call.shape(row)));
        }
        return r;
    }
}
