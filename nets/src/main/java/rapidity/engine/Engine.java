package rapidity.engine;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import rapidity.engine.kernel.KernelProvider;
import rapidity.engine.kernel.ScalarDoubleKernels;
import rapidity.engine.kernel.ScalarFloatKernels;

/// What computes: a precision and a set of kernels. Immutable and shared between threads; every tape takes its own
/// [Ops] from it, which own the memory.
public final class Engine {
    private final Precision precision;
    private final String name;
    private final Supplier<Ops> factory;

    private Engine(Precision precision, String name, Supplier<Ops> factory) {
        this.precision = precision;
        this.name = name;
        this.factory = factory;
    }

    /// The fastest kernels that run here: those of the module `vector` where the JVM offers the Vector API
    /// (`--add-modules jdk.incubator.vector`, JDK 25), else the scalar ones.
    public static Engine of(Precision precision) {
        Iterator<KernelProvider> found =
                ServiceLoader.load(KernelProvider.class).iterator();
        try {
            if (found.hasNext()) {
                return of(precision, found.next());
            }
        } catch (ServiceConfigurationError | LinkageError unavailable) {
            // compiled for a newer JVM, or the incubator module is absent: the scalar kernels run everywhere
            return scalar(precision);
        }
        return scalar(precision);
    }

    /// Given kernels.
    public static Engine of(Precision precision, KernelProvider kernels) {
        return switch (precision) {
            case FLOAT32 -> {
                var k = kernels.floats();
                yield new Engine(precision, k.name(), () -> new JavaOps<>(precision, k));
            }
            case FLOAT64 -> {
                var k = kernels.doubles();
                yield new Engine(precision, k.name(), () -> new JavaOps<>(precision, k));
            }
        };
    }

    /// The kernels that define the operations: plain loops, any JVM.
    public static Engine scalar(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> {
                var k = new ScalarFloatKernels();
                yield new Engine(precision, k.name(), () -> new JavaOps<>(precision, k));
            }
            case FLOAT64 -> {
                var k = new ScalarDoubleKernels();
                yield new Engine(precision, k.name(), () -> new JavaOps<>(precision, k));
            }
        };
    }

    public Precision precision() {
        return precision;
    }

    /// Short name for provenance, such as `vector float 8 lanes`.
    public String name() {
        return name;
    }

    /// Operations with memory of their own, for one thread.
    public Ops ops() {
        return factory.get();
    }
}
