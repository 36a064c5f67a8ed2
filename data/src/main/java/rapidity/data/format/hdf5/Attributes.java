package rapidity.data.format.hdf5;

import java.io.IOException;
import java.util.Optional;

/// The attributes in an object's header. Those that newer files keep elsewhere, because there are many, are not found.
final class Attributes {
    private Attributes() {}

    static Optional<String> text(Metadata file, ObjectHeader header, String name) throws IOException {
        for (Cursor message : header.all(file, ObjectHeader.ATTRIBUTE)) {
            Optional<String> text = text(message, name);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(Cursor message, String name) throws IOException {
        int version = message.u8();
        message.version("an attribute", version, 1, 3);
        message.skip(1);
        int nameSize = message.u16();
        int typeSize = message.u16();
        int spaceSize = message.u16();
        message.skip(version == 3 ? 1 : 0);
        String found = part(message, nameSize, version).text(nameSize);
        if (!found.equals(name)) {
            return Optional.empty();
        }
        DataType type = DataType.read(part(message, typeSize, version));
        Dataspace space = Dataspace.read(part(message, spaceSize, version));
        boolean one = space.exists() && space.shape().length == 0;
        return type instanceof DataType.Text text && one ? Optional.of(message.text(text.size())) : Optional.empty();
    }

    /// A field of this size, in the first version padded to a multiple of eight bytes.
    private static Cursor part(Cursor message, int size, int version) throws IOException {
        return message.part(version == 1 ? (size + 7) / 8 * 8 : size);
    }
}
