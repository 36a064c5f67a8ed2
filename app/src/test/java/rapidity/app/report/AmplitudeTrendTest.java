package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.report.ErrorTrend.Line;
import rapidity.app.report.ErrorTrend.Point;
import rapidity.app.report.figure.Pen.Dash;
import rapidity.metrics.Estimate;

/// Lines of invented runs.
class AmplitudeTrendTest {
    @TempDir
    private Path folder;

    /// A run with these errors of processes.
    private void run(String network, String label, int seed, int trainingEvents, List<String> processes, double... mse)
            throws IOException {
        Path run = Files.createDirectories(folder.resolve(network + "/seed-" + seed));
        String tests = IntStream.range(0, mse.length)
                .mapToObj(i -> "{\"process\": \"%s\", \"test\": %s}".formatted(processes.get(i), score(mse[i])))
                .collect(Collectors.joining(", "));
        Files.writeString(run.resolve("evaluation.json"), """
                {"task": "amplitudes", "process": "zg+zgg+zggg", "network": "%s", "label": "%s", "parameters": 7,
                 "seed": %d, "steps": 10, "test": %s, "processes": [%s], "training-events": %d}
                """.formatted(
                        network, label, seed, score(mse[0]), tests, trainingEvents));
    }

    private static String score(double mse) {
        return String.format(Locale.ROOT, "{\"events\": 9, \"mse\": %s, \"mse-error\": %s}", mse, mse / 8);
    }

    private Study<AmplitudeResult> study() throws IOException {
        return Study.read(List.of(folder), "process", AmplitudeResult::read);
    }

    @Test
    void separateNetworksMakeOneLineAndJointOnesAnother() throws IOException {
        run("net-zgg", "L-GATr (net-zgg)", 1, 50, List.of("zgg"), 0.5);
        run("net-zg", "L-GATr (net-zg)", 1, 50, List.of("zg"), 0.25);
        run("lgatr", "L-GATr", 1, 150, List.of("zg", "zgg", "zggg"), 0.125, 1, 2);
        run("mlp-zggg", "MLP (mlp-zggg)", 1, 50, List.of("zggg"), 4);
        ErrorTrend trend = AmplitudeTrend.ofMultiplicity(study()).orElseThrow();
        assertThat(trend.lines()).extracting(Line::label).containsExactlyInAnyOrder("L-GATr", "L-GATr, jointly", "MLP");
        Line alone = line(trend, "L-GATr");
        Line joint = line(trend, "L-GATr, jointly");
        // statistical errors, of one seed
        assertThat(alone.points())
                .containsExactly(
                        new Point(1, new Estimate(0.25, 0.25 / 8), 1), new Point(2, new Estimate(0.5, 0.5 / 8), 1));
        assertThat(joint.points()).extracting(Point::x).containsExactly(1.0, 2.0, 3.0);
        assertThat(joint.points()).extracting(p -> p.error().value()).containsExactly(0.125, 1.0, 2.0);
        assertThat(joint.pen().dash()).isEqualTo(Dash.DASHED);
        assertThat(joint.pen().colour()).isEqualTo(alone.pen().colour());
        assertThat(line(trend, "MLP").pen().colour()).isNotEqualTo(alone.pen().colour());
        assertThat(AmplitudeTrend.ofTrainingSize(study())).isEmpty();
        List<Network<AmplitudeResult>> drawn = AmplitudeTrend.drawn(study(), "zgg");
        assertThat(drawn).extracting(Network::label).containsExactlyInAnyOrder("L-GATr", "L-GATr (net-zgg)");
        assertThat(drawn).extracting(Network::error).containsExactlyInAnyOrder(1.0, 0.5);
        assertThat(drawn)
                .extracting(Network::colour)
                .containsExactlyInAnyOrder(
                        alone.pen().colour(), alone.pen().colour().withAlpha(0.45));
        assertThat(trend.table().markup()).contains("<th>1 gluon</th>", "<th>2 gluons</th>");
    }

    @Test
    void networksOfOneNameMakeALineAgainstTheirTrainingEvents() throws IOException {
        for (int seed = 1; seed <= 2; seed++) {
            run("mlp-100", "MLP (mlp-100)", seed, 100, List.of("zgg"), seed);
            run("mlp-all", "MLP (mlp-all)", seed, 4000, List.of("zgg"), 0.25);
            run("dsi-100", "DSI", seed, 100, List.of("zgg"), 3);
        }
        assertThat(AmplitudeTrend.ofMultiplicity(study())).isEmpty();
        ErrorTrend trend = AmplitudeTrend.ofTrainingSize(study()).orElseThrow();
        assertThat(trend.lines()).extracting(Line::label).containsExactly("MLP");
        // of 1 and 2: mean 1.5, standard deviation with one degree of freedom sqrt(1/2)
        assertThat(trend.lines().getFirst().points())
                .containsExactly(
                        new Point(100, new Estimate(1.5, Math.sqrt(0.5)), 2),
                        new Point(4000, new Estimate(0.25, 0), 2));
        assertThat(AmplitudeTrend.drawn(study(), "zgg"))
                .extracting(Network::label)
                .containsExactlyInAnyOrder("MLP (mlp-all)", "DSI");
    }

    private static Line line(ErrorTrend trend, String label) {
        return trend.lines().stream()
                .filter(l -> l.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
