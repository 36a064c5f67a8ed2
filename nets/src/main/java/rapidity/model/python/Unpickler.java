package rapidity.model.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapidity.model.ModelFormatException;
import rapidity.model.Quoted;
import rapidity.model.python.PickleValue.Dict;
import rapidity.model.python.PickleValue.Inert;
import rapidity.model.python.PickleValue.Named;
import rapidity.model.python.PickleValue.Sequence;
import rapidity.model.python.PickleValue.Text;
import rapidity.model.python.PickleValue.Whole;

/// Reads a pickle, a program for a stack machine, as far as it makes plain data and tensors. It calls nothing and
/// constructs nothing else: a pickle that names anything but a [PickleGlobal] is refused by that name.
///
/// The stack is on the heap, so depth does no harm. One operation makes at most one value of bounded size, and their
/// number is bounded, hence so are time and memory.
///
/// @source Python, Lib/pickletools.py: the operations of protocols 0 to 5
final class Unpickler {
    /// A checkpoint of ten thousand tensors with Adam's moments has a twentieth of it.
    private static final int MOST_OPERATIONS = 1 << 21;

    private static final int NEWEST_PROTOCOL = 5;
    private static final Inert NONE = new Inert("None");
    private static final Inert TRUTH = new Inert("a truth value");
    private static final Inert REAL = new Inert("a number");
    private static final Inert BYTES = new Inert("bytes");

    private final PickleBytes in;
    private final TensorCalls calls;
    private final List<PickleValue> stack = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Integer, PickleValue> memo = new HashMap<>();

    private Unpickler(PickleBytes in) {
        this.in = in;
        this.calls = new TensorCalls(in);
    }

    /// @throws ModelFormatException if it is no complete pickle, or names something that is not plain data
    static PickleValue read(PickleBytes in) throws ModelFormatException {
        return new Unpickler(in).run();
    }

    private PickleValue run() throws ModelFormatException {
        for (int i = 0; i < MOST_OPERATIONS; i++) {
            int op = in.operation();
            if (op == '.') {
                return pop();
            }
            if (!constant(op) && !text(op) && !container(op) && !stack(op) && !call(op)) {
                throw in.wrong("an operation that makes plain data", "the operation 0x" + Integer.toHexString(op));
            }
        }
        throw in.wrong("at most " + MOST_OPERATIONS + " operations", "more");
    }

