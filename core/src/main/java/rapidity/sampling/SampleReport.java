package rapidity.sampling;

/// What is known of a sample besides its events.
///
/// @param events number of events handed out
/// @param trials number of trials of the production, whole blocks
/// @param accepted number of events in these trials
/// @param largestWeight vmax in GeV^-2: a trial of weight v is accepted with the probability min(1, v/vmax)
/// @param overflow sum of max(0, v - vmax) over the sum of v: the share of the density that the acceptance cuts off
/// @param proxy cross section of the sampling density, with B
/// @param exact cross section with abs(M)^2
public record SampleReport(
        long events,
        long trials,
        long accepted,
        double largestWeight,
        double overflow,
        CrossSection proxy,
        CrossSection exact) {}
