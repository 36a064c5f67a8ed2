package rapidity.data.format.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzFile;

class RootTreeTest {
    /// Uproot multiplies by the step where ROOT divides by its inverse.
    private static final double PACKED = 1e-14;

    @TempDir
    private Path folder;

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(RootTreeTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Column column(RootTree tree, String name) {
        return tree.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + tree.columns() + ", " + tree.unread()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"types", "codecs", "embedded", "uproot"})
    void everyBranchHasTheValuesThatUprootReads(String name) throws IOException {
        try (NpzFile expected = NpzFile.open(file(name + ".npz"))) {
            assertThat(expected.names()).isNotEmpty();
            for (String key : expected.names()) {
                if (!key.endsWith("__offsets")) {
                    String[] parts = key.split("__", -1);
                    try (RootTree tree = RootTree.open(file(name + ".root"), Optional.of(parts[0]))) {
                        compare(tree, column(tree, parts[1]), expected, key);
                    }
                }
            }
        }
    }

    private static void compare(RootTree tree, Column column, NpzFile expected, String key) throws IOException {
        Jagged found = tree.read(column, 0, tree.rows());
        try (NpyArray array = expected.array(key)) {
            NpyType type = array.header().type();
            if (type != NpyType.UINT64) {
                double[] values = array.doubles(0, array.rows());
                double tolerance = key.contains("_range") || key.contains("_pi") ? PACKED : 0;
                assertThat(found.values()).as(key).containsExactly(values, within(tolerance));
            }
        }
        if (key.endsWith("__values")) {
            try (NpyArray offsets = expected.array(key.replace("__values", "__offsets"))) {
                long[] places = offsets.longs(0, offsets.rows());
                long width = column.width();
                assertThat(found.offsets())
                        .as(key)
                        .isEqualTo(Arrays.stream(places)
                                .mapToInt(place -> (int) (place * width))
                                .toArray());
            }
        }
    }

    @Test
    void typesAndShapesAreThoseOfTheBranches() throws IOException {
        try (RootTree tree = RootTree.open(file("types.root"), Optional.empty())) {
            assertThat(tree.rows()).isEqualTo(150);
            assertThat(column(tree, "b").description()).isEqualTo("b1");
            assertThat(column(tree, "u4").description()).isEqualTo("u4");
            assertThat(column(tree, "grid").description()).isEqualTo("f4 [2, 3]");
            assertThat(column(tree, "P").description()).isEqualTo("f8 [*, 4]");
            assertThat(column(tree, "v_bool").description()).isEqualTo("b1 [*]");
            assertThat(column(tree, "v_unsigned_long").description()).isEqualTo("u8 [*]");
            assertThat(tree.unread()).containsKeys("text", "nested", "lorentz");
        }
    }

    @Test
    void aTableOfFourNumbersForEachParticleKeepsAllRows() throws IOException {
        try (RootTree tree = RootTree.open(file("types.root"), Optional.empty())) {
            assertThat(tree.read(column(tree, "P"), 0, 3).offsets()).containsExactly(0, 28, 28, 40);
            assertThat(tree.read(column(tree, "pdg"), 0, 3).offsets()).containsExactly(0, 7, 7, 10);
            assertThat(tree.read(column(tree, "status"), 0, 1).values()).containsOnly(-5);
        }
    }

    @Test
    void integersOf64BitsAreNotRounded() throws IOException {
        try (RootTree tree = RootTree.open(file("types.root"), Optional.empty())) {
            assertThat(tree.read(column(tree, "u8"), 3, 4).values()).containsExactly(0x1p40 + 4);
            Jagged vectors = tree.read(column(tree, "v_unsigned_long"), 1, 2);
            assertThat(vectors.values()[0]).isEqualTo(0x1p40 + 1);
        }
    }

