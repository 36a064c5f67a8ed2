package rapidity.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import rapidity.engine.Engine;
import rapidity.engine.GradientStep;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.kinematics.TopPair;
import rapidity.model.EventGenerator;
import rapidity.model.EventJudge;
import rapidity.random.RandomStreams;

/// What the evaluation of a generator costs: events that it makes, densities, and the training of judges. A flow is
/// followed for a few of its steps and the time multiplied.
record GenerationEstimate(GenerationLearner learner, Estimate clock) {
    /// Evaluations of a step of rk4.
    private static final int STAGES = 4;

    /// Steps that are timed.
    private static final int TIMED = 4;

    private static final RandomStreams STREAMS = new RandomStreams(1);

    List<EvaluationCost> costs() {
        List<EvaluationCost> r = new ArrayList<>();
        for (GenerationData.Process process : learner.data().processes()) {
            Events some = process.events();
            String name = GenerationTask.process(some.jets());
            r.add(sampling(name, some.particles()));
            if (settings().likelihoodEvents() > 0) {
                r.add(densities(name, some));
            }
            r.add(judge(name, some));
        }
        return r;
    }

    private GenerationTask.Evaluated settings() {
        return learner.data().task().evaluation();
    }

    private EventGenerator model() {
        return learner.model();
    }

    private boolean isFlow() {
        return model().jetGpt().isEmpty();
    }

    private int evaluations() {
        return isFlow() ? STAGES * settings().solver().steps() : 1;
    }

    private GenerationSolver timed() {
        return settings().solver().withSteps(Math.min(TIMED, settings().solver().steps()));
    }

    /// By which the timed steps are multiplied.
    private double factor() {
        return isFlow() ? (double) settings().solver().steps() / timed().steps() : 1;
    }

    /// As many as keep all threads busy.
    private int atOnce() {
        return model().eventsAtOnce() * learner.workers().threads();
    }

    private EvaluationCost sampling(String name, int particles) {
        int events = settings().generated();
        Workers workers = learner.workers();
        // blocks are of eight shards, and each has a thread
        int n = 8 * atOnce();
        double seconds = clock.seconds(() -> model().sample(particles, n, timed().solver(), STREAMS, workers));
        return new EvaluationCost(
                String.format(
                        Locale.ROOT, "%,d events of %s, %d network evaluations each", events, name, evaluations()),
                (double) events * evaluations() * GenerationTask.operations(learner.net(), particles),
                seconds / n * events * factor(),
                (long) events * particles * 4 * Double.BYTES);
    }

    private EvaluationCost densities(String name, Events some) {
        int events = settings().likelihoodEvents();
        Events first = some.slice(0, Math.min(some.size(), atOnce()));
        double seconds = clock.seconds(() ->
                model().logDensity(some.particles(), first.momenta(), timed().likelihood(STREAMS), learner.workers()));
        // a trace takes a gradient for each coordinate, its estimate one
        int gradients = !isFlow() ? 0 : settings().solver().isExact() ? 4 * some.particles() : 1;
        double passes = 1 + gradients * (Estimate.FORWARD_AND_BACKWARD - 1);
        return new EvaluationCost(
                String.format(Locale.ROOT, "%,d densities of %s, %d evaluations each", events, name, evaluations()),
                events * evaluations() * passes * GenerationTask.operations(learner.net(), some.particles()),
                seconds / first.size() * events * factor(),
                0);
    }

    /// With as many true events as generated ones at least.
    private EvaluationCost judge(String name, Events some) {
        JudgeConfig c = settings().judge();
        Events all = some.rows(repeated(some.size(), Math.max(c.batch(), GenerationStudy.LEAST_EVENTS)));
        JudgedSamples samples = new JudgedSamples(
                new Judge.Samples(TopPair.judged(some.particles()), some.particles(), all.momenta(), all.momenta()));
        EventJudge judge = EventJudge.of(
                c.network(samples.observables().width()),
                c.dropout(),
                samples.observables(),
                STREAMS,
                Engine.of(Precision.FLOAT32));
        SampleClassification objective = new SampleClassification(samples, judge);
        double seconds = clock.secondsPerStep(
                new GradientStep(judge.weights(), learner.workers()),
                objective,
                IntStream.range(0, 2 * c.batch()).toArray());
        double steps = c.epochs() * Math.max(1, Math.floor(0.8 * settings().generated() / c.batch()));
        double perEvent = Operations.forward(c.network(samples.observables().width()), some.particles());
        return new EvaluationCost(
                String.format(Locale.ROOT, "the judge of %s, at most %d epochs", name, c.epochs()),
                steps * 2 * c.batch() * Estimate.FORWARD_AND_BACKWARD * perEvent,
                steps * seconds,
                (long) settings().generated() * samples.observables().width() * Float.BYTES);
    }

    private static int[] repeated(int rows, int count) {
        int[] r = new int[count];
        for (int i = 0; i < count; i++) {
            r[i] = i % rows;
        }
        return r;
    }
}
