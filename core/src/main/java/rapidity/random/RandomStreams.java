package rapidity.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// One seed and, derived from it, any number of independent named generators: `init`, `shuffle`, `noise`,
/// `phase-space`. Indices (a block, an epoch, a worker) open sub-streams.
///
/// ```
/// state = SHA-256( seed, 8 bytes | name in UTF-8 | 0xFF, then 8 bytes per index, if there are any )
/// ```
///
/// Numbers are big-endian; the byte `0xFF` never occurs in UTF-8, so no two requests share a message. A stream
/// depends on nothing but seed, name and indices: not on the order of requests, the thread, the JVM.
public record RandomStreams(long seed) {
    private static final byte END_OF_NAME = (byte) 0xFF;

    /// A new generator at the start of the stream of this name and these indices.
    public RandomStream stream(String name, long... indices) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        int tail = indices.length == 0 ? 0 : 1 + Long.BYTES * indices.length;
        ByteBuffer message = ByteBuffer.allocate(Long.BYTES + utf8.length + tail);
        message.putLong(seed).put(utf8);
        if (indices.length > 0) {
            message.put(END_OF_NAME);
        }
        for (long index : indices) {
            message.putLong(index);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256(message.array()));
        return RandomStream.of(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
