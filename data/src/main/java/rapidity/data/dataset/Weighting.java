package rapidity.data.dataset;

/// Whether events have weights.
public enum Weighting {
    /// Every event counts once.
    UNWEIGHTED,
    /// Events and weights belong together: histograms are filled with the weight of each event.
    WEIGHTED
}