    @Test
    void leavesOfOneBranchAreColumnsOfTheirOwn() throws IOException {
        try (RootTree tree = RootTree.open(file("types.root"), Optional.empty())) {
            assertThat(tree.read(column(tree, "pair.x"), 98, 101).values()).containsExactly(98.5, 99.5, 100.5);
            assertThat(tree.read(column(tree, "pair.y"), 98, 101).values()).containsExactly(-98, -99, -100);
        }
    }

    @Test
    void membersOfSplitObjectsAndOfVectorsOfThemAreColumns() throws IOException {
        try (RootTree tree = RootTree.open(file("split.root"), Optional.empty())) {
            assertThat(column(tree, "hits.e").description()).isEqualTo("f8 [*, 3]");
            assertThat(tree.read(column(tree, "hit.x"), 7, 9).values()).containsExactly(7.5, 8.5);
            assertThat(tree.read(column(tree, "hit.e"), 7, 8).values()).containsExactly(70, 71, 72);
            Jagged n = tree.read(column(tree, "hits.n"), 97, 100);
            assertThat(n.values()).containsExactly(-97, -98, -98);
            assertThat(n.offsets()).containsExactly(0, 1, 3, 3);
            assertThat(tree.read(column(tree, "hits.e"), 1, 2).values()).containsExactly(10, 11, 12);
        }
    }

    @Test
    void classesWithTextsAndVectorsAndNtuplesAreRead() throws IOException {
        try (RootTree tree = RootTree.open(file("oddities.root"), Optional.of("named"))) {
            assertThat(tree.read(column(tree, "named.n"), 3, 6).values()).containsExactly(9, 12, 15);
            Jagged x = tree.read(column(tree, "named.x"), 3, 6);
            assertThat(x.values()).containsExactly(3, 4, 5, 5);
            assertThat(x.offsets()).containsExactly(0, 3, 3, 4);
        }
        try (RootTree tree = RootTree.open(file("oddities.root"), Optional.of("ntuple"))) {
            assertThat(tree.read(column(tree, "b"), 4, 6).values()).containsExactly(-1, -1.25);
        }
    }

    @Test
    void offsetsThatWereLeftOutFollowFromTheCounts() throws IOException {
        try (RootTree tree = RootTree.open(file("oddities.root"), Optional.of("counted"))) {
            Jagged x = tree.read(column(tree, "x"), 98, 200);
            Jagged p = tree.read(column(tree, "P"), 98, 200);
            for (int row = 0; row < 102; row++) {
                int entry = 98 + row;
                assertThat(x.offsets()[row + 1] - x.offsets()[row]).isEqualTo(entry % 7);
                assertThat(p.offsets()[row + 1]).isEqualTo(4 * x.offsets()[row + 1]);
                assertThat(Arrays.copyOfRange(x.values(), x.offsets()[row], x.offsets()[row + 1]))
                        .containsOnly(entry % 7 == 0 ? new double[0] : new double[] {entry + 0.25});
            }
        }
    }

    @Test
    void ofTwoBranchesOfOneNameBothAreColumns() throws IOException {
        try (RootTree tree = RootTree.open(file("oddities.root"), Optional.of("counted"))) {
            assertThat(tree.read(column(tree, "n"), 3, 6).values()).containsExactly(3, 4, 5);
            assertThat(tree.read(column(tree, "n;2"), 3, 6).values()).containsExactly(1, 1, 1);
        }
    }

    @Test
    void aBoolThatIsNotZeroIsTrue() throws IOException {
        try (RootTree tree = RootTree.open(file("oddities.root"), Optional.of("counted"))) {
            assertThat(tree.read(column(tree, "odd"), 3, 6).values()).containsExactly(0, 1, 1);
        }
    }

    @Test
    void anyRangeOfEntriesIsPartOfAllEntries() throws IOException {
        try (RootTree tree = RootTree.open(file("embedded.root"), Optional.empty())) {
            Column v = column(tree, "v");
            Jagged all = tree.read(v, 0, 500);
            for (int from = 0; from < 500; from += 37) {
                for (int to = from; to <= 500; to += 41) {
                    Jagged some = tree.read(v, from, to);
                    assertThat(some.values())
                            .isEqualTo(Arrays.copyOfRange(all.values(), all.offsets()[from], all.offsets()[to]));
                    assertThat(some.rows()).isEqualTo(to - from);
                }
            }
        }
    }

