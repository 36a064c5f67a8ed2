package rapidity.data.format.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BitShuffleTest {
    private static final int SIZE = 24;

    /// 7 letters, 4 of them again from 4 back, 13 letters: an LZ4 block as long as what it holds.
    private static byte[] block() {
        ByteBuffer block = ByteBuffer.allocate(SIZE).put((byte) 0x70).put(new byte[] {1, 2, 3, 4, 5, 6, 7});
        block.put(new byte[] {4, 0}).put((byte) 0xd0);
        return block.put(letters()).array();
    }

    private static byte[] letters() {
        byte[] letters = new byte[13];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (byte) (20 + 7 * i);
        }
        return letters;
    }

    private static byte[] content() {
        byte[] head = {1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7};
        return ByteBuffer.allocate(SIZE).put(head).put(letters()).array();
    }

    private static byte[] chunk(byte[] block) {
        ByteBuffer chunk = ByteBuffer.allocate(16 + block.length).putLong(SIZE);
        return chunk.putInt(SIZE).putInt(block.length).put(block).array();
    }

    @Test
    void aBlockThatDidNotShrinkIsDecodedAllTheSame() throws DamagedBytesException {
        byte[] chunk = chunk(block());
        byte[] out = new byte[SIZE];
        byte[] expected = new byte[SIZE];
        assertThat(BitShuffle.decode(chunk, chunk.length, out, new int[] {0, 2, 1, SIZE, 2}))
                .isEqualTo(SIZE);
        BitShuffle.decode(content(), SIZE, expected, new int[] {0, 2, 1, SIZE, 0});
        assertThat(out).isEqualTo(expected);
    }

    @Test
    void theLz4FilterStoresABlockThatDidNotShrink() throws DamagedBytesException {
        byte[] chunk = chunk(content());
        byte[] out = new byte[SIZE];
        assertThat(Lz4Blocks.decode(chunk, chunk.length, out)).isEqualTo(SIZE);
        assertThat(out).isEqualTo(content());
    }
}
