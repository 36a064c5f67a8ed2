package rapidity.engine.torch;

import java.lang.foreign.Arena;

/// One of libtorch's operations, by its addresses of two C strings.
///
/// @param text as in its documentation, `mul.Tensor`
record Operation(String text, long name, long overload) {
    static Operation of(String text) {
        int dot = text.indexOf('.');
        String name = dot < 0 ? text : text.substring(0, dot);
        String overload = dot < 0 ? "" : text.substring(dot + 1);
        return new Operation(text, address("aten::" + name), address(overload));
    }

    private static long address(String s) {
        return Arena.global().allocateFrom(s).address();
    }

    @Override
    public String toString() {
        return text;
    }
}
