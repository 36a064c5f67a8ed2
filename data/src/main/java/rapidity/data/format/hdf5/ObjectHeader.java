package rapidity.data.format.hdf5;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import rapidity.data.format.DataFormatException;

/// What an HDF5 file says of a group or dataset: a list of messages, spread over blocks.
record ObjectHeader(long address, List<Message> messages) {
    static final int DATASPACE = 1;
    static final int LINK_INFO = 2;
    static final int DATATYPE = 3;
    static final int OLD_FILL_VALUE = 4;
    static final int FILL_VALUE = 5;
    static final int LINK = 6;
    static final int EXTERNAL_FILES = 7;
    static final int LAYOUT = 8;
    static final int FILTERS = 11;
    static final int ATTRIBUTE = 12;
    private static final int CONTINUATION = 16;
    static final int SYMBOL_TABLE = 17;

    private static final int MAX_BLOCKS = 1000;
    private static final int SHARED = 2;

    /// A message and whether it only says where the message is.
    record Message(int type, boolean shared, long address, byte[] bytes) {}

    static ObjectHeader read(Metadata file, long address) throws IOException {
        Cursor start = file.cursorUpTo(address, 16);
        Reading reading = new Reading(file, address);
        if (start.text(4).equals("OHDR")) {
            reading.second();
        } else {
            reading.first();
        }
        return new ObjectHeader(address, List.copyOf(reading.messages));
    }

    /// The first message of a type; a shared one is looked up where it is.
    Optional<Cursor> message(Metadata file, int type) throws IOException {
        for (Message message : messages) {
            if (message.type == type) {
                return Optional.of(message.shared ? shared(file, message) : cursor(file, message));
            }
        }
        return Optional.empty();
    }

    /// The first message of a type, which must be there.
    Cursor required(Metadata file, int type, String what) throws IOException {
        return message(file, type).orElseThrow(() -> file.fault("object header at byte " + address, what, "none"));
    }

    List<Cursor> all(Metadata file, int type) {
        return messages.stream()
                .filter(message -> message.type == type && !message.shared)
                .map(message -> cursor(file, message))
                .toList();
    }

    boolean has(int type) {
        return messages.stream().anyMatch(message -> message.type == type);
    }

    private static Cursor cursor(Metadata file, Message message) {
        return new Cursor(file, java.nio.ByteBuffer.wrap(message.bytes), message.address);
    }

    private static Cursor shared(Metadata file, Message message) throws IOException {
        Cursor reference = cursor(file, message);
        int version = reference.u8();
        int kind = reference.u8();
        if (version == 3 && kind == 1) {
            throw reference.fault("a message of its own", "one in the heap of shared messages, which is not read");
        }
        reference.skip(version == 1 ? 6 : 0);
        ObjectHeader owner = read(file, reference.address());
        for (Message there : owner.messages) {
            if (there.type == message.type && !there.shared) {
                return cursor(file, there);
            }
        }
        throw reference.fault("the address of an object with the shared message", "another one");
    }

    private static final class Reading {
        private final Metadata file;
        private final long address;
        private final List<Message> messages = new ArrayList<>();
        private final Deque<long[]> blocks = new ArrayDeque<>();
        private int read;

        Reading(Metadata file, long address) {
            this.file = file;
            this.address = address;
        }

        void first() throws IOException {
            Cursor start = file.cursor(address, 16);
            start.version("an object header", start.u8(), 1, 1);
            start.skip(7);
            blocks.add(new long[] {address + 16, start.u32()});
            while (!blocks.isEmpty()) {
                Cursor block = next();
                while (block.remaining() >= 8) {
                    int type = block.u16();
                    int size = block.u16();
                    int flags = block.u8();
                    block.skip(3);
                    take(block, type, size, flags);
                }
            }
        }

        void second() throws IOException {
            Cursor start = file.cursorUpTo(address, 64);
            start.signature("OHDR");
            start.version("an object header", start.u8(), 2, 2);
            int flags = start.u8();
            start.skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
            long size = start.number(1 << (flags & 3));
            int ordered = (flags & 4) != 0 ? 2 : 0;
            blocks.add(new long[] {address + start.position(), size});
            messages(next(), ordered);
            while (!blocks.isEmpty()) {
                Cursor block = next();
                block.signature("OCHK");
                messages(block.part(Math.max(0, block.remaining() - 4)), ordered);
            }
        }

        private void messages(Cursor block, int ordered) throws IOException {
            while (block.remaining() >= 4 + ordered) {
                int type = block.u8();
                int size = block.u16();
                int flags = block.u8();
                block.skip(ordered);
                take(block, type, size, flags);
            }
        }

        private Cursor next() throws IOException {
            if (++read > MAX_BLOCKS) {
                throw tooLong();
            }
            long[] block = blocks.remove();
            return file.cursor(block[0], block[1]);
        }

        private void take(Cursor block, int type, int size, int flags) throws IOException {
            Cursor content = block.part(size);
            if (type == CONTINUATION) {
                blocks.add(new long[] {content.address(), content.length()});
            } else if (type != 0) {
                byte[] bytes = content.bytes(size);
                messages.add(new Message(type, (flags & SHARED) != 0, address, bytes));
            }
        }

        private DataFormatException tooLong() {
            return file.fault(
                    "object header at byte " + address, "at most " + MAX_BLOCKS + " blocks of messages", "more");
        }
    }
}