    private boolean constant(int op) throws ModelFormatException {
        switch (op) {
            case 'N' -> push(NONE);
            case 0x88, 0x89 -> push(TRUTH);
            case 'J' -> push(new Whole(in.signed4()));
            case 'K' -> push(new Whole(in.unsigned(1)));
            case 'M' -> push(new Whole(in.unsigned(2)));
            case 0x8a -> push(in.integer(in.unsigned(1)));
            case 0x8b -> push(in.integer(in.unsigned(4)));
            case 'I', 'L' -> push(wholeOf(in.line()));
            case 'F' -> real(in.line());
            case 'G' -> {
                in.skip(Double.BYTES);
                push(REAL);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void real(String line) throws ModelFormatException {
        if (line.isEmpty()) {
            throw in.wrong("a number", "an empty line");
        }
        push(REAL);
    }

    private PickleValue wholeOf(String line) throws ModelFormatException {
        try {
            return new Whole(Long.parseLong(line.endsWith("L") ? line.substring(0, line.length() - 1) : line));
        } catch (NumberFormatException e) {
            throw in.wrong("a whole number", "a line that is none");
        }
    }

    private boolean text(int op) throws ModelFormatException {
        switch (op) {
            case 'X' -> push(new Text(in.text(in.unsigned(4))));
            case 0x8c -> push(new Text(in.text(in.unsigned(1))));
            case 0x8d -> push(new Text(in.text(in.length8())));
            case 'V' -> push(new Text(in.line()));
            case 'U' -> push(new Text(in.text(in.unsigned(1))));
            case 'T' -> push(new Text(in.text(in.unsigned(4))));
            case 'S' -> push(new Text(unquoted(in.line())));
            case 'B' -> bytes(in.unsigned(4));
            case 'C' -> bytes(in.unsigned(1));
            case 0x8e, 0x96 -> bytes(in.length8());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void bytes(int n) throws ModelFormatException {
        in.skip(n);
        push(BYTES);
    }

    private String unquoted(String s) throws ModelFormatException {
        if (s.length() < 2 || s.charAt(0) != s.charAt(s.length() - 1) || "'\"".indexOf(s.charAt(0)) < 0) {
            throw in.wrong("a text in quotes", "a line without");
        }
        return s.substring(1, s.length() - 1);
    }

    private boolean container(int op) throws ModelFormatException {
        switch (op) {
            case ']', ')', 0x8f -> push(new Sequence(List.of()));
            case '}' -> push(new Dict());
            case 'l', 't', 0x91 -> push(new Sequence(sinceMark()));
            case 0x85, 0x86, 0x87 -> tuple(op - 0x84);
            case 'd' -> {
                List<PickleValue> items = sinceMark();
                push(new Dict());
                putAll(items);
            }
            case 'a' -> appendAll(List.of(pop()));
            case 'e', 0x90 -> appendAll(sinceMark());
            case 's' -> {
                PickleValue value = pop();
                putAll(List.of(pop(), value));
            }
            case 'u' -> putAll(sinceMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void tuple(int n) throws ModelFormatException {
        PickleValue[] items = new PickleValue[n];
        for (int i = n - 1; i >= 0; i--) {
            items[i] = pop();
        }
        push(new Sequence(List.of(items)));
    }

    private void appendAll(List<PickleValue> items) throws ModelFormatException {
        if (!(top() instanceof Sequence s)) {
            throw in.wrong("a list to append to", "something else");
        }
        s.items.addAll(items);
    }

    private void putAll(List<PickleValue> keysAndValues) throws ModelFormatException {
        if (!(top() instanceof Dict d) || keysAndValues.size() % 2 != 0) {
            throw in.wrong("keys and values for a dictionary", "something else");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            d.put(keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    private boolean stack(int op) throws ModelFormatException {
        switch (op) {
            case 0x80 -> protocol(in.unsigned(1));
            case 0x95 -> in.length8();
            case '(' -> marks.push(stack.size());
            case '0' -> pop();
            case '1' -> sinceMark();
            case '2' -> push(top());
            case 'q' -> memo.put(in.unsigned(1), top());
            case 'r' -> memo.put(in.unsigned(4), top());
            case 'p' -> memo.put(index(in.line()), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> push(remembered(in.unsigned(1)));
            case 'j' -> push(remembered(in.unsigned(4)));
            case 'g' -> push(remembered(index(in.line())));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void protocol(int version) throws ModelFormatException {
        if (version > NEWEST_PROTOCOL) {
            throw in.wrong("a pickle of protocol " + NEWEST_PROTOCOL + " or older", "protocol " + version);
        }
    }

    private int index(String line) throws ModelFormatException {
        if (wholeOf(line) instanceof Whole w && w.value() >= 0 && w.value() <= Integer.MAX_VALUE) {
            return (int) w.value();
        }
        throw in.wrong("an index below 2^31", "another");
    }

    private PickleValue remembered(int index) throws ModelFormatException {
        @Nullable PickleValue v = memo.get(index);
        if (v == null) {
            throw in.wrong("a value that was stored before", "index " + index + ", where nothing is");
        }
        return v;
    }

    private boolean call(int op) throws ModelFormatException {
        switch (op) {
            case 'c' -> {
                String module = in.line();
                push(named(module, in.line()));
            }
            case 0x93 -> {
                PickleValue name = pop();
                if (!(pop() instanceof Text module) || !(name instanceof Text n)) {
                    throw in.wrong("the texts of a module and a name", "something else");
                }
                push(named(module.value(), n.value()));
            }
            case 'R', 0x81 -> {
                PickleValue arguments = pop();
                push(calls.result(pop(), arguments));
            }
            case 'b' -> {
                pop();
                calls.checkTakesState(top());
            }
            case 'Q' -> push(calls.storage(pop()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Named named(String module, String name) throws ModelFormatException {
        String full = module + "." + name;
        return PickleGlobal.named(full).map(Named::new).orElseThrow(() -> refused(full));
    }

    private ModelFormatException refused(String global) {
        return PickleGlobal.isOfOtherNumbers(global)
                ? in.wrong(
                        "real numbers of the usual types (convert the tensors, such as with .float())",
                        "'" + global + "', of float8, complex or other numbers")
                : in.wrong(
                        "tensors and plain containers only (save them by torch.save(net.state_dict(), FILE))",
                        "'" + Quoted.of(global) + "', which is refused");
    }

    private void push(PickleValue v) {
        stack.add(v);
    }

    private PickleValue pop() throws ModelFormatException {
        PickleValue r = top();
        stack.removeLast();
        return r;
    }

    private PickleValue top() throws ModelFormatException {
        int floor = marks.isEmpty() ? 0 : marks.peek();
        if (stack.size() <= floor) {
            throw in.wrong("a value on the stack", "none");
        }
        return stack.getLast();
    }

    private List<PickleValue> sinceMark() throws ModelFormatException {
        if (marks.isEmpty()) {
            throw in.wrong("a mark on the stack", "none");
        }
        List<PickleValue> above = stack.subList(marks.pop(), stack.size());
        List<PickleValue> r = List.copyOf(above);
        above.clear();
        return r;
    }
}
