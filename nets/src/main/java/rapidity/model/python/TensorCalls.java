package rapidity.model.python;

import java.util.Arrays;
import java.util.List;
import rapidity.model.ModelFormatException;
import rapidity.model.StoredType;
import rapidity.model.python.PickleValue.Dict;
import rapidity.model.python.PickleValue.Inert;
import rapidity.model.python.PickleValue.Named;
import rapidity.model.python.PickleValue.Sequence;
import rapidity.model.python.PickleValue.Storage;
import rapidity.model.python.PickleValue.Text;
import rapidity.model.python.PickleValue.View;
import rapidity.model.python.PickleValue.Whole;

/// What the calls in a pickle stand for, without calling anything.
///
/// @source PyTorch, torch/_utils.py and torch/serialization.py: the arguments of `_rebuild_tensor_v2` and of a
///     persistent storage
final class TensorCalls {
    private static final int MOST_AXES = 16;
    private static final int MOST_TENSORS = 1 << 17;

    private final PickleBytes in;
    private int tensors;

    /// @param in for sentences
    TensorCalls(PickleBytes in) {
        this.in = in;
    }

    PickleValue result(PickleValue function, PickleValue arguments) throws ModelFormatException {
        if (!(function instanceof Named n) || !(arguments instanceof Sequence s)) {
            throw in.wrong("a call by name with a tuple", "something else");
        }
        List<PickleValue> given = s.items;
        return switch (n.global().kind()) {
            case DICT -> {
                if (!given.isEmpty()) {
                    throw in.wrong("an empty OrderedDict, filled afterwards", given.size() + " arguments");
                }
                yield new Dict();
            }
            case TENSOR -> tensor(given);
            case PARAMETER, SAME -> {
                if (given.isEmpty()) {
                    throw in.wrong("an argument of " + n.global().pythonName(), "none");
                }
                yield given.getFirst();
            }
            case INERT -> new Inert(n.global().pythonName());
            case STORAGE ->
                throw in.wrong(
                        "a storage in the archive", "a call of " + n.global().pythonName());
        };
    }

    /// Attributes, such as the versions that a state dictionary carries, are plain data and not looked into.
    void checkTakesState(PickleValue of) throws ModelFormatException {
        if (!(of instanceof Dict) && !(of instanceof Inert)) {
            throw in.wrong("attributes of a dictionary", "of something else");
        }
    }

    private View tensor(List<PickleValue> given) throws ModelFormatException {
        if (given.size() < 4 || !(given.getFirst() instanceof Storage storage)) {
            throw in.wrong("storage, offset, shape and strides of a tensor", "something else");
        }
        if (tensors++ == MOST_TENSORS) {
            throw in.wrong("at most " + MOST_TENSORS + " tensors", "more");
        }
        long offset = numbers(new Sequence(List.of(given.get(1))))[0];
        long[] shape = numbers(given.get(2));
        long[] strides = numbers(given.get(3));
        if (shape.length != strides.length) {
            throw in.wrong("a stride for each of " + shape.length + " axes", strides.length + " strides");
        }
        if (Arrays.stream(shape).anyMatch(n -> n > Integer.MAX_VALUE)) {
            throw in.wrong("axes shorter than 2^31", Arrays.toString(shape));
        }
        View view = new View(storage, offset, shape, strides);
        checkInside(view);
        return view;
    }

    private void checkInside(View view) throws ModelFormatException {
        long size;
        long end;
        try {
            size = view.size();
            end = view.end();
        } catch (ArithmeticException e) {
            throw in.wrong("a tensor of fewer than 2^31 numbers", "2^63 or more");
        }
        if (size > Integer.MAX_VALUE || (size > 0 && end > view.storage().numbers())) {
            throw in.wrong(
                    "fewer than 2^31 numbers inside a storage of "
                            + view.storage().numbers(),
                    size + " numbers up to position " + end);
        }
    }

    private long[] numbers(PickleValue v) throws ModelFormatException {
        if (!(v instanceof Sequence s) || s.items.size() > MOST_AXES) {
            throw in.wrong("a tuple of at most " + MOST_AXES + " whole numbers", "something else");
        }
        long[] r = new long[s.items.size()];
        for (int i = 0; i < r.length; i++) {
            if (!(s.items.get(i) instanceof Whole w) || w.value() < 0) {
                throw in.wrong("whole numbers that are not negative", "something else");
            }
            r[i] = w.value();
        }
        return r;
    }

    /// The persistent identity `("storage", type, key, device, numbers)`.
    Storage storage(PickleValue identity) throws ModelFormatException {
        List<PickleValue> parts = identity instanceof Sequence s ? s.items : List.of();
        if (parts.size() == 5
                && parts.get(0) instanceof Text word
                && word.value().equals("storage")
                && parts.get(1) instanceof Named n
                && parts.get(2) instanceof Text key
                && parts.get(4) instanceof Whole numbers
                && numbers.value() >= 0) {
            StoredType type = n.global()
                    .type()
                    .orElseThrow(
                            () -> in.wrong("the type of a storage", n.global().pythonName()));
            return new Storage(type, key.value(), numbers.value());
        }
        throw in.wrong("the identity of a storage: type, key, device and number", "something else");
    }
}
