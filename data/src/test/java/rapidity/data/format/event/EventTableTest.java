package rapidity.data.format.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.DataFile;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.data.format.Table;

/// The fixtures, and what they hold, come from pylhe and pyhepmc: `make_fixtures.py` beside them.
class EventTableTest {
    private static final String LHE_HEAD =
            "<LesHouchesEvents version=\"1.0\">\n<init>\n2212 2212 7e3 7e3 0 0 0 0 3 1\n1 0 1 1\n</init>\n";
    private static final String GLUON = "21 1 0 0 0 0 1 2 2 3 0 0 9\n";
    private static final String HEPMC_HEAD = "HepMC::Version 3.02.05\n" + HepMc3File.BEGIN + "\n";

    @TempDir
    private Path folder;

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(EventTableTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] expected(String name) throws IOException {
        try (NpzFile file = NpzFile.open(resource("expected.npz"));
                NpyArray array = file.array(name)) {
            return array.doubles(0, array.rows());
        }
    }

    private static Jagged read(Table table, String name, long from, long to) throws IOException {
        Column column = table.columns().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
        return table.read(column, from, to);
    }

    private static double[] all(Table table, String name) throws IOException {
        return read(table, name, 0, table.columns().getFirst().rows()).values();
    }

    @ParameterizedTest
    @CsvSource({"pylhe.lhe, lhe", "pylhe.lhe.gz, lhe", "pyhepmc.hepmc, hepmc"})
    void everyColumnIsWhatPythonReads(String file, String prefix) throws IOException {
        try (Table table = DataFile.of(resource(file).toString()).open()) {
            assertThat(Arrays.stream(read(
                                            table,
                                            "pdg",
                                            0,
                                            table.columns().getFirst().rows())
                                    .offsets())
                            .asDoubleStream()
                            .toArray())
                    .isEqualTo(expected(prefix + "_offsets"));
            try (NpzFile expected = NpzFile.open(resource("expected.npz"))) {
                int compared = 0;
                for (String name : expected.names()) {
                    if (name.startsWith(prefix + "_") && !name.endsWith("_offsets")) {
                        assertThat(all(table, name.substring(prefix.length() + 1)))
                                .as(name)
                                .isEqualTo(expected(name));
                        compared++;
                    }
                }
                assertThat(compared).isGreaterThan(10);
            }
        }
    }

    @Test
    void whatHepMcSaysInAttributesIsRead() throws IOException {
        try (Table table = EventTable.open(resource("pyhepmc.hepmc"))) {
            assertThat(table.kind()).isEqualTo("HepMC3 events");
            assertThat(all(table, "alpha_qcd")).containsOnly(0.118);
            assertThat(all(table, "alpha_qed")).containsOnly(EventRecord.UNKNOWN);
            assertThat(read(table, "colour1", 1, 2).values()).startsWith(0, 0, 501, 0, 0);
            assertThat(read(table, "colour2", 1, 2).values()).startsWith(0, 0, 0, 502, 0);
            assertThat(table.columns()).noneMatch(column -> column.name().equals("spin"));
        }
    }

