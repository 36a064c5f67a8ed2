package rapidity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class RaceTest {
    private final ArrayNode turns = JsonNodeFactory.instance.arrayNode();

    /// A machine that becomes slower at an even pace: eager is always three times, compiled twice as slow as ours.
    @Test
    void theDriftOfTheMachineCancels() {
        double slower = 1;
        for (String side :
                new String[] {"rapidity", "eager", "rapidity", "compiled", "rapidity", "eager", "rapidity"}) {
            double work = side.equals("eager") ? 3 : side.equals("compiled") ? 2 : 1;
            turns.addObject().put("side", side).put("cpu_ms", work * slower);
            slower += 0.125;
        }
        Race race = new Race(turns);
        assertThat(race.ratios("eager", "cpu_ms")).containsExactly(3, 3);
        assertThat(race.medianRatio("compiled", "cpu_ms")).isEqualTo(2);
        assertThat(race.median("rapidity", "cpu_ms")).isEqualTo((1.25 + 1.5) / 2);
    }

    /// Every side says how often it was asked before; the warm-up was the first time.
    @Test
    void oursTakesATurnBesideEachOfTheOthersAndTheFirstRoundDoesNotCount() throws IOException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        for (String side : List.of("rapidity", "eager", "compiled")) {
            sides.put(side, saying("$n"));
        }
        Race race = Race.of(sides, Race.Cores.ALL, rounds(2), Race.Patience.NONE);
        assertThat(race.turns().valueStream().map(turn -> turn.path("side").asString()))
                .containsExactly(
                        "rapidity",
                        "eager",
                        "rapidity",
                        "compiled",
                        "rapidity",
                        "eager",
                        "rapidity",
                        "compiled",
                        "rapidity");
        assertThat(race.best("rapidity")).isEqualTo(3);
        assertThat(race.best("compiled")).isEqualTo(2);
    }

    @Test
    void whoIsAloneTakesOneTurn() throws IOException {
        SequencedMap<String, ProcessBuilder> alone = new LinkedHashMap<>();
        alone.put("rapidity", saying("$n"));
        Race race = Race.of(alone, Race.Cores.ALL, rounds(0), Race.Patience.NONE);
        assertThat(race.turns()).hasSize(1);
    }

    /// Every side says how many processors it may use. Linux only, which lets one say where a process works.
    @Test
    @EnabledOnOs(OS.LINUX)
    void sidesOfOneThreadAreOnOneCore() throws IOException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        ProcessBuilder side = saying("$(nproc)");
        sides.put("rapidity", side);
        sides.put("eager", side);
        Race one = Race.of(sides, Race.Cores.ONE, rounds(1), Race.Patience.NONE);
        assertThat(one.best("rapidity")).isEqualTo(1);
        assertThat(one.best("eager")).isEqualTo(1);
        byte[] all = new ProcessBuilder("nproc").start().getInputStream().readAllBytes();
        assertThat(Race.of(sides, Race.Cores.ALL, rounds(1), Race.Patience.NONE).best("rapidity"))
                .isEqualTo(Double.parseDouble(new String(all, StandardCharsets.UTF_8)));
    }

    /// Compiled settles in its turns 9 to 11, of which one is the warm-up and one does not count; eager never does, but
    /// is slower by far.
    @Test
    void whatIsNotSettledTakesMoreTurnsUnlessItIsBehind() throws IOException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        sides.put("rapidity", saying("100"));
        sides.put("peak", saying("50"));
        sides.put("eager", saying("$((2000 - n * 80))"));
        sides.put("compiled", saying("$((n < 9 ? 1000 - n * 40 : 600))"));
        Race race = Race.of(sides, Race.Cores.ALL, rounds(3), new Race.Patience(100, 50));
        assertThat(turns(race, "peak")).isEqualTo(10);
        assertThat(turns(race, "eager")).isEqualTo(3);
        assertThat(turns(race, "compiled")).isEqualTo(10);
        assertThat(turns(race, "rapidity")).isEqualTo(1 + 3 * 3 + 2 * 7);
        assertThat(Race.of(sides, Race.Cores.ALL, rounds(3), Race.Patience.NONE).isSettled("compiled"))
                .isFalse();
    }

    @Test
    void patienceHasAnEndAndLastsFiveRounds() throws IOException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        sides.put("rapidity", saying("100"));
        sides.put("compiled", saying("$((2000 - n * 80))"));
        Race race = Race.of(sides, Race.Cores.ALL, rounds(3), new Race.Patience(1e-9, 50));
        assertThat(turns(race, "compiled")).isEqualTo(3 + 5);
    }

    /// The second process of ours takes half as long as its first and third, and is the one whose turns agree.
    @Test
    void everyProcessHasItsRoundsAndTheShortestRepetitionIsOfAll(@TempDir Path folder) throws IOException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        String started = "$(wc -l < '" + folder.resolve("started") + "')";
        ProcessBuilder ours = saying("$((" + started + " == 2 ? 500 - n : 1000 - n * 50))");
        ours.command()
                .set(
                        2,
                        "echo >> '" + folder.resolve("started") + "'; "
                                + ours.command().get(2));
        sides.put("rapidity", ours);
        sides.put("eager", saying("2000"));
        Race race = Race.of(sides, Race.Cores.ALL, new Race.Pace(0, 0, 2, 3), Race.Patience.NONE);
        assertThat(race.turns().valueStream().map(turn -> turn.path("process").asInt()))
                .containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3);
        assertThat(race.best("rapidity")).isEqualTo(500 - 4);
        assertThat(race.ratios("eager", "best_ms")).hasSize(6);
        assertThat(race.isSettled("rapidity")).isTrue();
    }

    /// Ours is disturbed in each but every fourth turn.
    @Test
    void anotherTakesTurnsWithOursUntilOursIsSettled() throws IOException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        sides.put("rapidity", saying("$((100 + (n % 4) * 20))"));
        sides.put("peak", saying("50"));
        Race race = Race.of(sides, Race.Cores.ALL, rounds(3), new Race.Patience(100, 50));
        assertThat(race.isSettled("rapidity")).isTrue();
        assertThat(turns(race, "rapidity")).isBetween(9L, 13L);
    }

    /// The core has a neighbour until the tenth turn.
    @Test
    void thereAreMoreTurnsUntilTheLoopIsNearToItsPeak() throws IOException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        sides.put("rapidity", saying("$((n < 10 ? 200 : 100))"));
        sides.put("peak", saying("$((n < 10 ? 95 : 50))"));
        Race race = Race.of(sides, Race.Cores.ALL, rounds(3), new Race.Patience(100, 50));
        assertThat(race.best("peak")).isEqualTo(50);
        assertThat(race.best("rapidity")).isEqualTo(100);
        assertThat(race.isSettled("rapidity")).isTrue();
    }

    /// A side that says of its turns, which it counts from 0 in `n`, the warm-up among them, that they took so long.
    private static ProcessBuilder saying(String milliseconds) {
        String turn = "echo '{\"best_ms\":'" + milliseconds + "'}'; n=$((n+1))";
        return new ProcessBuilder("sh", "-c", "echo '{}'; n=0; while read s; do " + turn + "; done");
    }

    private static Race.Pace rounds(int rounds) {
        return new Race.Pace(0, 0, rounds, 1);
    }

    private static long turns(Race race, String side) {
        return race.turns()
                .valueStream()
                .filter(turn -> turn.path("side").asString().equals(side))
                .count();
    }

    @Test
    void aSideThatWasNotThereHasNoRatio() {
        turns.addObject().put("side", "rapidity").put("cpu_ms", 1);
        assertThat(new Race(turns).medianRatio("compiled", "cpu_ms")).isNaN();
    }
}
