package rapidity.net;

import rapidity.engine.Channels;

/// Hyper-parameters of [Cgenn].
///
/// @param types scalars of a particle, such as the one-hot code of its type
/// @param hidden width of the blocks
/// @param decoder width of the hidden layer behind the mean over the particles
/// @param out results of an event
/// @param blocks number of blocks
/// @param dropout probability in the decoder, zero for none
public record CgennConfig(int types, Channels hidden, int decoder, int out, int blocks, double dropout)
        implements NetConfig {
    /// @throws IllegalArgumentException if a width is not positive, blocks are negative or too many, or the probability
    ///     is not from 0 to below 1
    public CgennConfig {
        boolean narrow = types < 1 || hidden.multivectors() < 1 || hidden.scalars() < 1 || decoder < 1 || out < 1;
        if (narrow || blocks < 0 || blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("no such CGENN: " + types + " scalars in, " + hidden + " hidden, "
                    + decoder + " in the decoder, " + out + " out, " + blocks + " blocks");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException(
                    "numbers are dropped with a probability from 0 to below 1, not " + dropout);
        }
    }

    /// The network for amplitudes: 4 blocks of 8 multivectors and 72 scalars, decoder of width 64, dropout 0.2.
    ///
    /// @source Spinner et al., arXiv:2405.14806, App. C.1
    public static CgennConfig paper(int types, int out) {
        return new CgennConfig(types, new Channels(8, 72), 64, out, 4, 0.2);
    }

    @Override
    public boolean hasBatchStatistics() {
        return true;
    }
}
