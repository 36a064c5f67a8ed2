package rapidity.model.python;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The named tensors of a network, as PyTorch's `state_dict()` gives them.
///
/// @param path where it lies in the checkpoint, such as `model`; empty at the top
/// @param tensors by name, in the order of the file
public record StateDict(String path, Map<String, StateTensor> tensors) {
    public StateDict {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /// How many numbers all tensors have together.
    public long numbers() {
        return tensors.values().stream().mapToLong(t -> t.shape().size()).sum();
    }
}
