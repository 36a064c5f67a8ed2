package rapidity.net;

import rapidity.engine.Attend;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// Jets with equal numbers of slots, as the published autoencoders take them. The slots of a jet hold its particles
/// and, after them, padding; what the features of a particle are is the preprocessing's business. An image is a jet
/// whose slots are the pixels, all of them real.
///
/// @param jets number of jets
/// @param particles slots of each jet, real ones and padding
/// @param features numbers of a slot, such as 4 for (E, px, py, pz)
/// @param values `[jets, particles, features]`, row-major; zeros in padding
/// @param real `[jets, particles]`: false for padding
public record PaddedJets(int jets, int particles, int features, double[] values, boolean[] real) {
    /// @throws IllegalArgumentException if there are no slots or features, or the arrays are not of that size
    public PaddedJets {
        if (jets < 0 || particles < 1 || features < 1) {
            throw new IllegalArgumentException(
                    "no such jets: " + jets + " jets of " + particles + " particles of " + features + " features");
        }
        long slots = (long) jets * particles;
        if (values.length != slots * features || real.length != slots) {
            throw new IllegalArgumentException("expected " + slots * features + " values and " + slots
                    + " flags for [" + jets + ", " + particles + ", " + features + "], got " + values.length + " and "
                    + real.length);
        }
    }

    /// The values as a constant `[jets, particles, features]`.
    public Tensor on(Tape tape) {
        return tape.tensor(values, jets, particles, features);
    }

    /// The real particles of each jet attend to each other; padding is seen by none.
    Attend attend() {
        double[] hidden = new double[real.length];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = real[i] ? 0 : Double.NEGATIVE_INFINITY;
        }
        return Attend.equal(jets, particles).withKeyMask(hidden);
    }

    /// @throws IllegalArgumentException if the network takes other jets
    void require(AutoencoderConfig c) {
        if (particles != c.particles() || features != c.features()) {
            throw new IllegalArgumentException("this network takes jets of " + c.particles() + " particles of "
                    + c.features() + " features, got " + particles + " of " + features);
        }
    }
}
