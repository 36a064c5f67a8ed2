package rapidity.model.python;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rapidity.model.BareNetwork;
import rapidity.model.Safetensors;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import rapidity.model.TokenNetwork;
import rapidity.model.WeightsFile;
import tools.jackson.databind.JsonNode;

/// The weights of a network as the state dictionary of its Python class, for `load_state_dict`. The file's metadata
/// hold `class`, `package` and `arguments` (JSON).
public final class PythonExport {
    private PythonExport() {}

    public static Safetensors of(BareNetwork net, PythonNetwork python) {
        StoredType type = WeightsFile.type(net.weights().engine().precision());
        Map<String, Stored> tensors = WeightsFile.stored(net.weights());
        if (python.dialect() == Dialect.V1 && python.type().components() == TokenNetwork.VECTOR) {
            addMetrics(tensors, type);
        } else if (python.dialect() == Dialect.V1) {
            addEmptyMaps(tensors, type, python);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("class", python.origin().type());
        metadata.put("package", python.origin().packageName());
        metadata.put("arguments", python.origin().arguments().toString());
        return new Safetensors(tensors, metadata);
    }

    /// The slim networks of lgatr 1.x store the Minkowski metric with every attention.
    private static void addMetrics(Map<String, Stored> tensors, StoredType type) {
        Set<String> attentions = new TreeSet<>();
        for (String name : tensors.keySet()) {
            int end = name.indexOf("attention.linear_out.");
            if (end >= 0) {
                attentions.add(name.substring(0, end) + "attention.metric");
            }
        }
        attentions.forEach(name -> tensors.put(name, Stored.of(type, new double[] {1, -1, -1, -1}, 4)));
    }

    /// In lgatr 1.x zero scalar channels are another case than None: then there are maps of scalars without numbers.
    private static void addEmptyMaps(Map<String, Stored> tensors, StoredType type, PythonNetwork python) {
        JsonNode arguments = python.origin().arguments();
        int hidden = arguments.path("hidden_s_channels").asInt(0);
        if (arguments.path("in_s_channels").asInt(-1) == 0) {
            tensors.put("linear_in.s2s.weight", Stored.of(type, new double[0], hidden, 0));
        }
        if (arguments.path("out_s_channels").asInt(-1) == 0) {
            tensors.put("linear_out.s2s.weight", Stored.of(type, new double[0], 0, hidden));
        }
    }
}
