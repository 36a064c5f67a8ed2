package rapidity.engine;

/// Which lanes of the last tile an operation computes.
public enum Lanes {
    /// All: gradients add up over lanes, so those past the last token must be finite.
    ALL,

    /// Those of tokens, as far as it is faster: enough where nothing is ever differentiated. The others hold anything.
    LIVE
}
