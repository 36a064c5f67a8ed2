package rapidity.model;

import java.util.List;
import rapidity.engine.Engine;
import rapidity.flow.Chart;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.FlowProcess;
import rapidity.flow.FlowSample;
import rapidity.flow.JetGptConfig;
import rapidity.flow.OnShell;
import rapidity.kinematics.TopPair;
import rapidity.net.MlpConfig;
import rapidity.random.RandomStreams;

/// Small generators that nobody has trained, and a judge.
final class Generators {
    private Generators() {}

    /// Of two particles, the second with a mass of 1 GeV.
    static EventGenerator flow(Engine engine) {
        FlowProcess free = FlowSample.process(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, 2);
        CoordinatesConfig c = FlowSample.config(2).withOnShell(List.of(new OnShell(1, 1)));
        double[] p = new FlowProcess(
                        free.coordinates().withOnShell(c.onShell()),
                        free.source(),
                        free.sourceCoordinates(),
                        free.cuts(),
                        free.acceptance())
                .inUnits(FlowSample.events(2, 200, 5));
        FlowProcess process = new FlowProcess(
                c.fitted(p), free.source(), c.withChart(free.source().chart()), free.cuts(), free.acceptance());
        GeneratorPreprocessing constants = new GeneratorPreprocessing(
                GeneratorPreprocessing.Method.FLOW, List.of(process), TaggingSpurions.NONE, List.of());
        MlpConfig network = new MlpConfig(constants.inputs().flat(), 4, 1, 8);
        return EventGenerator.of(network, constants, 3, engine);
    }

    /// Of two particles.
    static EventGenerator jetGpt(Engine engine) {
        GeneratorPreprocessing constants = new GeneratorPreprocessing(
                GeneratorPreprocessing.Method.AUTOREGRESSIVE,
                List.of(FlowSample.process(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, 2)),
                TaggingSpurions.NONE,
                List.of());
        return EventGenerator.of(new JetGptConfig(List.of(2), 8, 1, 2, 2).network(), constants, 3, engine);
    }

    /// Of top pairs.
    static EventJudge judge(Engine engine) {
        StandardObservables observables = StandardObservables.of(
                TopPair.judged(TopPair.HARD), TopPair.HARD, FlowSample.events(TopPair.HARD, 50, 1));
        MlpConfig network = new MlpConfig(observables.width(), 8, 2, 1);
        return EventJudge.of(network, 0.5, observables, new RandomStreams(2), engine);
    }
}
