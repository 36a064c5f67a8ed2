package rapidity.net;

import java.util.List;
import java.util.stream.Stream;

/// Hyper-parameters of [Pfn].
///
/// @param in features of a particle
/// @param perParticle widths of the layers of Phi; the last one is the size of the latent space
/// @param perJet widths of the hidden layers of F
/// @param out results of a jet
public record PfnConfig(int in, List<Integer> perParticle, List<Integer> perJet, int out) implements NetConfig {
    /// @throws IllegalArgumentException if Phi has no layers or a width is not positive
    public PfnConfig {
        perParticle = List.copyOf(perParticle);
        perJet = List.copyOf(perJet);
        boolean narrow =
                Stream.concat(perParticle.stream(), perJet.stream()).anyMatch(width -> width < 1) || in < 1 || out < 1;
        if (narrow || perParticle.isEmpty()) {
            throw new IllegalArgumentException("no such particle flow network: " + in + " features in, layers of "
                    + perParticle + " for each particle and " + perJet + " for each jet, " + out + " out");
        }
    }

    /// The network of the paper: Phi of 100, 100 and 256, F of 100, 100 and 100.
    ///
    /// @source arXiv:1810.05165
    public static PfnConfig paper(int in, int out) {
        return new PfnConfig(in, List.of(100, 100, 256), List.of(100, 100, 100), out);
    }
}
