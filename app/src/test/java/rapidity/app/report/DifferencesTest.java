package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rapidity.app.report.Differences.Difference;
import rapidity.app.report.figure.Colour;

/// Numbers from SciPy's `stats.ttest_ind(ln a, ln b, equal_var=False)` and its `confidence_interval`.
class DifferencesTest {
    /// Both sides compute Student's distribution from the incomplete beta function.
    private static final double ROUNDING = 1e-10;

    private static final Network<TaggingResult> BEST = network("L-GATr", 0.018, 0.020, 0.0175);
    private static final Network<TaggingResult> WORSE = network("slim", 0.023, 0.0215, 0.0240);
    private static final Network<TaggingResult> ALIKE = network("PFN", 0.019, 0.0205, 0.0180, 0.0192);
    private static final Network<TaggingResult> ONCE = network("Transformer", 0.03);

    @Test
    void ratiosIntervalsAndProbabilitiesAreThoseOfWelch() {
        Differences differences = Differences.of(study(BEST, WORSE, ALIKE)).orElseThrow();
        Difference worse = differences.all().getFirst();
        assertThat(worse.ratio()).isCloseTo(1.2350342341768814, within(ROUNDING));
        assertThat(worse.low()).isCloseTo(1.0664097016655103, within(ROUNDING));
        assertThat(worse.high()).isCloseTo(1.430322283458843, within(ROUNDING));
        assertThat(worse.p()).isCloseTo(0.01680600572477705, within(ROUNDING));
        Difference alike = differences.all().getLast();
        assertThat(alike.ratio()).isCloseTo(1.037106721971692, within(ROUNDING));
        assertThat(alike.p()).isCloseTo(0.4990412404534568, within(ROUNDING));
        assertThat(differences.verdict(worse)).isEqualTo("worse");
        assertThat(differences.verdict(alike)).isEqualTo("not told apart");
    }

    @Test
    void theMoreNetworksAreComparedTheMoreEachMustDiffer() {
        Differences differences =
                Differences.of(study(BEST, WORSE, ALIKE, ALIKE, ALIKE)).orElseThrow();
        assertThat(differences.verdict(differences.all().getFirst())).isEqualTo("not told apart");
    }

    @Test
    void oneSeedTellsNothing() {
        assertThat(Differences.of(study(BEST, ONCE))).isEmpty();
        assertThat(Differences.html(study(BEST, ONCE), "1 − AUC").markup()).contains("--seeds 3");
        assertThat(Differences.html(study(BEST), "1 − AUC")).isEqualTo(Html.NOTHING);
    }

    @Test
    void thePageNamesTheBestAndMarksTheOthers() {
        String page = Differences.html(study(BEST, WORSE, ONCE), "1 − AUC").markup();
        assertThat(page).contains("Beside L-GATr", "1 − AUC, over that of L-GATr", "<td>worse</td>", "<td>0.0168</td>");
        assertThat(page).doesNotContain("Transformer");
    }

    @SafeVarargs
    private static Study<TaggingResult> study(Network<TaggingResult>... networks) {
        return new Study<>("tops", List.of(networks), Optional.empty());
    }

    private static Network<TaggingResult> network(String name, double... errors) {
        List<Run<TaggingResult>> runs = new ArrayList<>();
        for (double error : errors) {
            runs.add(new Run<>(
                    Path.of(name),
                    new Evaluation(
                            "tops", name, name, 1, runs.size(), 1, OptionalDouble.empty(), OptionalDouble.empty()),
                    new LossCurve(new TreeMap<>(), new TreeMap<>()),
                    new TaggingResult(
                            List.of("qcd", "top"),
                            new TaggingScore(100, Map.of(TaggingScore.AUC, 1 - error), Map.of()),
                            Optional.empty(),
                            OptionalDouble.empty(),
                            Optional.empty()),
                    Optional.empty(),
                    Optional.empty()));
        }
        return new Network<>(name, Colour.of(0), runs);
    }
}
