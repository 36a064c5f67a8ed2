package rapidity.train;

/// How a network is trained: everything but the objective, the batches and the machine.
///
/// @param steps largest number of steps
/// @param logEvery steps between lines in `metrics.jsonl`; validated steps have one too
/// @param checkpointEvery steps between checkpoints; an improved validation makes one too
public record Training(
        long steps,
        Optimizer optimizer,
        Schedule schedule,
        Clipping clipping,
        Ema ema,
        Validation validation,
        long logEvery,
        long checkpointEvery) {
    public Training {
        if (steps < 0 || logEvery < 1 || checkpointEvery < 1) {
            throw new IllegalArgumentException("no training of " + steps + " steps with a line every " + logEvery
                    + " and a checkpoint every " + checkpointEvery);
        }
    }

    /// A constant rate, no clipping, no average, a line for every step; validation and checkpoint every 100 steps, no
    /// early stopping, the best weights kept.
    public static Training of(long steps, Optimizer optimizer) {
        Validation validation = new Validation(100, Integer.MAX_VALUE, Validation.Kept.BEST);
        return new Training(steps, optimizer, new ConstantRate(), Clipping.NONE, Ema.OFF, validation, 1, 100);
    }

    public Training withSchedule(Schedule s) {
        return new Training(steps, optimizer, s, clipping, ema, validation, logEvery, checkpointEvery);
    }

    public Training withClipping(Clipping c) {
        return new Training(steps, optimizer, schedule, c, ema, validation, logEvery, checkpointEvery);
    }

    public Training withEma(Ema e) {
        return new Training(steps, optimizer, schedule, clipping, e, validation, logEvery, checkpointEvery);
    }

    public Training withValidation(Validation v) {
        return new Training(steps, optimizer, schedule, clipping, ema, v, logEvery, checkpointEvery);
    }

    public Training withLogEvery(long n) {
        return new Training(steps, optimizer, schedule, clipping, ema, validation, n, checkpointEvery);
    }

    public Training withCheckpointEvery(long n) {
        return new Training(steps, optimizer, schedule, clipping, ema, validation, logEvery, n);
    }
}