    @Test
    void theInitBlockIsRead() throws IOException {
        try (LheFile file = LheFile.open(resource("pylhe.lhe"))) {
            assertThat(file.init())
                    .isEqualTo(new LheInit(
                            List.of(2212, 2212),
                            List.of(6500.0, 6500.0),
                            List.of(0, 0, 247000, 247000),
                            -4,
                            List.of(new LheInit.Process(50.1, 0.3, 1, 1), new LheInit.Process(5.5, 0.1, 2, 2))));
            assertThat(file.kind()).contains("beams 2212 and 2212 of 6500.0 and 6500.0 GeV, 2 processes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pylhe.lhe", "pyhepmc.hepmc"})
    void anyRowsCanBeReadInAnyOrder(String file) throws IOException {
        Jagged all;
        try (Table table = EventTable.open(resource(file))) {
            all = read(table, "e", 0, table.columns().getFirst().rows());
        }
        try (Table table = EventTable.open(resource(file))) {
            for (int[] range : new int[][] {{3, 5}, {0, 1}, {2, 2}, {4, 5}, {1, 4}}) {
                assertThat(read(table, "e", range[0], range[1]).values())
                        .isEqualTo(Arrays.copyOfRange(all.values(), all.offsets()[range[0]], all.offsets()[range[1]]));
            }
        }
    }

    private Path written(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String name, String text) throws IOException {
        Path file = written(name, text);
        return assertThatThrownBy(() -> {
                    try (Table table = EventTable.open(file)) {
                        all(table, "px");
                    }
                })
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(name);
    }

    @Test
    void whatOlderProgramsWroteIsRead() throws IOException {
        Path file = written(
                "old.lhe",
                "<?xml version=\"1.0\"?>\n<LesHouchesEvents version=\"1.0\">\n<!--\n<init> <event> -->\n"
                        + "<header>\n 10 < pt ! a card of \u00e9\n<slha>\n<![CDATA[ > <event> ]]></slha></header>\n"
                        + "<init>\n 2212 2212 0.7000000D+04 7d3 0 0 0 0 3 1\n# by hand\n 1 0 1 66\n</init>\n"
                        + "<event> 2 66 1.0 -1 -1 -1\n"
                        + "21 -1 0 0 0 0 0 0 5.D+00 5 0 0 9\n\n 21 1 1 0 0 0 NaN -inf 2 3 0 0 9\n#rwgt 1\n"
                        + "<weights> 1.5 -2 </weights><mgrwt><rscale> 0 0.1</rscale>\n</mgrwt></event>"
                        + "</LesHouchesEvents>\n<event> 0 0 0 0 0 0 </event>");
        try (Table table = EventTable.open(file)) {
            assertThat(table.columns().getFirst().rows()).isOne();
            assertThat(all(table, "pz")).containsExactly(5, 2);
            assertThat(all(table, "px")).containsExactly(0, Double.NaN);
            assertThat(all(table, "py")).containsExactly(0, Double.NEGATIVE_INFINITY);
            assertThat(all(table, "weights")).containsExactly(1.5, -2);
            assertThat(all(table, "mother1")).containsExactly(0, 1);
        }
    }

    @Test
    void aDamagedLesHouchesFileIsRefusedWithItsLine() throws IOException {
        String event = "<event>\n1 1 1 -1 -1 -1\n" + GLUON + "</event>\n";
        String end = "</LesHouchesEvents>\n";
        refused("cut.lhe", LHE_HEAD + event).hasMessageContainingAll("line 9", "cut short");
        refused("open.lhe", LHE_HEAD + "<event>\n1 1 1 -1 -1 -1\n" + end).hasMessageContaining("</event>");
        refused("nested.lhe", LHE_HEAD + event.replace("</event>", "") + event + end)
                .hasMessageContainingAll("</event>", "<event>");
        refused("few.lhe", LHE_HEAD + event.replace("1 1 1 -1", "2 1 1 -1") + end)
                .hasMessageContainingAll("line 7", "as NUP says, 2", "1 of them");
        refused("text.lhe", LHE_HEAD + event.replace("1 2 2 3", "1 2 0x1p3 3") + end)
                .hasMessageContainingAll("line 8", "a number", "0x1p3");
        refused("whole.lhe", LHE_HEAD + event.replace("21 1", "21.5 1") + end)
                .hasMessageContainingAll("line 8", "a whole number", "21.5");
        refused("short.lhe", LHE_HEAD + event.replace(" 9\n", "\n") + end).hasMessageContainingAll("line 8", "13 num");
        refused("mother.lhe", LHE_HEAD + event.replace("1 0 0", "1 7 0") + end)
                .hasMessageContainingAll("line 8", "a mother among 1");
        refused("init.lhe", LHE_HEAD.replace("3 1\n", "3 2\n") + event + end).hasMessageContaining("NPRUP says, 2");
        refused("none.lhe", "<LesHouchesEvents>\n" + event + end).hasMessageContaining("<init>");
        refused("other.lhe", "<html>\n").hasMessageContainingAll("<LesHouchesEvents>", "html");
        refused("entity.lhe", "<!DOCTYPE x [<!ENTITY a \"b\">]>\n" + LHE_HEAD + end)
                .hasMessageContaining("DOCTYPE");
        refused("empty.lhe", "\n").hasMessageContaining("nothing");
    }

    @Test
    void theEventsBeforeADamagedOneAreReadAfterIt() throws IOException {
        String event = "<event>\n1 1 1 -1 -1 -1\n" + GLUON + "</event>\n";
        Path file =
                written("later.lhe", LHE_HEAD + event + event.replace("1 2 2 3", "1 x 2 3") + "</LesHouchesEvents>\n");
        try (Table table = EventTable.open(file)) {
            assertThatThrownBy(() -> all(table, "px")).isInstanceOf(DataFormatException.class);
            assertThat(read(table, "px", 0, 1).values()).containsExactly(1);
        }
    }

    @Test
    void aDamagedHepMcFileIsRefusedWithItsLine() throws IOException {
        String event = "E 0 1 2\nU GEV MM\nW 1\nP 1 0 21 0 0 3 3 0 4\nV -1 0 [1]\nP 2 -1 21 0 0 3 3 0 1\n";
        String end = HepMc3File.END + "\n";
        refused("cut.hepmc", HEPMC_HEAD + event).hasMessageContainingAll("line 8", "cut short");
        refused("few.hepmc", HEPMC_HEAD + event.replace("E 0 1 2", "E 0 1 3") + end)
                .hasMessageContainingAll("line 3", "3 particles", "2 of them");
        refused("many.hepmc", HEPMC_HEAD + event.replace("E 0 1 2", "E 0 1 2000000000") + end)
                .hasMessageContaining("up to 1000000");
        refused("origin.hepmc", HEPMC_HEAD + event.replace("P 2 -1", "P 2 -2") + end)
                .hasMessageContainingAll("line 8", "a vertex that comes before", "-2");
        refused("mother.hepmc", HEPMC_HEAD + event.replace("[1]", "[2]") + end)
                .hasMessageContainingAll("line 7", "a mother among the 1");
        refused("order.hepmc", HEPMC_HEAD + event.replace("P 2", "P 3") + end)
                .hasMessageContainingAll("line 8", "particle 2");
        refused("unit.hepmc", HEPMC_HEAD + event.replace("GEV", "TEV") + end).hasMessageContaining("GEV or MEV");
        refused("old.hepmc", "HepMC::Version 2.06.09\nHepMC::IO_GenEvent-START_EVENT_LISTING\n")
                .hasMessageContainingAll("Asciiv3", "IO_GenEvent");
        String noise = "A 0 x 1\n".repeat(2000);
        refused("noise.hepmc", HEPMC_HEAD + event + noise + end).hasMessageContaining("the end of the event with 2");
    }

    @Test
    void aCutGzippedTextIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(resource("pylhe.lhe.gz"));
        Path file = folder.resolve("cut.lhe.gz");
        for (int length : new int[] {5, 200, bytes.length - 20, bytes.length - 4}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> EventTable.open(file).close())
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("cut.lhe.gz", "gzipped text");
        }
    }
}