    @Test
    void aFileBeyondTwoGigabytesIsReadThroughItsLargePlaces() throws IOException {
        Path path = folder.resolve("beyond.root");
        try (NpzFile pieces = NpzFile.open(file("beyond.npz"));
                FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (String name : pieces.names()) {
                NpyArray piece = pieces.array(name);
                ByteBuffer bytes = ByteBuffer.allocate((int) piece.rows());
                for (long value : piece.longs(0, piece.rows())) {
                    bytes.put((byte) value);
                }
                channel.write(bytes.flip(), Long.parseLong(name.substring("at_".length())));
            }
        }
        assertThat(Files.size(path)).isGreaterThan(Integer.MAX_VALUE);
        try (RootTree tree = RootTree.open(path, Optional.of("tree"))) {
            double[] counted = new double[1000];
            Arrays.setAll(counted, i -> i);
            assertThat(tree.read(column(tree, "x"), 0, 1000).values()).isEqualTo(counted);
        }
    }

    @Test
    void anRNTupleIsNamedInOneSentence() {
        assertThatThrownBy(() -> RootTree.open(file("ntuple.root"), Optional.empty()))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("ntuple.root", "RNTuple", "events", "save it as a TTree");
    }

    @Test
    void oneOfSeveralTreesMustBeNamed() {
        assertThatThrownBy(() -> RootTree.open(file("codecs.root"), Optional.empty()))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("codecs.root:TREE", "deep/lz4/tree", "deep/zstd/tree");
        assertThatThrownBy(() -> RootTree.open(file("codecs.root"), Optional.of("tree")))
                .hasMessageContainingAll("'tree'", "deep/lz4/tree");
    }

    @Test
    void aFlippedBitOfAnLz4BlockIsFoundByItsChecksum() throws IOException {
        byte[] bytes = Files.readAllBytes(file("codecs.root"));
        Path path = folder.resolve("flipped.root");
        int found = 0;
        for (int at = 0; at < bytes.length - 40; at++) {
            if (bytes[at] == 'L' && bytes[at + 1] == '4') {
                byte[] damaged = bytes.clone();
                damaged[at + 25] ^= 1;
                Files.write(path, damaged);
                try (RootTree tree = RootTree.open(path, Optional.of("deep/lz4/tree"))) {
                    for (Column column : tree.columns()) {
                        tree.read(column, 0, tree.rows());
                    }
                } catch (DataFormatException e) {
                    found += e.getMessage().contains("checksum") ? 1 : 0;
                }
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void aDamagedBasketIsNamedWithItsEntries() throws IOException {
        byte[] bytes = Files.readAllBytes(file("types.root"));
        Path path = folder.resolve("damaged.root");
        int flips = 0;
        for (int at = 2000; at < bytes.length - 30_000 && flips < 40; at += 997) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            Files.write(path, damaged);
            try (RootTree tree = RootTree.open(path, Optional.empty())) {
                for (Column column : tree.columns()) {
                    assertThat(tree.read(column, 0, 150).rows()).isEqualTo(150);
                }
            } catch (DataFormatException e) {
                assertThat(e).hasMessageContaining("damaged.root");
                flips++;
            }
        }
        assertThat(flips).isPositive();
    }

    @Test
    void aFileCutShortIsRefusedWithBothSizes() throws IOException {
        byte[] bytes = Files.readAllBytes(file("types.root"));
        Path path = Files.write(folder.resolve("cut.root"), Arrays.copyOf(bytes, bytes.length * 6 / 10));
        assertThatThrownBy(() -> RootTree.open(path, Optional.empty()))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("cut.root: size", bytes.length + " bytes", "cut short?");
    }
}
