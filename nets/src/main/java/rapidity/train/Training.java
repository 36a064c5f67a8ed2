package rapidity.train;

import rapidity.random.RandomStreams;

/// How a network is trained: everything but the objective, the batches and the machine.
///
/// @param steps largest number of steps
/// @param groups which weights are treated differently from the others
/// @param logEvery steps between lines in `metrics.jsonl`; validated steps have one too
/// @param checkpointEvery steps between checkpoints; an improved validation makes one too
/// @param streams where dropout draws from
public record Training(
        long steps,
        Optimizer optimizer,
        UpdateGroups groups,
        Regularisation regularisation,
        Schedule schedule,
        Clipping clipping,
        Ema ema,
        Validation validation,
        long logEvery,
        long checkpointEvery,
        RandomStreams streams) {
    public Training {
        if (steps < 0 || logEvery < 1 || checkpointEvery < 1) {
            throw new IllegalArgumentException("no training of " + steps + " steps with a line every " + logEvery
                    + " and a checkpoint every " + checkpointEvery);
        }
    }

    /// A constant rate, no clipping, no average, a line for every step; validation and checkpoint every 100 steps, no
    /// early stopping, the best weights kept, decay on all weights, seed 0.
    public static Training of(long steps, Optimizer optimizer) {
        Validation validation = new Validation(100, Integer.MAX_VALUE, Validation.Kept.BEST);
        return new Training(
                steps,
                optimizer,
                UpdateGroups.NONE,
                Regularisation.NONE,
                new ConstantRate(),
                Clipping.NONE,
                Ema.OFF,
                validation,
                1,
                100,
                new RandomStreams(0));
    }

    public Training withDecayOn(WeightDecayOn d) {
        return withGroups(groups.withDecayOn(d));
    }

    private Training withGroups(UpdateGroups g) {
        return new Training(
                steps,
                optimizer,
                g,
                regularisation,
                schedule,
                clipping,
                ema,
                validation,
                logEvery,
                checkpointEvery,
                streams);
    }

    public Training withRegularisation(Regularisation r) {
        return new Training(
                steps, optimizer, groups, r, schedule, clipping, ema, validation, logEvery, checkpointEvery, streams);
    }

    public Training withSchedule(Schedule s) {
        return new Training(
                steps,
                optimizer,
                groups,
                regularisation,
                s,
                clipping,
                ema,
                validation,
                logEvery,
                checkpointEvery,
                streams);
    }

    public Training withClipping(Clipping c) {
        return new Training(
                steps,
                optimizer,
                groups,
                regularisation,
                schedule,
                c,
                ema,
                validation,
                logEvery,
                checkpointEvery,
                streams);
    }

    public Training withEma(Ema e) {
        return new Training(
                steps,
                optimizer,
                groups,
                regularisation,
                schedule,
                clipping,
                e,
                validation,
                logEvery,
                checkpointEvery,
                streams);
    }

    public Training withValidation(Validation v) {
        return new Training(
                steps,
                optimizer,
                groups,
                regularisation,
                schedule,
                clipping,
                ema,
                v,
                logEvery,
                checkpointEvery,
                streams);
    }

    public Training withLogEvery(long n) {
        return new Training(
                steps,
                optimizer,
                groups,
                regularisation,
                schedule,
                clipping,
                ema,
                validation,
                n,
                checkpointEvery,
                streams);
    }

    public Training withCheckpointEvery(long n) {
        return new Training(
                steps, optimizer, groups, regularisation, schedule, clipping, ema, validation, logEvery, n, streams);
    }

    public Training withStreams(RandomStreams s) {
        return new Training(
                steps,
                optimizer,
                groups,
                regularisation,
                schedule,
                clipping,
                ema,
                validation,
                logEvery,
                checkpointEvery,
                s);
    }
}
