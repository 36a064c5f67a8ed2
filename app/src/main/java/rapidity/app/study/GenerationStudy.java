package rapidity.app.study;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.flow.Densities;
import rapidity.flow.Flow;
import rapidity.flow.TargetPaths;
import rapidity.kinematics.Observable;
import rapidity.kinematics.TopPair;
import rapidity.metrics.Histogram;
import rapidity.metrics.HistogramComparison;
import rapidity.metrics.SampleStatistics;
import rapidity.metrics.Wasserstein;
import rapidity.model.EventGenerator;
import rapidity.model.GenerationReport;
import rapidity.model.Provenance;
import rapidity.random.RandomStreams;
import rapidity.train.RunDirectory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What there is to know of a generator: densities of true events, and how its own events differ from them, by a judge
/// and observable by observable.
record GenerationStudy(GenerationData data, EventGenerator model, long seed, Workers workers, StudyListener listener) {
    /// A judge has no test part of fewer.
    static final int LEAST_EVENTS = 10;

    private static final int BINS = 60;
    private static final double TAIL = 0.005;
    private static final int BOOTSTRAP = 20;

    /// Events of each kind that figures show.
    private static final int MOST_SHOWN = 100_000;

    private static final int PATHS = 40;
    private static final int POINTS = 61;

    /// The particle whose paths are shown: the softer jet of the first W, which comes closest to the cut.
    private static final int ON_PATH = 2;

    /// Evaluates all processes.
    ///
    /// @param run where the judges keep their training and their models, in `judge`
    /// @param predictions file for what figures need
    /// @throws InterruptedIOException if the listener wants to stop: all but the training of judges begins again
    ObjectNode evaluate(Path run, Path predictions) throws IOException {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        ArrayNode all = r.putArray("processes");
        try (NpzWriter out = NpzWriter.create(predictions, WhenExists.REPLACE)) {
            for (GenerationData.Process process : data.processes()) {
                all.add(evaluate(process, run, out));
            }
            out.commit();
        } catch (CancellationException e) {
            InterruptedIOException stopped =
                    new InterruptedIOException("interrupted while the generator was evaluated");
            stopped.initCause(e);
            throw stopped;
        }
        return r;
    }

    private ObjectNode evaluate(GenerationData.Process process, Path run, NpzWriter out) throws IOException {
        Events test = process.of(Part.TEST);
        int particles = test.particles();
        String name = test.jets() + "j";
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("process", GenerationTask.process(test.jets())).put("particles", particles);
        RandomStreams streams = new RandomStreams(seed);
        double[] densities = density(r, test, streams);
        long began = System.nanoTime();
        Events generated = sample(r, test.jets(), streams);
        r.put("seconds-per-million-events", (System.nanoTime() - began) * 1e-3 / generated.size());
        Judge judge = judge(process, generated, run.resolve("judge").resolve(name));
        Verdict verdict = judge.verdict(workers);
        r.put("auc", verdict.auc().value()).put("auc-error", verdict.auc().error());
        r.put("accuracy", verdict.accuracy());
        r.set("observables", observables(test, generated));
        Events shown = generated.slice(0, Math.min(MOST_SHOWN, generated.size()));
        array(
                out,
                "truth_" + name,
                test.slice(0, Math.min(MOST_SHOWN, test.size())).momenta(),
                particles,
                4);
        array(out, "generated_" + name, shown.momenta(), particles, 4);
        array(out, "weights_" + name, judge.model().weights(shown.momenta(), workers));
        array(out, "judge_truth_" + name, verdict.truth());
        array(out, "judge_generated_" + name, verdict.generated());
        array(out, "nll_" + name, Arrays.stream(densities).map(x -> -x).toArray());
        r.put("pt-min", data.task().selection().ptMin());
        if (model.distribution(particles) instanceof Flow flow) {
            paths(flow, test, streams, out);
        }
        return r;
    }

    /// Paths that the flow learns, of the transverse momentum of one particle, `[events, points, 2]` in GeV.
    private static void paths(Flow flow, Events test, RandomStreams streams, NpzWriter out) throws IOException {
        int events = Math.min(PATHS, test.size());
        double[] data = flow.process().inUnits(test.slice(0, events).momenta());
        double[] source = flow.source().sample(streams.stream("paths", test.jets()), events);
        double[] p = TargetPaths.of(flow.coordinates(), data, source, POINTS);
        double units = flow.process().coordinates().units();
        double[] plane = new double[2 * events * POINTS];
        for (int i = 0; i < events * POINTS; i++) {
            int particle = (i % POINTS * events + i / POINTS) * test.particles() + ON_PATH;
            plane[2 * i] = units * p[4 * particle + 1];
            plane[2 * i + 1] = units * p[4 * particle + 2];
        }
        array(out, "paths_" + test.jets() + "j", plane, POINTS, 2);
    }

