package rapidity.engine.torch;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import rapidity.engine.Workers;

/// The threads that libtorch computes an operation with, and those of the library of matrix products that it was built
/// with: nobody else sets them. One thread of ours drives.
record Threads(SymbolLookup symbols) {
    private static final String SET = "_ZN2at15set_num_threadsEi";
    private static final String COUNT = "_ZN2at15get_num_threadsEv";

    /// A library of its own, with threads of its own, that only some builds of libtorch use.
    private static final String OPENBLAS = "openblas_set_num_threads";

    /// @param threads that may compute at once
    /// @return the one that drives them
    Workers workers(int threads) {
        Workers one = new Workers(Math.min(1, threads));
        set(SET, threads);
        if (symbols.find(OPENBLAS).isPresent()) {
            set(OPENBLAS, threads);
        }
        return one;
    }

    private void set(String function, int threads) {
        try {
            Linker.nativeLinker()
                    .downcallHandle(at(function), FunctionDescriptor.ofVoid(JAVA_INT))
                    .invoke(threads);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot set the threads of libtorch", e);
        }
    }

    private MemorySegment at(String function) {
        return symbols.find(function)
                .orElseThrow(() -> new IllegalStateException("libtorch has no function " + function));
    }

    int count() {
        try {
            return (int) Linker.nativeLinker()
                    .downcallHandle(at(COUNT), FunctionDescriptor.of(JAVA_INT))
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("libtorch does not tell its threads", e);
        }
    }
}
