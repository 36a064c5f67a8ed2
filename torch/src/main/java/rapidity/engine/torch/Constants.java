package rapidity.engine.torch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Tensors that never change, such as orders of rows: made once by whoever needs them first, for all threads, and given
/// back when the engine is forgotten.
final class Constants {
    private final Memory memory;
    private final Map<Object, Value> made = new ConcurrentHashMap<>();

    Constants(Memory memory) {
        this.memory = memory;
    }

    /// @param key says all that the tensor depends on
    Value of(Torch torch, Object key, Supplier<Value> make) {
        Value there = made.get(key);
        if (there != null) {
            return there;
        }
        long handle = torch.kept(make);
        memory.own(handle);
        Value v = new Value(handle);
        Value first = made.putIfAbsent(key, v);
        if (first != null) {
            memory.release(handle);
            return first;
        }
        return v;
    }
}
