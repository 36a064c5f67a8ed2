package rapidity.data.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The bytes of an array's file, or of a member of an archive.
public interface ByteSource extends Closeable {
    /// The number of bytes.
    long size();

    /// Fills the buffer with the bytes from a position on.
    ///
    /// @throws DataFormatException if there are not so many bytes, or they are damaged
    void read(long position, ByteBuffer buffer) throws IOException;

    /// The exception for something wrong at a place in these bytes.
    DataFormatException fault(String place, String expected, String found);
}
