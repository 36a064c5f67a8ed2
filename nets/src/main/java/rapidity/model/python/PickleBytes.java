package rapidity.model.python;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import rapidity.model.ModelFormatException;

/// The bytes of a pickle, read from front to back. Every length is compared with what is left before memory is taken.
final class PickleBytes {
    private final Path file;
    private final String member;
    private final ByteBuffer bytes;
    private int start;

    /// @param file for sentences
    /// @param member for sentences
    PickleBytes(Path file, String member, byte[] bytes) {
        this.file = file;
        this.member = member;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The next operation.
    int operation() throws ModelFormatException {
        start = bytes.position();
        return unsigned(1);
    }

    /// A little-endian number of 1, 2 or 4 bytes.
    ///
    /// @throws ModelFormatException if it is 2^31 or more
    int unsigned(int width) throws ModelFormatException {
        need(width);
        int r = switch (width) {
            case 1 -> Byte.toUnsignedInt(bytes.get());
            case 2 -> Short.toUnsignedInt(bytes.getShort());
            default -> bytes.getInt();
        };
        if (r < 0) {
            throw wrong("a number below 2^31", Integer.toUnsignedString(r));
        }
        return r;
    }

    int signed4() throws ModelFormatException {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    /// A length of 8 bytes.
    ///
    /// @throws ModelFormatException if there are not so many bytes
    int length8() throws ModelFormatException {
        need(Long.BYTES);
        long r = bytes.getLong();
        if (r < 0 || r > bytes.remaining()) {
            throw wrong("a length of at most " + bytes.remaining() + " bytes", Long.toUnsignedString(r));
        }
        return (int) r;
    }

    void skip(int n) throws ModelFormatException {
        need(n);
        bytes.position(bytes.position() + n);
    }

    String text(int n) throws ModelFormatException {
        need(n);
        ByteBuffer part = bytes.slice(bytes.position(), n);
        bytes.position(bytes.position() + n);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw wrong("a text in UTF-8", "other bytes");
        }
    }

    /// Up to the end of the line, which is passed over; a byte is a character, as in protocol 0.
    String line() throws ModelFormatException {
        int n = 0;
        while (n < bytes.remaining() && bytes.get(bytes.position() + n) != '\n') {
            n++;
        }
        String r = StandardCharsets.ISO_8859_1
                .decode(bytes.slice(bytes.position(), n))
                .toString();
        skip(n);
        skip(1);
        return r;
    }

    /// A number of n bytes in two's complement, least byte first.
    PickleValue integer(int n) throws ModelFormatException {
        need(n);
        if (n > Long.BYTES) {
            skip(n);
            return new PickleValue.Inert("a whole number of " + n + " bytes");
        }
        long r = n == 0 ? 0 : bytes.get(bytes.position() + n - 1);
        for (int i = n - 2; i >= 0; i--) {
            r = r << Byte.SIZE | Byte.toUnsignedInt(bytes.get(bytes.position() + i));
        }
        skip(n);
        return new PickleValue.Whole(r);
    }

    private void need(int n) throws ModelFormatException {
        if (n > bytes.remaining()) {
            throw wrong(n + " more bytes", bytes.remaining() + " (cut short?)");
        }
    }

    /// Something wrong with the operation that was begun last.
    ModelFormatException wrong(String expected, String found) {
        return new ModelFormatException(file, member + ", byte " + start, expected, found);
    }
}
