package rapidity.model;

/// What an autoencoder keeps of jets.
///
/// An LGAE's are irreps of the Lorentz group, complex: of each jet first the scalars `[scalars, (re, im)]`, then the
/// vectors `[vectors, (t, x, y, z), (re, im)]`. Those of other networks are plain numbers.
///
/// @param layout what the numbers of a jet are
/// @param values `[jets, layout.size()]`
/// @param frames `[jets, 4]`, or 8: what the decoder's answers are turned into momenta by, see [AutoencoderInput]
public record Latents(Layout layout, double[] values, double[] frames) {
    /// @param scalars complex ones
    /// @param vectors complex four-vectors
    /// @param numbers real ones without a known behaviour under the Lorentz group
    public record Layout(int scalars, int vectors, int numbers) {
        /// Real numbers of a jet.
        public int size() {
            return 2 * scalars + 8 * vectors + numbers;
        }

        /// Where component `mu` of a vector's real (0) or imaginary (1) part is.
        public int at(int vector, int mu, int part) {
            return 2 * scalars + 8 * vector + 2 * mu + part;
        }
    }

    /// @throws IllegalArgumentException if there are not as many frames as latents
    public Latents {
        int jets = values.length / layout.size();
        if (values.length != jets * layout.size() || (jets == 0 ? frames.length > 0 : frames.length % jets != 0)) {
            throw new IllegalArgumentException("latents of " + layout.size()
                    + " numbers and as many frames expected, got " + values.length + " and " + frames.length
                    + " numbers");
        }
    }

    /// The number of jets.
    public int jets() {
        return values.length / layout.size();
    }
}
