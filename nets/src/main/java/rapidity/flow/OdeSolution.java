package rapidity.flow;

/// Where events have come to.
///
/// @param values `[events, width]`; NaN for events that failed
/// @param failed the events that did not get there: their error could not be kept below the tolerance, or a number is
///     not finite
/// @param evaluations how often an event asked for its derivative, summed over events
public record OdeSolution(double[] values, int[] failed, long evaluations) {}
