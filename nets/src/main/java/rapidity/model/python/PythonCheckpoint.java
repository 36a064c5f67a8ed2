package rapidity.model.python;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapidity.engine.Shape;
import rapidity.model.ModelFormatException;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;

/// A file of weights that Python wrote: by `torch.save` (a zip file), or by safetensors. Which of them is seen from its
/// first bytes. A folder is one of lgn-autoencoder, with a file for the encoder and one for the decoder.
///
/// Nothing in the file is executed, and memory is bounded by a small multiple of its size.
public final class PythonCheckpoint implements Closeable {
    private static final List<String> PARTS = List.of("encoder", "decoder");

    private final Path file;
    private final List<StateDict> states;
    private final Closeable source;

    private PythonCheckpoint(Path file, List<StateDict> states, Closeable source) {
        this.file = file;
        this.states = List.copyOf(states);
        this.source = source;
    }

    /// @throws ModelFormatException if the file is neither, is damaged, or holds a pickle that names anything but
    ///     tensors and plain containers
    public static PythonCheckpoint open(Path file) throws IOException {
        return Files.isDirectory(file) ? folder(file) : ofFile(file);
    }

    /// The files that a checkpoint consists of.
    public static List<Path> files(Path checkpoint) {
        return Files.isDirectory(checkpoint)
                ? PARTS.stream().map(part -> weights(checkpoint, part)).toList()
                : List.of(checkpoint);
    }

    private static Path weights(Path folder, String part) {
        return folder.resolve("weights_" + part).resolve("best_" + part + "_weights.pth");
    }

    /// The names of each part begin with that of the part.
    private static PythonCheckpoint folder(Path folder) throws IOException {
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        List<PythonCheckpoint> opened = new ArrayList<>();
        Closeable all = () -> {
            for (PythonCheckpoint c : opened) {
                c.close();
            }
        };
        try {
            for (String part : PARTS) {
                Path file = weights(folder, part);
                if (!Files.isRegularFile(file)) {
                    throw new ModelFormatException(
                            folder, "file", "a checkpoint, or a folder with " + folder.relativize(file), "a folder");
                }
                opened.add(ofFile(file));
                for (StateDict state : opened.getLast().states) {
                    state.tensors().forEach((name, t) -> tensors.put(part + "." + name, t));
                }
            }
            return new PythonCheckpoint(folder, List.of(new StateDict("", tensors)), all);
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private static PythonCheckpoint ofFile(Path file) throws IOException {
        return switch (Kind.of(file)) {
            case ZIP -> {
                TorchArchive archive = TorchArchive.open(file);
                yield new PythonCheckpoint(file, archive.states(), archive);
            }
            case PICKLE ->
                throw new ModelFormatException(
                        file,
                        "beginning",
                        "the zip format of torch.save, or safetensors",
                        "a bare pickle, as PyTorch wrote it before 1.6: load it there and save it again");
            case SAFETENSORS -> safetensors(file);
            case OTHER ->
                throw new ModelFormatException(
                        file, "beginning", "a zip file of torch.save, or safetensors", "neither (is it a checkpoint?)");
        };
    }

    private enum Kind {
        ZIP,
        PICKLE,
        SAFETENSORS,
        OTHER;

        private static final int ZIP_MEMBER = 0x04034b50;
        private static final int PROTOCOL = 0x80;

        /// A safetensors file begins with a length of 8 bytes, which may be any, and a brace.
        static Kind of(Path file) throws IOException {
            try (RandomAccess in = RandomAccess.open(file)) {
                if (in.size() < Integer.BYTES) {
                    return OTHER;
                }
                int first = in.bytes(0, Integer.BYTES).getInt();
                if (first == ZIP_MEMBER) {
                    return ZIP;
                }
                boolean brace =
                        in.size() > Long.BYTES && in.bytes(Long.BYTES, 1).get() == '{';
                return brace ? SAFETENSORS : (first & 0xff) == PROTOCOL ? PICKLE : OTHER;
            }
        }
    }

    private static PythonCheckpoint safetensors(Path file) throws IOException {
        Safetensors contents = Safetensors.read(file);
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        contents.tensors().forEach((name, t) -> tensors.put(name, new Loaded(t)));
        return new PythonCheckpoint(file, List.of(new StateDict("", tensors)), () -> {});
    }

    private record Loaded(Safetensors.Stored stored) implements StateTensor {
        @Override
        public StoredType type() {
            return stored.type();
        }

        @Override
        public Shape shape() {
            return stored.shape();
        }

        @Override
        public double[] values() {
            return stored.values();
        }
    }

    public Path file() {
        return file;
    }

    /// Bytes of all files.
    long size() throws IOException {
        long r = 0;
        for (Path part : files(file)) {
            r += Files.size(part);
        }
        return r;
    }

    /// All dictionaries that hold tensors, outer ones first.
    public List<StateDict> states() {
        return states;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
