package rapidity.engine.torch;

import rapidity.engine.Device;
import rapidity.engine.Engine;
import rapidity.engine.EngineProvider;
import rapidity.engine.Precision;

/// The engine `torch`: libtorch of a PyTorch that is installed on this machine, see [Libtorch].
public final class TorchEngineProvider implements EngineProvider {
    /// Shards on a GPU, in shards of a CPU: it wants large arrays, and has memory for them.
    private static final int LARGE = 64;

    /// Shards on a CPU: operations are called less often for more tokens.
    private static final int SMALL = 4;

    @Override
    public String name() {
        return "torch";
    }

    @Override
    public Engine engine(Device device, Precision precision) {
        return engine(Libtorch.load(), device, precision);
    }

    /// A GPU shows only when it is used whether it can be.
    private static void tryOut(TorchDevice device) {
        Torch torch = new Torch(device, new Memory(device.shim()));
        try {
            torch.run(() -> torch.constant(0, 1));
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("libtorch cannot compute on this device: " + e.getMessage(), e);
        }
    }

    /// The engine of a libtorch.
    static Engine engine(Libtorch library, Device device, Precision precision) {
        TorchDevice d = TorchDevice.of(library, device, precision);
        tryOut(d);
        Constants constants = new Constants(new Memory(d.shim()));
        Threads threads = new Threads(library.symbols());
        return Engine.of(
                precision,
                "torch " + library.version() + " " + device + " "
                        + (precision == Precision.FLOAT32 ? "float" : "double"),
                () -> new TorchOps(new Torch(d, new Memory(d.shim())), constants),
                new Engine.Work(device == Device.CPU ? SMALL : LARGE, threads::workers));
    }
}
