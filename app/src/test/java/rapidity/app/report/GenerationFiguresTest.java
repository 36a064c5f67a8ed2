package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.report.InventedGenerators.Process;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Series;
import rapidity.metrics.Estimate;

/// The numbers that figures of generators show, of few invented events.
class GenerationFiguresTest {
    /// Sums of a few numbers of order 100.
    private static final double ROUNDING = 1e-12;

    /// What the judge says of every true event.
    private static final double TRUE = 3.1 / 4.1;

    @TempDir
    private Path folder;

    private List<GenerationSamples> drawn(int jets) throws IOException {
        Path run = new InventedGenerators(folder).run("flow", 1, 10, new Process(jets, 0.75, -30));
        InventedGenerators.write(run, jets);
        return GenerationSamples.read(InventedGenerators.study(run).networks(), 0);
    }

    private static Series.Steps steps(Axes axes, int which) {
        return (Series.Steps) axes.series().stream()
                .filter(Series.Steps.class::isInstance)
                .skip(which)
                .findFirst()
                .orElseThrow();
    }

    private static Series.Curve line(Axes axes, int which) {
        return ((Series.Line) axes.series().stream()
                        .filter(Series.Line.class::isInstance)
                        .skip(which)
                        .findFirst()
                        .orElseThrow())
                .points();
    }

    /// The bin that holds a value.
    private static int bin(Series.Steps s, double value) {
        return (int) Arrays.stream(s.edges()).filter(e -> e <= value).count() - 1;
    }

    /// Heights at these values, and that there are no others.
    private static double[] only(Series.Steps s, double... values) {
        double[] r = Arrays.stream(values).map(v -> s.heights()[bin(s, v)]).toArray();
        DoublePredicate filled = h -> h > 0;
        assertThat(Arrays.stream(s.heights()).filter(filled).count())
                .isEqualTo(Arrays.stream(r).filter(filled).count());
        return r;
    }

