package rapidity.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import rapidity.engine.Parameter;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.jets.Jets;
import rapidity.loss.ReconstructionLoss;
import rapidity.model.JetAutoencoder;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;
import rapidity.net.PaddedJets;

/// How far jets are from what an autoencoder makes of them, in the coordinates of its network.
///
/// The published code trains encoder and decoder by an Adam each with the same settings: the same arithmetic as one
/// Adam for all weights, since Adam treats every weight by itself.
///
/// @source arXiv:2212.07347, Sec. 5
public final class Reconstruction implements Objective {
    private static final String DECODER = "decoder.";

    private final JetAutoencoder model;
    private final PaddedJets jets;
    private final Rules rules;

    /// @param loss of jets
    /// @param reduction of the losses of a batch
    /// @param frozenEncoder updates at the beginning in which the decoder learns alone; [Long#MAX_VALUE] for all
    public record Rules(ReconstructionLoss loss, Reduction reduction, long frozenEncoder) {
        /// The mean over a batch, and an encoder that learns from the beginning.
        public static Rules of(ReconstructionLoss loss) {
            return new Rules(loss, Reduction.MEAN, 0);
        }
    }

    /// @throws IllegalArgumentException if the model cannot mean a jet
    public Reconstruction(JetAutoencoder model, Jets jets, Rules rules) {
        this.model = model;
        this.jets = model.input(jets).network();
        this.rules = rules;
    }

    @Override
    public Weights weights() {
        return model.weights();
    }

    @Override
    public Weights otherWeights() {
        return model.otherWeights();
    }

    @Override
    public Tensor loss(Tape tape, int[] events) {
        PaddedJets chosen = rows(events);
        return rules.loss.sum(model.reconstruct(tape, chosen), chosen.values());
    }

    /// Mean loss of some jets if every jet came back as the mean of others, slot by slot: what a network has to beat.
    ///
    /// @param training rows that the mean is taken over
    public double meanOfMeanJet(int[] training, int[] events) {
        int row = jets.particles() * jets.features();
        double[] mean = new double[row];
        for (int jet : training) {
            for (int i = 0; i < row; i++) {
                mean[i] += jets.values()[jet * row + i] / training.length;
            }
        }
        double sum = 0;
        for (int jet : events) {
            double[] target = Arrays.copyOfRange(jets.values(), jet * row, (jet + 1) * row);
            sum += rules.loss.ofJet(mean, target, jets.features(), new double[row]);
        }
        return sum / events.length;
    }

    private PaddedJets rows(int... events) {
        int row = jets.particles() * jets.features();
        double[] values = new double[events.length * row];
        boolean[] real = new boolean[events.length * jets.particles()];
        for (int i = 0; i < events.length; i++) {
            System.arraycopy(jets.values(), events[i] * row, values, i * row, row);
            System.arraycopy(jets.real(), events[i] * jets.particles(), real, i * jets.particles(), jets.particles());
        }
        return new PaddedJets(events.length, jets.particles(), jets.features(), values, real);
    }

    @Override
    public Reduction reduction() {
        return rules.reduction;
    }

    @Override
    public long frozenFor(Parameter p) {
        return p.name().startsWith(DECODER) ? 0 : rules.frozenEncoder;
    }

    @Override
    public int eventsPerShard() {
        return model.jetsAtOnce();
    }

    @Override
    public Map<String, Safetensors.Stored> batch(int[] events) {
        PaddedJets x = rows(events);
        double[] real = new double[x.real().length];
        for (int i = 0; i < real.length; i++) {
            real[i] = x.real()[i] ? 1 : 0;
        }
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        r.put("jets", Safetensors.Stored.of(StoredType.F64, x.values(), x.jets(), x.particles(), x.features()));
        r.put("real", Safetensors.Stored.of(StoredType.F64, real, x.jets(), x.particles()));
        return r;
    }
}
