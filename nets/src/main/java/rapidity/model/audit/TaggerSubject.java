package rapidity.model.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rapidity.algebra.Multivector;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Tape;
import rapidity.jets.Jets;
import rapidity.model.InputFeature;
import rapidity.model.JetTagger;
import rapidity.model.TokenNetwork;

/// A jet tagger: from the constituents of jets, in GeV, to logits. The spurions are its own.
public record TaggerSubject(JetTagger tagger) implements AuditSubject {
    @Override
    public Answer apply(AuditInput x) {
        double[] z =
                tagger.logits(Tape.forward(tagger.weights()), jets(x.tokens())).toArray();
        return new Answer(Rows.SEQUENCES, x.tokens().components(), new double[0], z);
    }

    private Jets jets(Tokens x) {
        Jets r = Jets.of(x.vectors(), x.offsets());
        int n = x.scalarChannels();
        for (int f = 0; f < n; f++) {
            double[] values = new double[x.scalars().length / n];
            int at = f;
            Arrays.setAll(values, i -> x.scalars()[i * n + at]);
            InputFeature feature = tagger.preprocessing().features().get(f);
            r = r.with(feature.name(), values);
        }
        return r;
    }

    /// Boosts and rotations: reflections are no question for jets.
    @Override
    public Optional<SymmetryGroup> claim() {
        return TokenNetwork.symmetry(tagger.network()).map(group -> SymmetryGroup.PROPER_ORTHOCHRONOUS);
    }

    @Override
    public List<Multivector> references() {
        return tagger.preprocessing().references();
    }

    @Override
    public boolean takesNegativeEnergies() {
        return false;
    }
}
