package rapidity.engine.torch;

import rapidity.engine.Device;
import rapidity.engine.Precision;

/// Where tensors lie and what their numbers are, in libtorch's numbering.
///
/// @param type of the device
/// @param cpu the CPU's
/// @param realType of numbers
record TorchDevice(
        Libtorch library,
        Shim shim,
        Precision precision,
        int type,
        int cpu,
        int realType,
        int float64,
        int int64,
        int contiguousFormat) {
    /// @throws IllegalArgumentException if this libtorch cannot compute there
    static TorchDevice of(Libtorch library, Device device, Precision precision) {
        if (device == Device.CUDA && !library.hasCuda()) {
            throw new IllegalArgumentException("the libtorch in " + library.folder()
                    + " is one for CPUs: for --device cuda install a PyTorch with CUDA");
        }
        Shim shim = new Shim(library, device.toString());
        int float64 = shim.constant("aoti_torch_dtype_float64");
        return new TorchDevice(
                library,
                shim,
                precision,
                shim.constant("aoti_torch_device_type_" + device),
                shim.constant("aoti_torch_device_type_cpu"),
                precision == Precision.FLOAT64 ? float64 : shim.constant("aoti_torch_dtype_float32"),
                float64,
                shim.constant("aoti_torch_dtype_int64"),
                shim.constant("aoti_torch_memory_format_contiguous_format"));
    }
}
