package rapidity.app.study;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.kinematics.Observable;
import rapidity.model.EventJudge;
import rapidity.train.Batches;
import rapidity.train.Progress;
import rapidity.train.RunDirectory;
import rapidity.train.Trainer;

/// A classifier two-sample test: a network is trained to tell true events from generated ones, on observables of them
/// that are standardised with the true sample. What it cannot tell apart it gives the logit 0.
///
/// The verdict is on parts of the samples that it was not trained on. Everything is a function of the seed.
///
/// @source Lopez-Paz, Oquab, arXiv:1610.06545; Spinner et al., arXiv:2405.14806, App. C.3
final class Judge {
    private final JudgedSamples samples;
    private final EventJudge model;
    private final JudgeConfig config;

    private Judge(JudgedSamples samples, EventJudge model, JudgeConfig config) {
        this.samples = samples;
        this.model = model;
        this.config = config;
    }

    /// What is compared.
    ///
    /// @param observables that the classifier is shown
    /// @param particles of an event
    /// @param truth momenta `[events, particles, 4]`
    /// @param generated momenta `[events, particles, 4]`
    record Samples(List<Observable> observables, int particles, double[] truth, double[] generated) {}

    /// Trains a judge.
    ///
    /// @param run keeps the training, which goes on from its newest checkpoint if there is one
    /// @throws IllegalArgumentException if a sample is too small to be split, or with event and name if an observable
    ///     is not finite
    /// @throws InterruptedIOException if training was asked to stop
    /// @throws IOException if the run cannot be written
    static Judge trained(Samples of, JudgeConfig config, RunDirectory run, Workers workers, Progress progress)
            throws IOException {
        JudgedSamples samples = new JudgedSamples(of);
        EventJudge model = EventJudge.of(
                config.network(samples.observables().width()),
                config.dropout(),
                samples.observables(),
                config.streams(),
                Engine.of(Precision.FLOAT32));
        int[] truth = samples.truth(Part.TRAIN);
        int[] generated = samples.generated(Part.TRAIN);
        int smaller = Math.min(truth.length, generated.length);
        int batch = Math.min(config.batch(), smaller);
        Batches batches = Batches.joint(List.of(truth, generated), batch, config.streams());
        Trainer trainer = new Trainer(
                new SampleClassification(samples, model),
                batches,
                validation(samples),
                config.training(smaller / batch),
                run,
                workers);
        if (trainer.train(progress).end() == Trainer.End.STOPPED) {
            throw new InterruptedIOException("the judge was stopped; it goes on from " + run.path());
        }
        return new Judge(samples, model, config);
    }

    /// As many true events as generated ones.
    private static int[] validation(JudgedSamples samples) {
        int[] truth = samples.truth(Part.VALIDATION);
        int[] generated = samples.generated(Part.VALIDATION);
        int n = Math.min(truth.length, generated.length);
        int[] r = Arrays.copyOf(truth, 2 * n);
        System.arraycopy(generated, 0, r, n, n);
        return r;
    }

    /// The network.
    EventJudge model() {
        return model;
    }

    /// What it found on the test parts.
    Verdict verdict(Workers workers) {
        double[] truth = model.logits(samples.at(samples.truth(Part.TEST)), workers);
        double[] generated = model.logits(samples.at(samples.generated(Part.TEST)), workers);
        return Verdict.of(truth, generated, config.bootstrap(), config.streams());
    }
}
