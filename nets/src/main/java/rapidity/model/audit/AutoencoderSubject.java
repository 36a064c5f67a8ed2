package rapidity.model.audit;

import java.util.Arrays;
import java.util.Optional;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.JetAutoencoder;
import rapidity.model.Latents;
import rapidity.net.LgaeConfig;
import rapidity.net.PaddedJets;

/// An autoencoder: from the particles of jets, in GeV, to their reconstructions and, where these are irreps, latents.
///
/// @param stage what is audited
public record AutoencoderSubject(JetAutoencoder model, Stage stage) implements AuditSubject {
    /// GeV, of the network alone: numbers of order one.
    private static final double UNIT = 50;

    private static final int VECTOR = 4;

    /// What is audited.
    public enum Stage {
        /// The network alone, on momenta in one unit for all jets, as the published test has it.
        NETWORK,
        /// With the normalisation of each jet, whose factor may be no invariant.
        PIPELINE
    }

    /// The network alone where it takes momenta, else all.
    public static AutoencoderSubject of(JetAutoencoder model) {
        boolean momenta = model.preprocessing().coordinates().areMomenta();
        return new AutoencoderSubject(model, momenta ? Stage.NETWORK : Stage.PIPELINE);
    }

    @Override
    public Answer apply(AuditInput x) {
        return stage == Stage.NETWORK ? ofNetwork(x.tokens()) : ofPipeline(x.tokens());
    }

    private Answer ofPipeline(Tokens x) {
        try (Workers caller = new Workers(1)) {
            double[] p = model.reconstruct(Jets.of(x.vectors(), x.offsets()), caller);
            return new Answer(Rows.SEQUENCES, VECTOR, p, new double[0]);
        }
    }

    private Answer ofNetwork(Tokens x) {
        double[] p = Arrays.stream(x.vectors()).map(v -> v / UNIT).toArray();
        boolean[] real = new boolean[p.length / VECTOR];
        Arrays.fill(real, true);
        PaddedJets jets = new PaddedJets(x.sequences(), x.perSequence(), VECTOR, p, real);
        JetAutoencoder.Pass pass;
        try (Workers caller = new Workers(1)) {
            pass = model.pass(jets, caller);
        }
        double[] latents = pass.latents();
        double[] momenta = pass.reconstruction();
        Latents.Layout layout = model.layout();
        int own = x.perSequence() * VECTOR;
        int width = own + 2 * VECTOR * layout.vectors();
        double[] vectors = new double[x.sequences() * width];
        double[] scalars = new double[x.sequences() * 2 * layout.scalars()];
        for (int jet = 0; jet < x.sequences(); jet++) {
            System.arraycopy(momenta, jet * own, vectors, jet * width, own);
            for (int v = 0; v < layout.vectors(); v++) {
                for (int k = 0; k < 2 * VECTOR; k++) {
                    int from = jet * layout.size() + layout.at(v, k % VECTOR, k / VECTOR);
                    vectors[jet * width + own + 2 * VECTOR * v + k] = latents[from];
                }
            }
            int n = 2 * layout.scalars();
            System.arraycopy(latents, jet * layout.size(), scalars, jet * n, n);
        }
        return new Answer(Rows.SEQUENCES, VECTOR, vectors, scalars);
    }

    /// Boosts and rotations, of the network of an LGAE.
    @Override
    public Optional<SymmetryGroup> claim() {
        boolean kept = stage == Stage.NETWORK
                && model.network() instanceof LgaeConfig c
                && c.realPart() != LgaeConfig.RealPart.NORM;
        return kept ? Optional.of(SymmetryGroup.PROPER_ORTHOCHRONOUS) : Optional.empty();
    }

    @Override
    public boolean takesNegativeEnergies() {
        return false;
    }
}
