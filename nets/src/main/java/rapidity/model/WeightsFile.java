package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.engine.Weights;

/// The weights of a network in a safetensors file, under the names of its parameters.
public final class WeightsFile {
    /// How many wrong names an error lists.
    private static final int NAMED = 5;

    private static final String HEAD = "linear_out.";

    private WeightsFile() {}

    /// Replaces all weights by those of a file.
    ///
    /// Tensors without any number need not be there.
    ///
    /// @throws ModelFormatException if a tensor is missing, unknown or of another shape: the weights are then as before
    public static void load(Path file, Weights weights) throws IOException {
        load(file, Safetensors.read(file).tensors(), weights);
    }

    /// Replaces all weights but those of the last linear map by those of a file, whatever its last map is.
    ///
    /// @throws ModelFormatException if another tensor is missing, unknown or of another shape: the weights are then as
    ///     before
    /// @throws IllegalArgumentException if the network has no last linear map of its own name
    public static void loadBackbone(Path file, Weights weights) throws IOException {
        requireHead(weights.parameters());
        Map<String, Safetensors.Stored> tensors =
                new LinkedHashMap<>(Safetensors.read(file).tensors());
        tensors.keySet().removeIf(WeightsFile::isOfHead);
        stored(weights).forEach((name, tensor) -> {
            if (isOfHead(name)) {
                tensors.put(name, tensor);
            }
        });
        load(file, tensors, weights);
    }

    /// Whether a parameter of this name belongs to the last linear map of its network.
    public static boolean isOfHead(String name) {
        return name.startsWith(HEAD);
    }

    /// Does nothing if some of these parameters belong to a last linear map.
    ///
    /// @throws IllegalArgumentException if none does
    public static void requireHead(List<Parameter> parameters) {
        if (parameters.stream().noneMatch(p -> isOfHead(p.name()))) {
            throw new IllegalArgumentException("this network has no last map of the name '" + HEAD
                    + "': it can be neither fine-tuned from a backbone nor trained with a rate of its head");
        }
    }

    static void load(Path file, Map<String, Safetensors.Stored> tensors, Weights weights) throws IOException {
        TreeSet<String> extra = new TreeSet<>(tensors.keySet());
        TreeSet<String> missing = new TreeSet<>();
        Map<String, double[]> values = new LinkedHashMap<>();
        for (Parameter p : weights.parameters()) {
            Safetensors.Stored t = tensors.get(p.name());
            if (t == null && p.shape().size() == 0) {
                values.put(p.name(), new double[0]);
                continue;
            }
            if (t == null) {
                missing.add(p.name());
                continue;
            }
            if (!t.shape().equals(p.shape())) {
                throw new ModelFormatException(
                        file,
                        "tensor '" + p.name() + "'",
                        "shape " + p.shape(),
                        t.shape().toString());
            }
            extra.remove(p.name());
            values.put(p.name(), t.values());
        }
        if (!missing.isEmpty() || !extra.isEmpty()) {
            throw new ModelFormatException(
                    file,
                    "names of the tensors",
                    "those of the network",
                    (missing.isEmpty() ? "" : "missing " + few(missing))
                            + (missing.isEmpty() || extra.isEmpty() ? "" : " and ")
                            + (extra.isEmpty() ? "" : "unknown " + few(extra)));
        }
        weights.write(values);
    }

    private static String few(Set<String> names) {
        String first = names.stream().limit(NAMED).toList().toString();
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }

    /// Writes all weights in the precision that they have.
    public static void save(Path file, Weights weights) throws IOException {
        new Safetensors(stored(weights), Map.of()).write(file);
    }

    /// All weights by name, in their order: a map of its own.
    public static Map<String, Safetensors.Stored> stored(Weights weights) {
        StoredType type = type(weights.engine().precision());
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        for (Parameter p : weights.parameters()) {
            r.put(p.name(), new Safetensors.Stored(type, p.shape(), weights.read(p)));
        }
        return r;
    }

    /// How numbers of this precision are stored without loss.
    public static StoredType type(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> StoredType.F32;
            case FLOAT64 -> StoredType.F64;
        };
    }
}
