package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.model.ModelFormatException;
import rapidity.model.StoredType;
import rapidity.model.python.PickleValue.Dict;
import rapidity.model.python.PickleValue.Inert;
import rapidity.model.python.PickleValue.Sequence;
import rapidity.model.python.PickleValue.Text;
import rapidity.model.python.PickleValue.View;
import rapidity.model.python.PickleValue.Whole;

class UnpicklerTest {
    private static final int DEEP = 100_000;

    private static PickleValue read(byte[] pickle) throws ModelFormatException {
        return Unpickler.read(new PickleBytes(Path.of("x.pt"), "data.pkl", pickle));
    }

    private static void refused(byte[] pickle, String sentence) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read(pickle))
                .withMessageStartingWith("x.pt: data.pkl, byte ")
                .withMessageContaining(sentence);
    }

    private static PickleProgram program() {
        return new PickleProgram();
    }

    /// `{"a": [1, -2, 70000, 2**40], "b": (None, True, 1.5, b"xy"), 3: {"é"}, "c": {}}` by Python's own pickler.
    @ParameterizedTest
    @CsvSource({
        "0, KGRwMApWYQpwMQoobHAyCkkxCmFJLTIKYUk3MDAwMAphTDEwOTk1MTE2Mjc3NzZMCmFzVmIKcDMKKE5JMDEKRjEuNQpjX2NvZGVjcwpl"
                + "bmNvZGUKcDQKKFZ4eQpwNQpWbGF0aW4xCnA2CnRwNwpScDgKdHA5CnNJMwpjX19idWlsdGluX18Kc2V0CnAxMAooKGxwMTEKVukK"
                + "cDEyCmF0cDEzClJwMTQKc1ZjCnAxNQooZHAxNgpzLg==",
        "2, gAJ9cQAoWAEAAABhcQFdcQIoSwFK/v///0pwEQEAigYAAAAAAAFlWAEAAABicQMoTohHP/gAAAAAAABjX2NvZGVjcwplbmNvZGUKcQRY"
                + "AgAAAHh5cQVYBgAAAGxhdGluMXEGhnEHUnEIdHEJSwNjX19idWlsdGluX18Kc2V0CnEKXXELWAIAAADDqXEMYYVxDVJxDlgBAAAA"
                + "Y3EPfXEQdS4=",
        "4, gASVSQAAAAAAAAB9lCiMAWGUXZQoSwFK/v///0pwEQEAigYAAAAAAAFljAFilChOiEc/+AAAAAAAAEMCeHmUdJRLA4+UKIwCw6mUkIwB"
                + "Y5R9lHUu"
    })
    void everyProtocolGivesTheSamePlainData(int protocol, String base64) throws ModelFormatException {
        PickleValue v = read(Base64.getDecoder().decode(base64));
        assertThat(v).isInstanceOfSatisfying(Dict.class, d -> {
            assertThat(d.entries).containsOnlyKeys("a", "b", "3", "c");
            assertThat(((Sequence) d.entries.get("a")).items)
                    .containsExactly(new Whole(1), new Whole(-2), new Whole(70000), new Whole(1L << 40));
            assertThat(((Sequence) d.entries.get("b")).items).hasSize(4);
            assertThat(((Sequence) d.entries.get("3")).items)
                    .as("protocol " + protocol)
                    .hasSize(1);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "posix, system",
        "os, system",
        "builtins, eval",
        "__builtin__, exec",
        "torch.hub, load",
        "subprocess, Popen",
        "torch._utils, _rebuild_tensor_v2.__globals__",
        "collections, OrderedDict.fromkeys",
        "omegaconf.dictconfig, DictConfig"
    })
    void aPickleThatNamesAnythingElseIsRefusedByThatName(String module, String name) {
        byte[] byLine = program()
                .op(0x80, 2)
                .global(module, name)
                .op('(')
                .text("touch owned")
                .op('t')
                .op('R')
                .stop();
        refused(byLine, "found '" + module + "." + name + "', which is refused");
        byte[] byStack = program()
                .op(0x80, 4)
                .text(module)
                .text(name)
                .op(0x93)
                .op(')')
                .op('R')
                .stop();
        refused(byStack, "found '" + module + "." + name + "', which is refused");
    }

    @ParameterizedTest
    @CsvSource({"torch, ComplexFloatStorage", "torch._utils, _rebuild_tensor_v3"})
    void numbersOfOtherTypesAreRefusedWithTheirCure(String module, String name) {
        byte[] pickle = program().op(0x80, 2).global(module, name).stop();
        refused(pickle, "convert the tensors, such as with .float()), found '" + module + "." + name + "'");
    }

    @Test
    void operationsThatConstructOtherwiseAreRefused() {
        refused(program().op('(').op('i').line("os").line("system").stop(), "the operation 0x69");
        refused(program().op('(').text("x").op('o').stop(), "the operation 0x6f");
        refused(program().op(0x82, 1).stop(), "the operation 0x82");
        refused(program().text("x").op('P').line("y").stop(), "the operation 0x50");
        refused(program().op('}').op(')').op('R').stop(), "a call by name with a tuple");
        refused(program().op(')').op('}').op('b').stop(), "attributes of a dictionary");
    }

    @Test
    void controlCharactersOfAFileDoNotReachTheSentence() {
        refused(program().global("os\u001b[31m", "system").stop(), "'os?[31m.system'");
    }

    @Test
    void depthTakesNoStack() throws ModelFormatException {
        PickleProgram tuples = program().op(')');
        PickleProgram marks = program();
        PickleProgram dicts = program();
        for (int i = 0; i < DEEP; i++) {
            tuples.op(0x85);
            marks.op('(');
            dicts.op('}').op('K', 1);
        }
        marks.op('N');
        dicts.op('N');
        for (int i = 0; i < DEEP; i++) {
            marks.op('t');
            dicts.op('s');
        }
        assertThat(read(tuples.stop())).isInstanceOf(Sequence.class);
        assertThat(read(marks.stop())).isInstanceOf(Sequence.class);
        PickleValue deep = read(dicts.stop());
        assertThat(deep).isInstanceOf(Dict.class);
        assertThat(StateSearch.in(deep, v -> {
                    throw new AssertionError(v);
                }))
                .isEmpty();
    }

    @Test
    void sharedContainersAreLookedIntoOnce() throws ModelFormatException {
        PickleProgram p = program().op(')').op('q', 0);
        for (int i = 1; i < 60; i++) {
            p.op('(');
            for (int k = 0; k < 10; k++) {
                p.op('h', i - 1);
            }
            p.op('t').op('q', i);
        }
        PickleValue laughs = read(p.stop());
        assertThat(StateSearch.in(laughs, v -> {
                    throw new AssertionError(v);
                }))
                .isEmpty();
    }

    @Test
    void aListMayHoldItself() throws ModelFormatException {
        PickleValue v = read(program().op(']').op('q', 0).op('h', 0).op('a').stop());
        assertThat(v)
                .isInstanceOfSatisfying(
                        Sequence.class, s -> assertThat(s.items.getFirst()).isSameAs(s));
        assertThat(StateSearch.in(v, x -> {
                    throw new AssertionError(x);
                }))
                .isEmpty();
    }

    @Test
    void theMemoIsNotAnArray() throws ModelFormatException {
        PickleProgram p =
                program().number(5).op('r').int4(Integer.MAX_VALUE).op('j').int4(Integer.MAX_VALUE);
        assertThat(read(p.stop())).isEqualTo(new Whole(5));
        refused(program().op('j').int4(7).stop(), "index 7, where nothing is");
        refused(program().op('r').int4(-1).stop(), "a number below 2^31, found 4294967295");
        refused(program().op('r').int4(0).stop(), "a value on the stack, found none");
    }

    @Test
    void lengthsThatLieAreRefusedBeforeMemoryIsTaken() {
        refused(program().op(0x8d).int8(Long.MAX_VALUE).stop(), "a length of at most 1 bytes");
        refused(program().op(0x8d).int8(-1).stop(), "found 18446744073709551615");
        refused(program().op('X').int4(Integer.MAX_VALUE).stop(), "2147483647 more bytes");
        refused(program().op('B').int4(-2).stop(), "below 2^31");
        refused(program().op(0x8b).int4(1000).stop(), "1000 more bytes");
        refused(program().op(0x95).int8(1 << 30).stop(), "a length of at most 1 bytes");
    }

    @Test
    void theNumberOfOperationsIsBounded() {
        byte[] endless = new byte[1 << 22];
        Arrays.fill(endless, (byte) 'N');
        refused(endless, "at most 2097152 operations");
    }

    @Test
    void theStackDoesNotUnderflow() {
        refused(program().op('0').stop(), "a value on the stack");
        refused(program().op('t').stop(), "a mark on the stack");
        refused(program().op('K', 1).op('(').op('0').stop(), "a value on the stack");
        refused(program().op('K', 1).op('(').op('N').op('N').op('s').stop(), "a value on the stack");
        refused(program().op('K', 1).op('N').op('a').stop(), "a list to append to");
        refused(program().op('}').op('(').op('N').op('u').stop(), "keys and values");
        refused(program().stop(), "a value on the stack");
    }

    @Test
    void wrongTextsAreRefused() {
        refused(program().op('X').int4(1).op(0xff).stop(), "a text in UTF-8");
        refused(program().op('I').line("many").stop(), "a whole number");
        refused(program().op('S').line("no quotes").stop(), "a text in quotes");
        refused(program().op('I').stop(), "more bytes");
        refused(program().op(0x80, 6).stop(), "protocol 5 or older, found protocol 6");
    }

    @Test
    void aTensorIsAViewOfItsStorage() throws ModelFormatException {
        PickleValue v = read(program()
                .tensor("HalfStorage", "7", 10, 2, new int[] {2, 3}, new int[] {1, 2})
                .stop());
        assertThat(v).isInstanceOfSatisfying(View.class, view -> {
            assertThat(view.storage().type()).isEqualTo(StoredType.F16);
            assertThat(view.storage().key()).isEqualTo("7");
            assertThat(view.size()).isEqualTo(6);
            assertThat(view.end()).isEqualTo(2 + 1 + 4 + 1);
        });
    }

    @Test
    void aTensorOutsideItsStorageIsRefused() {
        refused(tensor(6, 1, new int[] {2, 3}, new int[] {3, 1}), "found 6 numbers up to position 7");
        refused(tensor(6, 0, new int[] {1 << 16, 1 << 16}, new int[] {0, 0}), "found 4294967296 numbers");
        refused(tensor(6, 0, new int[] {2}, new int[] {Integer.MAX_VALUE}), "up to position 2147483648");
        refused(tensor(6, -1, new int[] {2}, new int[] {1}), "whole numbers that are not negative");
        refused(tensor(6, 0, new int[] {-2}, new int[] {1}), "whole numbers that are not negative");
        refused(tensor(6, 0, new int[] {2}, new int[] {-1}), "whole numbers that are not negative");
        refused(tensor(6, 0, new int[] {2}, new int[] {1, 1}), "a stride for each of 1 axes");
        int big = Integer.MAX_VALUE;
        refused(tensor(6, 0, new int[] {big, big, big, big, big}, new int[] {1, 1, 1, 1, 1}), "2^63 or more");
        refused(tensor(6, 0, new int[17], new int[17]), "at most 16 whole numbers");
    }

    private static byte[] tensor(int numbers, int offset, int[] shape, int[] strides) {
        return program()
                .tensor("FloatStorage", "0", numbers, offset, shape, strides)
                .stop();
    }

    @Test
    void numbersOfNumpyAndDevicesArePlainData() throws ModelFormatException {
        byte[] number = program()
                .global("numpy._core.multiarray", "scalar")
                .op('(')
                .global("numpy", "dtype")
                .text("f8")
                .op(0x85)
                .op('R')
                .op('(')
                .number(3)
                .op('t')
                .op('b')
                .op('C', 2, 1, 2)
                .op('t')
                .op('R')
                .stop();
        assertThat(read(number)).isInstanceOf(Inert.class);
        assertThat(read(program()
                        .global("torch", "device")
                        .text("cpu")
                        .op(0x85)
                        .op('R')
                        .stop()))
                .isInstanceOf(Inert.class);
        assertThat(read(program().text("é").stop())).isEqualTo(new Text("é"));
    }
}
