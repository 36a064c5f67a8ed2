package rapidity.model.python;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes a pickle operation by operation.
final class PickleProgram {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PickleProgram op(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    PickleProgram op(char operation) {
        return op((int) operation);
    }

    PickleProgram line(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return op('\n');
    }

    PickleProgram int4(int n) {
        out.writeBytes(
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(n).array());
        return this;
    }

    PickleProgram int8(long n) {
        out.writeBytes(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(n).array());
        return this;
    }

    /// Puts a text on the stack.
    PickleProgram text(String s) {
        byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
        op('X').int4(utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    /// Puts a whole number on the stack.
    PickleProgram number(int n) {
        return op('J').int4(n);
    }

    /// Puts something by its module and name on the stack.
    PickleProgram global(String module, String name) {
        return op('c').line(module).line(name);
    }

    /// Puts a tuple of whole numbers on the stack.
    PickleProgram tuple(int... numbers) {
        op('(');
        for (int n : numbers) {
            number(n);
        }
        return op('t');
    }

    /// Puts a storage on the stack.
    PickleProgram storage(String type, String key, int numbers) {
        return op('(').text("storage")
                .global("torch", type)
                .text(key)
                .text("cpu")
                .number(numbers)
                .op('t')
                .op('Q');
    }

    /// Puts a tensor on the stack.
    PickleProgram tensor(String type, String key, int numbers, int offset, int[] shape, int[] strides) {
        return global("torch._utils", "_rebuild_tensor_v2")
                .op('(')
                .storage(type, key, numbers)
                .number(offset)
                .tuple(shape)
                .tuple(strides)
                .op(0x89)
                .global("collections", "OrderedDict")
                .op(')')
                .op('R')
                .op('t')
                .op('R');
    }

    /// A complete pickle.
    byte[] stop() {
        return op('.').out.toByteArray();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
