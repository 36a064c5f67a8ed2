package rapidity.model;

/// What became of the events that a generator made on the way to those that it gave.
///
/// @param given events
/// @param outsideCuts events that were made and rejected because they do not pass the cuts
/// @param spacelike events that were made and rejected because a particle has `m^2 <= 0` or no energy; in charts with
///     a mass only where rounding does that, for momenta beyond 1e7 masses
/// @param notConverged events for which the solver did not converge, and others were made
public record GenerationReport(long given, long outsideCuts, long spacelike, long notConverged) {
    static final GenerationReport NONE = new GenerationReport(0, 0, 0, 0);

    GenerationReport plus(GenerationReport b) {
        return new GenerationReport(
                given + b.given, outsideCuts + b.outsideCuts, spacelike + b.spacelike, notConverged + b.notConverged);
    }

    /// Part of the events that were made which were given: the probability of the model inside the cuts.
    public double acceptance() {
        return (double) given / (given + outsideCuts + spacelike + notConverged);
    }

    /// One sentence.
    public String sentence() {
        return given + " events; rejected " + outsideCuts + " outside of the cuts, " + spacelike
                + " with a mass squared that is not positive, and " + notConverged + " that did not converge";
    }
}
