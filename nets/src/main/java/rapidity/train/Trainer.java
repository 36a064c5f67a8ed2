package rapidity.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import rapidity.engine.GradientStep;
import rapidity.engine.Noise;
import rapidity.engine.Workers;
import rapidity.model.ModelFormatException;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;

/// Trains the weights of an objective, and keeps a run directory such that a run that was stopped, at any moment and in
/// any way, goes on to the same bits as one that was not, with any number of threads.
public final class Trainer {
    private static final int NAMED_EVENTS = 10;

    private final Objective objective;
    private final Batches batches;
    private final int[] validation;
    private final Training training;
    private final RunDirectory run;
    private final RunState state;
    private final GradientStep gradient;
    private final MeanLoss meanLoss;
    private final List<UpdateGroups.Span> spans;
    private long savedStep;

    /// How a run ended.
    public enum End {
        /// After the last step.
        COMPLETE,
        /// The validation loss did not improve for longer than the patience.
        NO_IMPROVEMENT,
        /// On request: it can be resumed.
        STOPPED
    }

    /// What came out. The weights of the objective are those of the result, unless the run was stopped.
    ///
    /// @param steps steps done
    /// @param validation smallest validation loss; infinite if there was none
    /// @param bestStep steps done when it was found
    public record Outcome(End end, long steps, double validation, long bestStep) {
        private String sentence() {
            String why = end == End.COMPLETE ? "complete" : "stopped, the validation loss does not improve";
            String best = bestStep == 0 ? "" : "; smallest validation loss " + validation + " after step " + bestStep;
            return "training is " + why + " after " + steps + " steps" + best;
        }
    }

    /// @param validation rows of the validation events; none for no validation
    /// @param run a new directory, or that of a run that goes on from its newest checkpoint
    public Trainer(
            Objective objective,
            Batches batches,
            int[] validation,
            Training training,
            RunDirectory run,
            Workers workers) {
        this.objective = objective;
        this.batches = batches;
        this.validation = validation.clone();
        this.training = training;
        this.run = run;
        objective.begin(batches.at(0));
        this.state = new RunState(
                objective.weights(), training.ema().isOn() ? objective.otherWeights() : objective.weights());
        this.gradient = new GradientStep(objective.weights(), workers);
        this.meanLoss = new MeanLoss(objective, workers);
        this.spans = training.groups().spans(objective.weights().parameters(), objective::frozenFor);
    }

    /// Trains to the end, or until it is asked to stop.
    ///
    /// @throws NonFiniteLossException if a loss or a gradient is not finite
    /// @throws IOException if the run directory cannot be written; its last checkpoint is then still whole
    /// @throws IllegalArgumentException if there is a checkpoint of another network, or of other batches
    public Outcome train(Progress progress) throws IOException {
        resume();
        long before = state.position().step();
        long began = System.nanoTime();
        while (!isComplete() && !training.validation().stops(state.position().validation())) {
            if (progress.stopRequested()) {
                save();
                return outcome(End.STOPPED);
            }
            StepResult r = step();
            double seconds = (System.nanoTime() - began) * 1e-9;
            long step = state.position().step();
            progress.step(new Progress.Report(step, training.steps(), r.loss, r.validation, (step - before) / seconds));
        }
        save();
        Outcome outcome = outcome(isComplete() ? End.COMPLETE : End.NO_IMPROVEMENT);
        run.log(outcome.sentence());
        keepResult();
        return outcome;
    }

    private boolean isComplete() {
        return state.position().step() >= training.steps();
    }

    private Outcome outcome(End end) {
        Validation.State v = state.position().validation();
        return new Outcome(end, state.position().step(), v.best(), v.bestStep());
    }

    /// @param loss mean over the batch
    private record StepResult(double loss, OptionalDouble validation) {}