    private Events sample(ObjectNode r, int jets, RandomStreams streams) {
        int particles = TopPair.HARD + jets;
        int count = data.task().evaluation().generated();
        double[] momenta = new double[Math.multiplyExact(count, 4 * particles)];
        int[] filled = new int[1];
        GenerationReport report;
        try (StudyListener.Counter counter = counting("sampling", jets, count)) {
            report = model.sample(particles, count, solver().solver(), streams, workers, block -> {
                System.arraycopy(block, 0, momenta, filled[0], block.length);
                filled[0] += block.length;
                goOn(counter, filled[0] / (4 * particles));
            });
        }
        r.put("generated", count).put("outside-cuts", report.outsideCuts());
        r.put("spacelike", report.spacelike()).put("not-converged", report.notConverged());
        return new Events(jets, momenta);
    }

    /// That of the study, which stops when the listener wants to.
    private GenerationSolver solver() {
        return data.task().evaluation().solver().stoppable(listener::stopRequested);
    }

    private StudyListener.Counter counting(String work, int jets, long events) {
        return listener.counting(work + " " + GenerationTask.process(jets), "events", events);
    }

    private void goOn(StudyListener.Counter counter, long done) {
        counter.done(done);
        if (listener.stopRequested()) {
            throw new CancellationException();
        }
    }

    /// @return `ln p` of the test events, as many as are wanted
    private double[] density(ObjectNode r, Events test, RandomStreams streams) {
        int count = Math.min(test.size(), data.task().evaluation().likelihoodEvents());
        if (count < 2) {
            return new double[0];
        }
        Densities d;
        try (StudyListener.Counter counter = counting("densities of", test.jets(), count)) {
            d = model.logDensity(
                    test.particles(),
                    test.slice(0, count).momenta(),
                    solver().likelihood(streams),
                    workers,
                    done -> goOn(counter, done));
        }
        double[] known = Arrays.stream(d.values()).filter(Double::isFinite).toArray();
        r.put("likelihood-events", count).put("likelihood-failed", count - known.length);
        if (known.length > 1) {
            SampleStatistics s = SampleStatistics.of(known);
            double error = s.standardDeviation() / Math.sqrt(known.length - 1.0);
            r.put("nll", -s.mean()).put("nll-error", error);
            r.put("nll-per-particle", -s.mean() / test.particles());
            r.put("nll-per-particle-error", error / test.particles());
        }
        return d.values();
    }

    private Judge judge(GenerationData.Process process, Events generated, Path folder) throws IOException {
        Events truth =
                data.task().evaluation().truth() == GenerationTask.Truth.ALL ? process.events() : process.of(Part.TEST);
        Files.createDirectories(folder.resolve("checkpoint"));
        Provenance origin = Provenance.now(
                Version.ofThisBuild().program(),
                "judge of " + GenerationTask.process(truth.jets()),
                seed,
                data.files(),
                model.weights().engine().name());
        try (RunDirectory run = RunDirectory.open(folder)) {
            Judge.Samples samples = new Judge.Samples(
                    TopPair.judged(truth.particles()), truth.particles(), truth.momenta(), generated.momenta());
            Judge r = Judge.trained(
                    samples,
                    data.task().evaluation().judge(),
                    run,
                    workers,
                    listener.training("judge of " + GenerationTask.process(truth.jets())));
            r.model().save(run.model(), origin);
            return r;
        }
    }

    /// Distances and pulls, one observable after another.
    private ArrayNode observables(Events test, Events generated) {
        List<Observable> all = TopPair.judged(test.particles());
        ObjectNode[] rows = new ObjectNode[all.size()];
        workers.run(rows.length, i -> {
            goOn(StudyListener.Counter.NONE, i);
            Observable o = all.get(i);
            double[] truth = o.column(test.momenta(), test.particles());
            double[] found = o.column(generated.momenta(), test.particles());
            rows[i] = compared(o.name(), truth, found);
        });
        ArrayNode r = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(rows).forEach(r::add);
        return r;
    }

    private ObjectNode compared(String name, double[] truth, double[] found) {
        var w1 = Wasserstein.estimate(truth, found, BOOTSTRAP, new RandomStreams(seed).stream("distance/" + name));
        ObjectNode r = JsonNodeFactory.instance.objectNode().put("name", name);
        r.put("w1", w1.value()).put("w1-error", w1.error());
        SampleStatistics s = SampleStatistics.of(truth);
        double low = s.quantile(TAIL);
        double high = s.quantile(1 - TAIL);
        if (high > low && DoubleStream.of(found).anyMatch(x -> x >= low && x < high)) {
            HistogramComparison c = HistogramComparison.of(histogram(found, low, high), histogram(truth, low, high));
            r.put("chi2", c.chi2()).put("degrees-of-freedom", c.degreesOfFreedom());
        }
        return r;
    }

    private static Histogram histogram(double[] values, double low, double high) {
        Histogram r = new Histogram(BINS, low, high);
        DoubleStream.of(values).forEach(r::fill);
        return r;
    }

    private static void array(NpzWriter out, String name, double[] values, long... row) throws IOException {
        long[] shape = new long[row.length + 1];
        shape[0] = values.length / Arrays.stream(row).reduce(1, (a, b) -> a * b);
        System.arraycopy(row, 0, shape, 1, row.length);
        out.array(name, NpyType.FLOAT32, shape).write(values);
    }
}
