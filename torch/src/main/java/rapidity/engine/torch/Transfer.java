package rapidity.engine.torch;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Numbers from Java to libtorch's tensors and back, in memory outside of the heap that is used again. Libtorch
/// converts them to the type and device of its tensors.
final class Transfer {
    private final TorchDevice device;
    private final MemorySegment length = Arena.ofAuto().allocate(JAVA_LONG);
    private final MemorySegment one = Arena.ofAuto().allocate(JAVA_LONG);
    private final MemorySegment out = Arena.ofAuto().allocate(JAVA_LONG);
    private MemorySegment numbers = Arena.ofAuto().allocate(JAVA_LONG);

    Transfer(TorchDevice device) {
        this.device = device;
        one.set(JAVA_LONG, 0, 1);
    }

    void write(double[] values, long to) {
        reserve(values.length);
        MemorySegment.copy(values, 0, numbers, JAVA_DOUBLE, 0, values.length);
        long mine = blob(values.length, device.float64());
        device.shim().copy(to, mine);
        device.shim().delete(mine);
    }

    void write(int[] values, long to) {
        reserve(values.length);
        for (int i = 0; i < values.length; i++) {
            numbers.setAtIndex(JAVA_LONG, i, values[i]);
        }
        long mine = blob(values.length, device.int64());
        device.shim().copy(to, mine);
        device.shim().delete(mine);
    }

    void read(long from, double[] values) {
        reserve(values.length);
        long mine = blob(values.length, device.float64());
        device.shim().copy(mine, from);
        device.shim().delete(mine);
        MemorySegment.copy(numbers, JAVA_DOUBLE, 0, values, 0, values.length);
    }

    private void reserve(int n) {
        if (numbers.byteSize() < (long) n * Long.BYTES) {
            numbers = Arena.ofAuto().allocate(JAVA_LONG, n);
        }
    }

    /// A tensor of the numbers here, on the CPU.
    private long blob(int n, int type) {
        length.set(JAVA_LONG, 0, n);
        device.shim().blob(numbers.address(), length.address(), one.address(), type, device.cpu(), out.address());
        return out.get(JAVA_LONG, 0);
    }
}
