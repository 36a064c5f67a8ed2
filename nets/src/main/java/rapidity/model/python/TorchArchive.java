package rapidity.model.python;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Shape;
import rapidity.model.ModelFormatException;
import rapidity.model.Quoted;
import rapidity.model.StoredType;
import rapidity.model.python.PickleValue.Storage;
import rapidity.model.python.PickleValue.View;
import rapidity.model.python.StoredArchive.Member;

/// What `torch.save` writes since PyTorch 1.6: a zip file with a pickle, `NAME/data.pkl`, and the numbers of each
/// storage in `NAME/data/KEY`.
final class TorchArchive implements Closeable {
    private static final String PICKLE = "data.pkl";
    private static final int LARGEST_PICKLE = 1 << 25;
    private static final int LARGEST_WORD = 64;

    private final Path file;
    private final StoredArchive zip;
    private final String folder;
    private final ByteOrder order;
    private final List<StateDict> states;
    private @Nullable Storage last;
    private byte[] lastBytes = {};

    private TorchArchive(Path file, StoredArchive zip) throws IOException {
        this.file = file;
        this.zip = zip;
        Member pickle = pickle();
        folder = pickle.name().substring(0, pickle.name().length() - PICKLE.length());
        order = order();
        PickleBytes bytes = new PickleBytes(file, Quoted.of(pickle.name()), zip.bytes(pickle, LARGEST_PICKLE));
        states = StateSearch.in(Unpickler.read(bytes), Tensor::new);
    }

    static TorchArchive open(Path file) throws IOException {
        StoredArchive zip = StoredArchive.open(file);
        try {
            return new TorchArchive(file, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private Member pickle() throws ModelFormatException {
        List<Member> found = zip.members().values().stream()
                .filter(m -> m.name().equals(PICKLE) || m.name().endsWith("/" + PICKLE))
                .toList();
        if (found.size() != 1) {
            throw new ModelFormatException(
                    file,
                    "zip directory",
                    "one member " + PICKLE + ", as torch.save writes it",
                    found.isEmpty() ? "none" : Integer.toString(found.size()));
        }
        return found.getFirst();
    }

    private ByteOrder order() throws IOException {
        Member m = zip.members().get(folder + "byteorder");
        String word = m == null ? "little" : new String(zip.bytes(m, LARGEST_WORD), StandardCharsets.US_ASCII);
        return switch (word) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new ModelFormatException(file, "byteorder", "little or big", Quoted.of(word));
        };
    }

    List<StateDict> states() {
        return states;
    }

    private byte[] bytes(Storage s) throws IOException {
        if (last == null || !s.isThe(last)) {
            Member m = zip.members().get(folder + "data/" + s.key());
            long expected =
                    s.numbers() <= Integer.MAX_VALUE ? s.numbers() * s.type().bytes() : -1;
            if (m == null || m.size() != expected) {
                throw new ModelFormatException(
                        file,
                        "storage '" + Quoted.of(s.key()) + "'",
                        s.numbers() + " numbers of type " + s.type(),
                        m == null ? "no such member" : m.size() + " bytes");
            }
            lastBytes = zip.bytes(m, Integer.MAX_VALUE - Long.BYTES);
            last = s;
        }
        return lastBytes;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// A tensor whose numbers may lie anywhere in a storage, in any order, and be shared.
    private final class Tensor implements StateTensor {
        private final View view;

        Tensor(View view) {
            this.view = view;
        }

        @Override
        public StoredType type() {
            return view.storage().type();
        }

        @Override
        public Shape shape() {
            return Shape.of(
                    Arrays.stream(view.shape()).mapToInt(Math::toIntExact).toArray());
        }

        @Override
        public double[] values() throws IOException {
            double[] r = new double[(int) view.size()];
            ByteBuffer b = ByteBuffer.wrap(bytes(view.storage())).order(order);
            int rank = view.shape().length;
            long[] index = new long[rank];
            long at = view.offset();
            for (int i = 0; i < r.length; i++) {
                r[i] = type().read(b.position((int) at * type().bytes()));
                for (int axis = rank - 1; axis >= 0; axis--) {
                    at += view.strides()[axis];
                    if (++index[axis] < view.shape()[axis]) {
                        break;
                    }
                    at -= index[axis] * view.strides()[axis];
                    index[axis] = 0;
                }
            }
            return r;
        }
    }
}
