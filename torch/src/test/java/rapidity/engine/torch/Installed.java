package rapidity.engine.torch;

import org.junit.jupiter.api.Assumptions;
import rapidity.engine.Device;
import rapidity.engine.Engine;
import rapidity.engine.Precision;

/// The libtorch of this machine, for tests: where there is none they are skipped.
final class Installed {
    private Installed() {}

    /// Loaded once.
    private static final class Holder {
        static final Libtorch LIBRARY = Libtorch.load();

        static {
            // tests of tiny arrays share the machine: threads would wait for each other
            new Threads(LIBRARY.symbols()).workers(1);
        }
    }

    static Libtorch library() {
        Assumptions.assumeTrue(Libtorch.found().isPresent(), "tests of the engine torch need a libtorch");
        return Holder.LIBRARY;
    }

    /// The CPU, or with -Drapidity.device=cuda a GPU.
    static Device device() {
        return Device.of(System.getProperty("rapidity.device", Device.CPU.toString()));
    }

    static Engine engine(Precision precision) {
        return TorchEngineProvider.engine(library(), device(), precision);
    }

    /// Other jets change the sizes of matrix products, and with them the order of their sums.
    static double neighbours(Precision precision) {
        return precision == Precision.FLOAT64 ? 1e-12 : 1e-4;
    }
}
