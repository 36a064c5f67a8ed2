package rapidity.net;

/// Hyper-parameters of [LorentzNet].
///
/// @param scalars of a constituent besides its mass, such as its charge
/// @param hidden width of the blocks
/// @param out results of a jet
/// @param blocks number of blocks
/// @param step how far a block moves the four-vectors, c of the paper
/// @param dropout probability before the decoder, zero for none
public record LorentzNetConfig(int scalars, int hidden, int out, int blocks, double step, double dropout)
        implements NetConfig {
    private static final double SMALL_STEP = 1e-3;

    /// @throws IllegalArgumentException if a width is not positive, scalars or blocks are negative, blocks are too
    ///     many, the step is not finite, or the probability is not from 0 to below 1
    public LorentzNetConfig {
        boolean deep = blocks < 0 || blocks > MOST_BLOCKS;
        if (scalars < 0 || hidden < 1 || out < 1 || deep || !Double.isFinite(step)) {
            throw new IllegalArgumentException("no such LorentzNet: " + scalars + " scalars in, " + hidden + " hidden, "
                    + out + " out, " + blocks + " blocks, step " + step);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException(
                    "numbers are dropped with a probability from 0 to below 1, not " + dropout);
        }
    }

    /// Without dropout, and with four-vectors that move little.
    public static LorentzNetConfig of(int scalars, int hidden, int out, int blocks) {
        return new LorentzNetConfig(scalars, hidden, out, blocks, SMALL_STEP, 0);
    }

    /// The network of the paper: 6 blocks of width 72, dropout 0.2.
    ///
    /// @source arXiv:2201.08187, Sec. 4
    public static LorentzNetConfig paper(int scalars, int out) {
        return of(scalars, 72, out, 6).withDropout(0.2);
    }

    /// With dropout of this probability, from 0 to below 1.
    public LorentzNetConfig withDropout(double probability) {
        return new LorentzNetConfig(scalars, hidden, out, blocks, step, probability);
    }

    /// With four-vectors that move by another step in each block.
    public LorentzNetConfig withStep(double other) {
        return new LorentzNetConfig(scalars, hidden, out, blocks, other, dropout);
    }
}
