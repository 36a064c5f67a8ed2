package rapidity.data.format.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.FileBytes;
import rapidity.data.format.NpyType;
import rapidity.data.format.NumberFormat;

class RootBasketTest {
    private static final LeafType FLOATS = new LeafType(
            new NumberFormat(NpyType.FLOAT32, ByteOrder.BIG_ENDIAN),
            PackedNumbers.NONE,
            List.of(Column.VARIABLE),
            0,
            0,
            4,
            Optional.empty());

    private static RootBasket withCounts(double... counts) throws IOException {
        try (FileBytes source = new FileBytes(RootTreeTest.file("types.root"))) {
            return new RootBasket(source, "basket 0", new byte[20], new int[0], counts.length, 70, 20)
                    .withOffsets(counts, FLOATS);
        }
    }

    @Test
    void offsetsFollowFromCountsThatAreAllNumbers() throws IOException {
        assertThat(withCounts(2, 0, 3).offsets()).containsExactly(70, 78, 78);
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 2, 16", "1, 0, 0, 4", "2, 2, 2, 24"})
    void countsOfFewerOrMoreNumbersAreRefused(double first, double second, double third, String found) {
        assertThatThrownBy(() -> withCounts(first, second, third))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("types.root: basket 0", "20 bytes", found);
    }
}
