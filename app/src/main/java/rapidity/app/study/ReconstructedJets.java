package rapidity.app.study;

import java.util.Arrays;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.kinematics.FourVector;
import rapidity.model.AutoencoderInput;
import rapidity.model.JetAutoencoder;
import rapidity.model.Latents;

/// Some jets and what an autoencoder made of them.
///
/// @param slots of a jet
/// @param rows of a reconstruction: slots, or pixels
/// @param target `[jets, slots, 4]` in GeV
/// @param real `[jets, slots]`
/// @param reconstruction `[jets, rows, 4]` in GeV
/// @param frames of each jet, see [rapidity.model.AutoencoderInput]
record ReconstructedJets(
        int jets, int slots, int rows, double[] target, boolean[] real, double[] reconstruction, double[] frames) {
    /// What a model makes of jets.
    ///
    /// @throws IllegalArgumentException if it cannot mean a jet
    static ReconstructedJets of(JetAutoencoder model, Jets jets, Workers workers) {
        return of(model, jets, model.encode(jets, workers), workers);
    }

    /// What a model makes of jets that are encoded already.
    static ReconstructedJets of(JetAutoencoder model, Jets jets, Latents latents, Workers workers) {
        AutoencoderInput input = model.input(jets);
        return new ReconstructedJets(
                jets.size(),
                model.preprocessing().particles(),
                model.network().particles(),
                input.momenta(),
                input.real(),
                model.decode(latents, workers),
                input.frames());
    }

    /// Jets as if a model had made the same of them.
    static ReconstructedJets unchanged(JetAutoencoder model, Jets jets) {
        AutoencoderInput input = model.input(jets);
        int slots = model.preprocessing().particles();
        return new ReconstructedJets(
                jets.size(), slots, slots, input.momenta(), input.real(), input.momenta(), input.frames());
    }

    double[] target(int jet) {
        return Arrays.copyOfRange(target, jet * slots * 4, (jet + 1) * slots * 4);
    }

    double[] reconstruction(int jet) {
        return Arrays.copyOfRange(reconstruction, jet * rows * 4, (jet + 1) * rows * 4);
    }

    boolean[] real(int jet) {
        return Arrays.copyOfRange(real, jet * slots, (jet + 1) * slots);
    }

    double[] frame(int jet) {
        int width = frames.length / jets;
        return Arrays.copyOfRange(frames, jet * width, (jet + 1) * width);
    }

    /// Whether the reconstruction has a row for each slot.
    boolean hasParticles() {
        return rows == slots;
    }

    static FourVector sum(double[] p) {
        FourVector r = FourVector.ZERO;
        for (int i = 0; i < p.length; i += 4) {
            r = r.plus(particle(p, i / 4));
        }
        return r;
    }

    static FourVector particle(double[] p, int i) {
        return new FourVector(p[4 * i], p[4 * i + 1], p[4 * i + 2], p[4 * i + 3]);
    }
}
