package rapidity.data.format.root;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.format.FileBytes;

class PackedNumbersTest {
    private static LeafType type(String title) throws Exception {
        Path file = RootTreeTest.file("types.root");
        try (FileBytes source = new FileBytes(file)) {
            return LeafType.of(
                    new RootCursor(source, "leaf", new byte[0], 0),
                    Map.of(),
                    new RootObject("TBranch"),
                    leaf(title),
                    true);
        }
    }

    private static RootObject leaf(String title) {
        RootObject leaf = new RootObject("TLeafD32");
        leaf.put("fTitle", title);
        leaf.put("fIsUnsigned", 0L);
        leaf.put("fLen", 1L);
        return leaf;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x/d[0,most,16]", "x/d[-e,1,16]", "x/d[0,1,many]", "x/d[0,3pi/x,8]"})
    void aRangeThatIsNotUnderstoodLeavesTheLeafUnread(String title) throws Exception {
        assertThat(type(title).fault().orElse("")).contains("range of \"" + title);
    }

    @Test
    void rangesHaveTheirBoundsAndSteps() throws Exception {
        assertThat(type("x/d[0, 10, 16]").packing().factor()).isEqualTo(6553.6);
        assertThat(type("x/d[-pi/2,2*pi]").packing().least()).isEqualTo(-Math.PI / 2);
        assertThat(type("x/d[0,0,10]").packing().kind()).isEqualTo(PackedNumbers.Kind.MANTISSA);
        assertThat(type("x/d").packing()).isEqualTo(PackedNumbers.NONE);
    }
}