    private StepResult step() throws IOException {
        RunState.Position p = state.position();
        int[] events = batches.at(p.step());
        double loss = lossAndGradient(events);
        double norm = state.norm(spans, gradient.gradient());
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw nonFinite(
                    "the loss of step " + (p.step() + 1) + " is " + loss + ", its gradient norm " + norm, events);
        }
        double rate = training.schedule().rate(training.optimizer().rate(), p.schedule());
        Schedule.State schedule = p.schedule();
        if (!training.clipping().skips(p.step(), norm)) {
            state.update(training, spans, gradient.gradient(), norm);
            schedule = training.schedule().updated(schedule);
        }
        state.moveTo(new RunState.Position(p.step() + 1, schedule, p.validation()));
        OptionalDouble validated = validate();
        double mean = loss / objective.reduction().factor(events.length) / events.length;
        long step = p.step() + 1;
        if (step % training.logEvery() == 0 || validated.isPresent() || isComplete()) {
            MetricsLine line = new MetricsLine(step, loss, rate, norm, validated);
            run.metric(line.json());
            run.scalars(step, line.scalars());
        }
        if (validated.isPresent()) {
            run.log("step " + step + ": loss " + mean + ", validation loss " + validated.getAsDouble());
        }
        if (isBest() || step % training.checkpointEvery() == 0) {
            save();
        }
        return new StepResult(mean, validated);
    }

    private double lossAndGradient(int[] events) {
        int perShard = objective.eventsPerShard(events.length);
        return gradient.run(
                MeanLoss.shards(events.length, perShard),
                Noise.ofStep(training.streams(), state.position().step()),
                (tape, shard) -> objective
                        .loss(tape, MeanLoss.shard(events, shard, perShard))
                        .times(objective.reduction().factor(events.length)));
    }

    private OptionalDouble validate() throws IOException {
        RunState.Position p = state.position();
        if (validation.length == 0 || (p.step() % training.validation().every() != 0 && !isComplete())) {
            return OptionalDouble.empty();
        }
        double loss = meanLoss.of(state.result(), validation);
        if (!Double.isFinite(loss)) {
            throw nonFinite("the validation loss after step " + p.step() + " is " + loss, validation);
        }
        Schedule.State schedule = training.schedule().validated(p.schedule(), loss);
        state.moveTo(new RunState.Position(p.step(), schedule, p.validation().after(p.step(), loss)));
        return OptionalDouble.of(loss);
    }

    private NonFiniteLossException nonFinite(String what, int[] events) throws IOException {
        int[] culprits = IntStream.of(events)
                .filter(e -> !Double.isFinite(meanLoss.of(objective.weights(), new int[] {e})))
                .toArray();
        int[] kept = culprits.length == 0 ? events : culprits;
        Map<String, Safetensors.Stored> batch = new LinkedHashMap<>(objective.batch(kept));
        double[] rows = IntStream.of(kept).asDoubleStream().toArray();
        batch.put("rows", Safetensors.Stored.of(StoredType.F64, rows, kept.length));
        Path file = run.keepBatch(state.position().step() + 1, new Safetensors(batch, Map.of()));
        boolean diverged = events.length > 1 && culprits.length == events.length;
        String sentence = what + ", from " + named(kept) + (culprits.length == 0 ? "" : ", each of them alone")
                + (diverged ? ": the weights have diverged" : "") + "; they are kept in " + file
                + ". Try a smaller learning rate or clip the gradient norm";
        run.log(sentence);
        return new NonFiniteLossException(sentence);
    }

    private static String named(int[] events) {
        String first = Arrays.toString(Arrays.copyOf(events, Math.min(events.length, NAMED_EVENTS)));
        return events.length + " events, rows " + first + (events.length > NAMED_EVENTS ? " and so on" : "");
    }

    private void resume() throws IOException {
        Path file = run.newestCheckpoint();
        if (!Files.exists(file)) {
            run.cutMetrics(0);
            run.log("training begins: " + batches.description());
            return;
        }
        Safetensors contents;
        Checkpoint c;
        try {
            contents = Safetensors.read(file);
            c = Checkpoint.of(file, contents);
        } catch (ModelFormatException e) {
            String other = Files.exists(run.bestCheckpoint())
                    ? ", or put best.safetensors in its place to go on from the best step"
                    : "";
            throw new IOException(e.getMessage() + ". Remove it to begin again" + other, e);
        }
        if (!c.batches().equals(batches.description())) {
            throw new IllegalArgumentException("the run in " + run.path() + " was trained on " + c.batches()
                    + ", and cannot go on with " + batches.description());
        }
        state.restore(contents.tensors(), c.position());
        run.cutMetrics(c.metricsBytes());
        savedStep = c.position().step();
        if (isBest()) {
            // a process killed between the two files has left an older best one
            c.write(run.bestCheckpoint(), contents.tensors());
        } else if (needsBest()) {
            requireBest();
        }
        run.log("training goes on after step " + savedStep);
    }

    /// Before the steps that are left, not after them.
    private void requireBest() throws IOException {
        try {
            Safetensors.read(run.bestCheckpoint());
        } catch (ModelFormatException | NoSuchFileException e) {
            String fault = e instanceof NoSuchFileException ? run.bestCheckpoint() + " is gone" : e.getMessage();
            throw new IOException(fault + ". Put newest.safetensors in its place to take that state for the best", e);
        }
    }

    private boolean needsBest() {
        return training.validation().kept() == Validation.Kept.BEST
                && state.position().validation().bestStep() > 0;
    }

    private boolean isBest() {
        RunState.Position p = state.position();
        return p.step() > 0 && p.validation().bestStep() == p.step();
    }

    private void save() throws IOException {
        try {
            Map<String, Safetensors.Stored> tensors = state.tensors();
            Checkpoint c = new Checkpoint(state.position(), run.saveMetrics(), batches.description());
            c.write(run.newestCheckpoint(), tensors);
            savedStep = state.position().step();
            if (isBest()) {
                c.write(run.bestCheckpoint(), tensors);
            }
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage() + ". The run can be resumed from step " + savedStep + " once that is mended", e);
        }
    }

    /// Brings the weights that are the result into the objective.
    private void keepResult() throws IOException {
        RunState.Position p = state.position();
        if (needsBest()) {
            Safetensors best = Safetensors.read(run.bestCheckpoint());
            state.restore(best.tensors(), p);
        }
        objective.weights().write(state.result().read());
    }
}
