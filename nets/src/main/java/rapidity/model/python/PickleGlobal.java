package rapidity.model.python;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapidity.model.StoredType;

/// Everything that a pickle may name by module. Nothing of it runs: a name only decides what plain data becomes.
enum PickleGlobal {
    ORDERED_DICT(Kind.DICT, "collections.OrderedDict"),
    REBUILD_TENSOR(Kind.TENSOR, "torch._utils._rebuild_tensor_v2"),
    REBUILD_TENSOR_1(Kind.TENSOR, "torch._utils._rebuild_tensor"),
    REBUILD_PARAMETER(Kind.PARAMETER, "torch._utils._rebuild_parameter"),
    SIZE(Kind.SAME, "torch.Size"),
    SET(Kind.SAME, "builtins.set"),
    SET_2(Kind.SAME, "__builtin__.set"),
    FROZEN_SET(Kind.SAME, "builtins.frozenset"),
    DOUBLES(StoredType.F64, "torch.DoubleStorage"),
    FLOATS(StoredType.F32, "torch.FloatStorage"),
    HALVES(StoredType.F16, "torch.HalfStorage"),
    BRAIN_FLOATS(StoredType.BF16, "torch.BFloat16Storage"),
    LONGS(StoredType.I64, "torch.LongStorage"),
    INTS(StoredType.I32, "torch.IntStorage"),
    SHORTS(StoredType.I16, "torch.ShortStorage"),
    CHARS(StoredType.I8, "torch.CharStorage"),
    BYTES(StoredType.U8, "torch.ByteStorage"),
    BOOLS(StoredType.BOOL, "torch.BoolStorage"),
    DEVICE(Kind.INERT, "torch.device"),
    FLOAT64(Kind.INERT, "torch.float64"),
    FLOAT32(Kind.INERT, "torch.float32"),
    FLOAT16(Kind.INERT, "torch.float16"),
    BFLOAT16(Kind.INERT, "torch.bfloat16"),
    INT64(Kind.INERT, "torch.int64"),
    INT32(Kind.INERT, "torch.int32"),
    ENCODE(Kind.INERT, "_codecs.encode"),
    BYTE_ARRAY(Kind.INERT, "builtins.bytearray"),
    NUMPY_TYPE(Kind.INERT, "numpy.dtype"),
    NUMPY_NUMBER(Kind.INERT, "numpy.core.multiarray.scalar"),
    NUMPY_NUMBER_2(Kind.INERT, "numpy._core.multiarray.scalar");

    /// What a call means.
    enum Kind {
        DICT,
        TENSOR,
        PARAMETER,
        /// The first argument.
        SAME,
        /// The type of a storage, which is not called.
        STORAGE,
        INERT
    }

    private static final Map<String, PickleGlobal> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(g -> g.pythonName, Function.identity()));

    /// What PyTorch writes for tensors of types that are not read; [#REBUILD_TENSOR] is for all others.
    private static final Set<String> OTHER_NUMBERS =
            Set.of("torch._utils._rebuild_tensor_v3", "torch.ComplexFloatStorage", "torch.ComplexDoubleStorage");

    private final Kind kind;
    private final @Nullable StoredType type;
    private final String pythonName;

    PickleGlobal(Kind kind, String pythonName) {
        this.kind = kind;
        this.type = null;
        this.pythonName = pythonName;
    }

    PickleGlobal(StoredType type, String pythonName) {
        this.kind = Kind.STORAGE;
        this.type = type;
        this.pythonName = pythonName;
    }

    /// By module and name, such as `torch.Size`.
    static Optional<PickleGlobal> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static boolean isOfOtherNumbers(String name) {
        return OTHER_NUMBERS.contains(name);
    }

    Kind kind() {
        return kind;
    }

    /// Of the numbers of a storage.
    Optional<StoredType> type() {
        return Optional.ofNullable(type);
    }

    String pythonName() {
        return pythonName;
    }
}