    @Test
    void theJudgeIsShownByItsProbabilitiesAndTheirOdds() throws IOException {
        List<Panel> panels = new JudgeFigure(drawn(0)).figure().panels();
        Axes scores = panels.getFirst().main();
        assertThat(only(steps(scores, 0), TRUE)).containsExactly(1);
        assertThat(only(steps(scores, 1), 1 - TRUE, TRUE)).containsExactly(0.75, 0.25);
        assertThat(only(steps(panels.get(1).main(), 0), 1 / 3.1, 3.1)).containsExactly(0.75, 0.25);
        Axes logarithmic = panels.get(2).main();
        assertThat(logarithmic.x().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(only(steps(logarithmic, 0), 1 / 3.1, 3.1)).containsExactly(0.75, 0.25);
    }

    @Test
    void theJudgesCurveHasItsAreaUnderItAndItsCalibrationItsMistake() throws IOException {
        List<Panel> panels = new JudgeFigure(drawn(0)).figure().panels();
        Series.Curve roc = line(panels.get(3).main(), 1);
        double area = IntStream.range(1, roc.size())
                .mapToDouble(i -> (roc.x()[i] - roc.x()[i - 1]) * (roc.y()[i] + roc.y()[i - 1]) / 2)
                .sum();
        assertThat(area).isCloseTo(0.875, within(ROUNDING));
        Series.Curve calibration = line(panels.get(4).main(), 1);
        assertThat(calibration.x()).containsExactly(new double[] {1 - TRUE, TRUE}, within(ROUNDING));
        assertThat(calibration.y()).containsExactly(new double[] {0, 0.8}, within(ROUNDING));
    }

    @Test
    void weightsOfTheJudgeMoveTheDashedMarginalAndItsRatio() throws IOException {
        List<GenerationSamples> all = drawn(0);
        Panel pt = new MarginalFigure(all, Optional.of(all.getFirst()))
                .paper()
                .panels()
                .getFirst();
        assertThat(pt.main().x().label()).isEqualTo("p_{T} of t [GeV]");
        double[] truth = only(steps(pt.main(), 0), 40.01, 240.01);
        assertThat(truth).containsExactly(0.5, 0.5);
        assertThat(only(steps(pt.main(), 1), 40.01, 240.01)).containsExactly(0.5, 0.5);
        assertThat(only(steps(pt.main(), 2), 40.01, 240.01)).containsExactly(0.75, 0.25);
        Axes ratio = pt.lower().getFirst();
        assertThat(only(steps(ratio, 1), 40.01, 240.01)).containsExactly(1, 1);
        assertThat(only(steps(ratio, 2), 40.01, 240.01)).containsExactly(1.5, 0.5);
        assertThat(only(steps(pt.lower().getLast(), 2), 40.01, 240.01)).containsExactly(50, 50);
    }

    @Test
    void marginalsHaveTheRangesOfThePaperWhereThereAreEvents() throws IOException {
        MarginalFigure figures = new MarginalFigure(drawn(1), Optional.empty());
        Axis mass = figures.resonances().panels().get(5).main().x();
        assertThat(mass.label()).isEqualTo("mass of tt [GeV]");
        assertThat(List.of(mass.lower(), mass.upper())).containsExactly(200.0, 1000.0);
        assertThat(figures.momenta().panels()).hasSize(7);
        assertThat(figures.distances().panels()).hasSize(21);
        assertThat(figures.distances().panels().getLast().main().x()).isEqualTo(Axis.linear("ΔR of q4 and j1", 0, 8));
    }

    @Test
    void marginalsOfOtherEventsHaveOtherRanges() throws IOException {
        GenerationSamples usual = drawn(0).getFirst();
        GenerationSamples s = new GenerationSamples(
                usual.network(),
                usual.process(),
                InventedGenerators.events(6, 300, 310, 320),
                usual.generated(),
                usual.weights(),
                usual.judgedTruth(),
                usual.judgedGenerated(),
                usual.paths());
        MarginalFigure figures = new MarginalFigure(List.of(s), Optional.empty());
        List<Panel> momenta = figures.momenta().panels();
        assertThat(momenta.getFirst().main().x().lower()).isBetween(300.0, 301.0);
        assertThat(momenta.getFirst().main().x().upper()).isBetween(319.0, 320.0);
        assertThat(momenta.get(1).main().x().upper()).isEqualTo(150);
    }

    @Test
    void theLikelihoodIsThatOfAParticleAgainstTheMultiplicity() throws IOException {
        InventedGenerators invented = new InventedGenerators(folder);
        Path one = invented.run("flow", 1, 10, new Process(0, 0.6, -30), new Process(2, 0.9, -40));
        Path two = invented.run("flow", 2, 10, new Process(0, 0.8, -36), new Process(2, 0.9, -48));
        TrendFigure f =
                TrendFigure.ofMultiplicity(InventedGenerators.study(one, two)).orElseThrow();
        TrendFigure.Point most = f.lines().getFirst().points().getLast();
        assertThat(most.x()).isEqualTo(2);
        assertThat(most.nll().orElseThrow().value()).isCloseTo(-5.5, within(ROUNDING));
        assertThat(most.nll().orElseThrow().error()).isCloseTo(Math.sqrt(32) / 8, within(ROUNDING));
        Estimate auc = f.lines().getFirst().points().getFirst().auc();
        assertThat(auc.value()).isCloseTo(0.7, within(ROUNDING));
        assertThat(auc.error()).isCloseTo(Math.sqrt(0.02), within(ROUNDING));
        Figure drawn = f.figure();
        assertThat(drawn.panels()).hasSize(2);
        assertThat(line(drawn.panels().getFirst().main(), 0).x()).containsExactly(0, 2);
        assertThat(TrendFigure.ofTrainingSize(InventedGenerators.study(one, two)))
                .isEmpty();
    }

    @Test
    void networksThatDifferInTheirTrainingEventsAloneAreOneLine() throws IOException {
        InventedGenerators invented = new InventedGenerators(folder);
        Path few = invented.run("flow-100", 1, 100, new Process(0, 0.9, -20));
        Path all = invented.run("flow-all", 1, 2000, new Process(0, 0.6, -30));
        Path other = invented.run("other", 1, 2000, new Process(0, 0.6, -30));
        Study<GenerationResult> study = InventedGenerators.study(all, few, other);
        TrendFigure f = TrendFigure.ofTrainingSize(study).orElseThrow();
        assertThat(f.lines()).hasSize(1);
        TrendFigure.Line line = f.lines().getFirst();
        assertThat(line.label()).isEqualTo("flow");
        assertThat(study.networks())
                .extracting(Network::label)
                .containsExactly("flow (flow-all)", "flow (flow-100)", "other");
        assertThat(line.points())
                .containsExactly(
                        new TrendFigure.Point(100, Optional.of(new Estimate(-20, 0.5)), new Estimate(0.9, 0.01)),
                        new TrendFigure.Point(2000, Optional.of(new Estimate(-30, 0.5)), new Estimate(0.6, 0.01)));
        assertThat(TrendFigure.ofMultiplicity(study)).isEmpty();
    }

    @Test
    void pathsStandBesideTheStraightLinesBetweenTheirEnds() throws IOException {
        List<Panel> panels = new PathFigure(drawn(0).getFirst(), 22).figure().panels();
        assertThat(line(panels.getFirst().main(), 0)).satisfies(p -> {
            assertThat(p.x()).containsExactly(30, 10, 0);
            assertThat(p.y()).containsExactly(40, 90, 100);
        });
        assertThat(line(panels.getLast().main(), 0)).satisfies(p -> {
            assertThat(p.x()).containsExactly(30, 0);
            assertThat(p.y()).containsExactly(40, 100);
        });
        Series.Curve circle = line(panels.getLast().main(), 1);
        for (int i = 0; i < circle.size(); i++) {
            assertThat(Math.hypot(circle.x()[i], circle.y()[i])).isCloseTo(22, within(ROUNDING));
        }
    }
}
