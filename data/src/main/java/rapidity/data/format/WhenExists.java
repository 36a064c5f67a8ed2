package rapidity.data.format;

/// What to do with an output that is there already.
public enum WhenExists {
    /// Leave it alone and fail.
    REFUSE,
    /// Replace it, once the new one is complete.
    REPLACE
}
