package rapidity.engine;

/// Of which tokens the result of a network is used. A token's result depends on the others through attention alone: in
/// the last block, what other tokens would become need not be computed, only their keys and values.
public enum Readout {
    EVERY_TOKEN,

    /// The first of each sequence, such as a global token.
    FIRST_TOKENS;

    /// Of the queries of some attention, those that are read.
    public Multivectors of(Multivectors x, Attend attend) {
        return this == EVERY_TOKEN ? x : x.tokens(attend.firstQueries());
    }

    /// Of the queries of some attention, those that are read.
    public VectorsScalars of(VectorsScalars x, Attend attend) {
        return this == EVERY_TOKEN ? x : x.tokens(attend.firstQueries());
    }

    /// Of the queries of some attention, those that are read.
    ///
    /// @param x `[tokens, n]`
    public Tensor of(Tensor x, Attend attend) {
        return this == EVERY_TOKEN ? x : x.gather(attend.firstQueries());
    }

    /// The attention of the queries that are read.
    public Attend of(Attend attend) {
        return this == EVERY_TOKEN ? attend : attend.ofFirstQueries();
    }

    /// Block `i` of `blocks`: only the last one is read.
    public Readout ofBlock(int i, int blocks) {
        return i == blocks - 1 ? this : EVERY_TOKEN;
    }
}
