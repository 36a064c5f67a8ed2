package rapidity.engine.torch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How arguments of libtorch's operations become 64 bits: numbers are themselves, tensors, lists and strings are
/// addresses of references that the operation takes over, optional ones are addresses of their bits, or 0.
final class Arguments {
    private Arguments() {}

    /// An argument that may be missing, and is not.
    record Given(Object value) {}

    /// @param out where functions store results
    static long encoded(Shim shim, @Nullable Object argument, MemorySegment out) {
        return switch (argument) {
            case null -> 0;
            case Value v -> {
                shim.newHandle(v.handle(), out.address());
                yield out.get(JAVA_LONG, 0);
            }
            case Integer i -> i;
            case Double d -> Double.doubleToRawLongBits(d);
            case Boolean b -> b ? 1 : 0;
            case int[] numbers -> {
                long list = list(shim, numbers.length, out);
                for (int n : numbers) {
                    shim.push(list, n);
                }
                yield list;
            }
            case Object[] items -> {
                long list = list(shim, items.length, out);
                for (Object item : items) {
                    shim.push(list, encoded(shim, item, out));
                }
                yield list;
            }
            case Given given -> {
                long bits = encoded(shim, given.value(), out);
                long cell = shim.newCell();
                MemorySegment.ofAddress(cell).reinterpret(Long.BYTES).set(JAVA_LONG, 0, bits);
                yield cell;
            }
            case String s -> string(shim, s, out);
            default -> throw new IllegalArgumentException("no argument of libtorch: " + argument);
        };
    }

    private static long list(Shim shim, int size, MemorySegment out) {
        shim.newList(size, out.address());
        return out.get(JAVA_LONG, 0);
    }

    private static long string(Shim shim, String s, MemorySegment out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(s);
            shim.newString(text.address(), s.getBytes(StandardCharsets.UTF_8).length, out.address());
            return out.get(JAVA_LONG, 0);
        }
    }
}
