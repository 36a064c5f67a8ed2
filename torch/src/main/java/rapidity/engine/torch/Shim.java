package rapidity.engine.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The C functions of libtorch that Rapidity calls, all of them from the part that stays the same from version to
/// version (torch/csrc/stable/c/shim.h and torch/csrc/inductor/aoti_torch/c/shim.h). Tensors, lists, strings and
/// arrays are addresses; results are stored where a last address says.
final class Shim {
    private static final Linker LINKER = Linker.nativeLinker();

    /// The version whose operations we know: a newer libtorch translates their arguments.
    private static final long VERSION = 2L << 56 | 10L << 48;

    /// The longest message of libtorch that is passed on.
    private static final int MESSAGE = 1 << 16;

    private final Libtorch library;
    private final MethodHandle dispatch;
    private final MethodHandle newHandle;
    private final MethodHandle delete;
    private final MethodHandle view;
    private final MethodHandle empty;
    private final MethodHandle blob;
    private final MethodHandle copy;
    private final MethodHandle assign;
    private final MethodHandle contiguous;
    private final MethodHandle fill;
    private final MethodHandle add;
    private final MethodHandle addNumber;
    private final MethodHandle times;
    private final MethodHandle addmm;
    private final MethodHandle newList;
    private final MethodHandle push;
    private final MethodHandle newString;
    private final MethodHandle newCell;
    private final Optional<MethodHandle> message;

    /// @param device of which the functions are that depend on it, `cpu` or `cuda`
    Shim(Libtorch library, String device) {
        this.library = library;
        dispatch = code("torch_call_dispatcher", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        newHandle = code("aoti_torch_new_tensor_handle", JAVA_LONG, JAVA_LONG);
        delete = code("aoti_torch_delete_tensor_object", JAVA_LONG);
        view = code("aoti_torch__reinterpret_tensor", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        empty = code(
                "aoti_torch_empty_strided", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
        blob = code(
                "aoti_torch_create_tensor_from_blob",
                JAVA_LONG,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_LONG);
        copy = code("aoti_torch_copy_", JAVA_LONG, JAVA_LONG, JAVA_INT);
        assign = code("aoti_torch_assign_tensors", JAVA_LONG, JAVA_LONG);
        contiguous = code("aoti_torch_is_contiguous", JAVA_LONG, JAVA_LONG);
        fill = code("aoti_torch_aten_fill__Scalar", JAVA_LONG, JAVA_DOUBLE);
        String own = "aoti_torch_" + device;
        add = code(own + "_add_Tensor", JAVA_LONG, JAVA_LONG, JAVA_DOUBLE, JAVA_LONG);
        addNumber = code(own + "_add_Scalar", JAVA_LONG, JAVA_DOUBLE, JAVA_DOUBLE, JAVA_LONG);
        times = code(own + "_mul_Scalar", JAVA_LONG, JAVA_DOUBLE, JAVA_LONG);
        addmm = code(own + "_addmm_out", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_DOUBLE, JAVA_DOUBLE);
        newList = code("torch_new_list_reserve_size", JAVA_LONG, JAVA_LONG);
        push = code("torch_list_push_back", JAVA_LONG, JAVA_LONG);
        newString = code("torch_new_string_handle", JAVA_LONG, JAVA_LONG, JAVA_LONG);
        // an optional argument lies in memory of C++'s operator new, which libtorch gives back
        newCell = function("_Znwm", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
        message = library.symbols()
                .find("torch_exception_get_what_without_backtrace")
                .map(at -> LINKER.downcallHandle(at, FunctionDescriptor.of(ADDRESS)));
    }

    /// A function that answers with 0, or has failed.
    private MethodHandle code(String name, MemoryLayout... arguments) {
        return function(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private MethodHandle function(String name, FunctionDescriptor type) {
        MemorySegment at = library.symbols()
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the libtorch in " + library.folder() + " has no " + name + ": the engine cannot use it"));
        return LINKER.downcallHandle(at, type);
    }

    private void check(int code, String what) {
        if (code != 0) {
            throw new IllegalStateException("libtorch: " + what + " failed" + reason());
        }
    }

    private String reason() {
        if (message.isEmpty()) {
            return "; what it says is on the standard error output";
        }
        try {
            MemorySegment text = (MemorySegment) message.get().invokeExact();
            String all = text.reinterpret(MESSAGE).getString(0);
            return ": " + all.lines().findFirst().orElse("");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException r ? r : new IllegalStateException(e);
    }

    /// Calls an operation: its arguments lie on the stack, and then its result.
    void dispatch(Operation operation, long stack) {
        try {
            check(
                    (int) dispatch.invokeExact(operation.name(), operation.overload(), stack, VERSION),
                    operation.toString());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Another reference to a tensor.
    void newHandle(long tensor, long to) {
        try {
            check((int) newHandle.invokeExact(tensor, to), "a reference");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void delete(long tensor) {
        try {
            check((int) delete.invokeExact(tensor), "the release of a tensor");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Numbers of a tensor's memory in other axes, `offset` numbers on.
    void view(long tensor, int rank, long sizes, long strides, long offset, long to) {
        try {
            check((int) view.invokeExact(tensor, (long) rank, sizes, strides, offset, to), "a view");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// A tensor whose numbers are anything.
    void empty(int rank, long sizes, long strides, int type, int device, long to) {
        try {
            check((int) empty.invokeExact((long) rank, sizes, strides, type, device, 0, to), "a tensor");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// A tensor, on the CPU, of memory that is somebody else's.
    void blob(long memory, long sizes, long strides, int type, int device, long to) {
        try {
            check(
                    (int) blob.invokeExact(memory, 1L, sizes, strides, 0L, type, device, 0, to),
                    "a tensor of given numbers");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Copies numbers, to another type and device where these differ.
    void copy(long to, long from) {
        try {
            check((int) copy.invokeExact(to, from, 0), "a copy");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// From now on `to` is the same tensor as `from`.
    void assign(long from, long to) {
        try {
            check((int) assign.invokeExact(from, to), "an assignment");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void isContiguous(long tensor, long to) {
        try {
            check((int) contiguous.invokeExact(tensor, to), "a question");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void fill(long tensor, double value) {
        try {
            check((int) fill.invokeExact(tensor, value), "a fill");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// `a + factor b`.
    void add(long a, long b, double factor, long to) {
        try {
            check((int) add.invokeExact(a, b, factor, to), "a sum");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void add(long a, double number, long to) {
        try {
            check((int) addNumber.invokeExact(a, number, 1.0, to), "a sum");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void times(long a, double factor, long to) {
        try {
            check((int) times.invokeExact(a, factor, to), "a multiple");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// `y = beta c + a b` for matrices; c may be y.
    void addmm(long y, long c, long a, long b, double beta) {
        try {
            check((int) addmm.invokeExact(y, c, a, b, beta, 1.0), "a matrix product");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void newList(int size, long to) {
        try {
            check((int) newList.invokeExact((long) size, to), "a list");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void push(long list, long item) {
        try {
            check((int) push.invokeExact(list, item), "a longer list");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void newString(long text, long length, long to) {
        try {
            check((int) newString.invokeExact(text, length, to), "a string");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Memory for an optional argument.
    long newCell() {
        try {
            return (long) newCell.invokeExact((long) Long.BYTES);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// What a function without arguments says, such as the number of a type of numbers.
    int constant(String name) {
        try {
            return (int) function(name, FunctionDescriptor.of(JAVA_INT)).invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
