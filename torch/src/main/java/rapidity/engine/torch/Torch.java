package rapidity.engine.torch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Buffer;

/// Calls of libtorch by one thread. Whatever an operation of ours makes on its way is given back when it returns
/// ([#result], [#run]): formulas do not see that memory is managed.
final class Torch {
    private static final int MOST_ARGUMENTS = 16;
    private static final int MOST_AXES = 8;

    private final TorchDevice device;
    private final Shim shim;
    private final Memory memory;
    private final Map<String, Operation> operations = new HashMap<>();
    private final MemorySegment stack;
    private final MemorySegment sizes;
    private final MemorySegment strides;
    private final MemorySegment out;
    private final Transfer transfer;
    private final Made made;

    Torch(TorchDevice device, Memory memory) {
        this.device = device;
        this.shim = device.shim();
        this.memory = memory;
        Arena arena = Arena.ofAuto();
        stack = arena.allocate(JAVA_LONG, MOST_ARGUMENTS);
        sizes = arena.allocate(JAVA_LONG, MOST_AXES);
        strides = arena.allocate(JAVA_LONG, MOST_AXES);
        out = arena.allocate(JAVA_LONG);
        transfer = new Transfer(device);
        made = new Made(shim);
    }

    TorchDevice device() {
        return device;
    }

    /// Runs an operation and keeps its result alone.
    Buffer result(int n, Supplier<Value> operation) {
        return new Buffer(new TorchMemory(memory, keep(operation).handle()), n);
    }

    /// Memory whose contents are free.
    Buffer allocate(int n) {
        return result(n, () -> empty(n));
    }

    void release(Buffer b) {
        if (b.release()) {
            TorchMemory m = (TorchMemory) b.content();
            m.owner().release(m.handle());
        }
    }

    /// A tensor that stays until [#release].
    Value keep(Supplier<Value> operation) {
        long handle = kept(operation);
        memory.own(handle);
        return new Value(handle);
    }

    void release(Value... kept) {
        for (Value v : kept) {
            memory.release(v.handle());
        }
    }

    /// Runs something that leaves nothing behind but in the buffers that it was given.
    void run(Runnable operation) {
        int mark = made.count();
        try {
            operation.run();
        } finally {
            made.releaseSince(mark);
        }
    }

    /// A tensor that stays until somebody deletes it.
    long kept(Supplier<Value> operation) {
        int mark = made.count();
        try {
            return owned(operation.get(), mark);
        } finally {
            made.releaseSince(mark);
        }
    }

    /// A reference of its own to the numbers of a value, laid out one after another.
    private long owned(Value v, int mark) {
        Value all = packed(v);
        if (!made.give(all.handle(), mark)) {
            shim.newHandle(all.handle(), out.address());
            return out.get(JAVA_LONG, 0);
        }
        return all.handle();
    }

    private Value made(long handle) {
        made.add(handle);
        return new Value(handle);
    }

    private Value madeOut() {
        return made(out.get(JAVA_LONG, 0));
    }

    static Value of(Buffer b) {
        return new Value(((TorchMemory) b.content()).handle());
    }

    /// From now on the buffer holds these numbers.
    void set(Buffer b, Value v) {
        shim.assign(packed(v).handle(), of(b).handle());
    }

    /// The numbers of a buffer in these axes.
    Value shaped(Buffer b, int... axes) {
        return view(of(b), 0, axes, contiguous(axes));
    }

    /// Numbers of a buffer from a place on, in these axes.
    Value part(Buffer b, long from, int... axes) {
        return view(of(b), from, axes, contiguous(axes));
    }

    /// Numbers of a buffer from a place on, in axes that advance by these strides.
    Value strided(Buffer b, long from, int[] axes, int[] steps) {
        return view(of(b), from, axes, steps);
    }

    /// The numbers of a tensor in other axes.
    Value shaped(Value v, int... axes) {
        return view(packed(v), 0, axes, contiguous(axes));
    }

    /// The same numbers one after another.
    Value packed(Value v) {
        shim.isContiguous(v.handle(), out.address());
        return out.get(JAVA_BYTE, 0) != 0 ? v : clone(v);
    }

