package rapidity.engine;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import rapidity.engine.kernel.KernelProvider;
import rapidity.engine.kernel.ScalarDoubleKernels;
import rapidity.engine.kernel.ScalarFloatKernels;

/// What computes: a precision and a set of kernels. Immutable and shared between threads; every tape takes its own
/// [Ops] from it, which own the memory.
public final class Engine {
    /// The name of the engine of pure Java.
    public static final String JAVA = "java";

    private final Precision precision;
    private final String name;
    private final Supplier<Ops> factory;
    private final Work work;

    /// How an engine's work is dealt out.
    ///
    /// @param shard tokens that are worked on at once, as a multiple of what stays in a CPU's cache
    /// @param workers threads that work for one caller, from the number of threads that a person allows
    public record Work(int shard, IntFunction<Workers> workers) {
        static final Work OF_KERNELS = new Work(1, Workers::new);
    }

    private Engine(Precision precision, String name, Supplier<Ops> factory, Work work) {
        this.precision = precision;
        this.name = name;
        this.factory = factory;
        this.work = work;
    }

    /// Operations of another kind than those of Java.
    ///
    /// @param ops makes them, with memory of their own
    public static Engine of(Precision precision, String name, Supplier<Ops> ops, Work work) {
        return new Engine(precision, name, ops, work);
    }

    /// The engine that a person has chosen.
    ///
    /// @param name `java`, or that of an [EngineProvider]
    /// @throws IllegalArgumentException if there is none of this name, or it cannot compute on this device
    public static Engine named(String name, Device device, Precision precision) {
        if (name.equals(JAVA)) {
            if (device != Device.CPU) {
                throw new IllegalArgumentException(
                        "the engine java computes on the CPU: for --device " + device + " choose --engine torch");
            }
            return of(precision);
        }
        return ServiceLoader.load(EngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no engine " + name
                        + ": say java, or torch (a program of your own needs the module rapidity-torch)"))
                .engine(device, precision);
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
                yield new Engine(precision, k.name(), () -> new JavaOps<>(precision, k), Work.OF_KERNELS);
            }
            case FLOAT64 -> {
                var k = kernels.doubles();
                yield new Engine(precision, k.name(), () -> new JavaOps<>(precision, k), Work.OF_KERNELS);
            }
        };
    }

    /// The kernels that define the operations: plain loops, any JVM.
    public static Engine scalar(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> {
                var k = new ScalarFloatKernels();
                yield new Engine(precision, k.name(), () -> new JavaOps<>(precision, k), Work.OF_KERNELS);
            }
            case FLOAT64 -> {
                var k = new ScalarDoubleKernels();
                yield new Engine(precision, k.name(), () -> new JavaOps<>(precision, k), Work.OF_KERNELS);
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

    /// Tokens of a shard where `tokens` are best for the engine of Java.
    public int shard(int tokens) {
        return work.shard * tokens;
    }

    /// Threads that work for one caller.
    ///
    /// @param threads how many a person allows
    public Workers workers(int threads) {
        return work.workers.apply(threads);
    }

    /// Operations with memory of their own, for one thread.
    public Ops ops() {
        return factory.get();
    }
}
