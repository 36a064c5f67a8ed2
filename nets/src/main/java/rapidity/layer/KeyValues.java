package rapidity.layer;

/// How many heads keys and values have.
public enum KeyValues {
    /// Multi-head attention: each head of queries has its own keys and values.
    PER_HEAD,

    /// Multi-query attention: all heads of queries see the same keys and values.
    ///
    /// @source Shazeer, arXiv:1911.02150
    SHARED;

    int heads(int queryHeads) {
        return this == PER_HEAD ? queryHeads : 1;
    }
}