    private static int[] contiguous(int[] axes) {
        int[] r = new int[axes.length];
        int stride = 1;
        for (int i = axes.length - 1; i >= 0; i--) {
            r[i] = stride;
            stride *= Math.max(1, axes[i]);
        }
        return r;
    }

    /// Numbers of a tensor from a place on, in axes that advance by these strides.
    Value view(Value v, long from, int[] axes, int[] steps) {
        write(axes, sizes);
        write(steps, strides);
        shim.view(v.handle(), axes.length, sizes.address(), strides.address(), from, out.address());
        return madeOut();
    }

    private static void write(int[] numbers, MemorySegment to) {
        for (int i = 0; i < numbers.length; i++) {
            to.setAtIndex(JAVA_LONG, i, numbers[i]);
        }
    }

    /// Numbers that may be anything.
    Value empty(int... axes) {
        return emptyOf(device.realType(), axes);
    }

    private Value emptyOf(int type, int... axes) {
        write(axes, sizes);
        write(contiguous(axes), strides);
        shim.empty(axes.length, sizes.address(), strides.address(), type, device.type(), out.address());
        return madeOut();
    }

    Value constant(double value, int... axes) {
        Value v = empty(axes);
        shim.fill(v.handle(), value);
        return v;
    }

    void fill(Value v, double value) {
        shim.fill(v.handle(), value);
    }

    void write(double[] values, Value to) {
        transfer.write(values, to.handle());
    }

    void read(Value from, double[] values) {
        transfer.read(from.handle(), values);
    }

    /// Numbers in these axes.
    Value tensor(double[] values, int... axes) {
        Value v = empty(axes);
        write(values, view(v, 0, new int[] {values.length}, new int[] {1}));
        return v;
    }

    /// Places, to gather from.
    Value places(int[] values) {
        Value v = emptyOf(device.int64(), values.length);
        transfer.write(values, v.handle());
        return v;
    }

    void copy(Value from, Value to) {
        shim.copy(to.handle(), from.handle());
    }

    Value plus(Value a, Value b) {
        return plus(a, b, 1);
    }

    /// `a + factor b`.
    Value plus(Value a, Value b, double factor) {
        shim.add(a.handle(), b.handle(), factor, out.address());
        return madeOut();
    }

    Value plus(Value a, double b) {
        shim.add(a.handle(), b, out.address());
        return madeOut();
    }

    Value minus(Value a, Value b) {
        return plus(a, b, -1);
    }

    Value times(Value a, double factor) {
        shim.times(a.handle(), factor, out.address());
        return madeOut();
    }

    Value times(Value a, Value b) {
        return call("mul.Tensor", a, b);
    }

    /// `y = c + a b` for matrices, or `y = a b` without c.
    void matmul(Value a, Value b, @Nullable Value c, Value y) {
        Value start = c == null ? y : c;
        shim.addmm(y.handle(), start.handle(), a.handle(), b.handle(), c == null ? 0 : 1);
    }

    Value clone(Value v) {
        return call("clone", v, new Arguments.Given(device.contiguousFormat()));
    }

    /// Sum over some axes.
    Value sum(Value v, int... axes) {
        return call("sum.dim_IntList", v, new Arguments.Given(axes), false, null);
    }

    /// Sum over some axes, which stay with length 1.
    Value sumKept(Value v, int... axes) {
        return call("sum.dim_IntList", v, new Arguments.Given(axes), true, null);
    }

    /// Matrix products, one for each entry of the first axis.
    Value products(Value a, Value b) {
        return call("bmm", a, b);
    }

    /// Entries of an axis.
    Value select(Value v, int axis, Value places) {
        return call("index_select", v, axis, places);
    }

    /// `to = a b`, number by number.
    void timesInto(Value a, Value b, Value to) {
        call("mul.out", a, b, to);
    }

    /// Any operation of libtorch whose result is one tensor.
    Value call(String name, @Nullable Object... arguments) {
        Operation operation = operations.computeIfAbsent(name, Operation::of);
        for (int i = 0; i < arguments.length; i++) {
            stack.setAtIndex(JAVA_LONG, i, Arguments.encoded(shim, arguments[i], out));
        }
        shim.dispatch(operation, stack.address());
        return made(stack.get(JAVA_LONG, 0));
    }
}
