package rapidity.model.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapidity.model.StoredType;

/// What the [Unpickler] makes of a pickle: plain data and views of tensors, and nothing that can be called.
///
/// Containers may hold themselves, and each other many times over: who walks through them keeps account of where he
/// was.
sealed interface PickleValue {
    /// Plain data that nobody here looks into: None, numbers of other kinds, bytes, devices.
    record Inert(String what) implements PickleValue {}

    record Text(String value) implements PickleValue {}

    record Whole(long value) implements PickleValue {}

    /// A list, tuple or set.
    final class Sequence implements PickleValue {
        final List<PickleValue> items;

        Sequence(List<PickleValue> items) {
            this.items = new ArrayList<>(items);
        }
    }

    /// A dictionary; entries whose key is neither a text nor a whole number are left out: no tensor is found by them.
    final class Dict implements PickleValue {
        final Map<String, PickleValue> entries = new LinkedHashMap<>();

        void put(PickleValue key, PickleValue value) {
            if (key instanceof Text t) {
                entries.put(t.value(), value);
            } else if (key instanceof Whole w) {
                entries.put(Long.toString(w.value()), value);
            }
        }
    }

    /// Something named by its module, one of those allowed.
    record Named(PickleGlobal global) implements PickleValue {}

    /// The numbers of one or several tensors.
    ///
    /// @param key the member `data/KEY` of the archive
    /// @param numbers how many
    record Storage(StoredType type, String key, long numbers) implements PickleValue {
        /// A record's own equality takes a new JVM 20 ms to link.
        boolean isThe(Storage other) {
            return type == other.type && key.equals(other.key) && numbers == other.numbers;
        }
    }

    /// A tensor: numbers of a storage at `offset + sum over axes of index * stride`.
    record View(Storage storage, long offset, long[] shape, long[] strides) implements PickleValue {
        /// Number of numbers.
        ///
        /// @throws ArithmeticException if there are 2^63 or more
        long size() {
            long r = 1;
            for (long n : shape) {
                if (n == 0) {
                    return 0;
                }
                r = Math.multiplyExact(r, n);
            }
            return r;
        }

        /// Position after the last number that is used.
        ///
        /// @throws ArithmeticException if it is 2^63 or more
        long end() {
            long last = offset;
            for (int i = 0; i < shape.length; i++) {
                if (shape[i] == 0) {
                    return offset;
                }
                last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
            }
            return Math.addExact(last, 1);
        }
    }
}
