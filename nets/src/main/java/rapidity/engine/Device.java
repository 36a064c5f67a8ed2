package rapidity.engine;

import java.util.Arrays;
import java.util.Locale;

/// Where an engine keeps its numbers and computes.
public enum Device {
    CPU,
    /// The first GPU of NVIDIA.
    CUDA;

    /// @throws IllegalArgumentException unless it is one of their names
    public static Device of(String name) {
        return Arrays.stream(values())
                .filter(d -> d.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a device is cpu or cuda, not " + name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
