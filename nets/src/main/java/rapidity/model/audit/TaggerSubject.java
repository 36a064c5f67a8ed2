package rapidity.model.audit;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Tape;
import rapidity.jets.Jets;
import rapidity.model.InputFeature;
import rapidity.model.JetTagger;
import rapidity.model.TaggingPreprocessing;
import rapidity.model.TokenNetwork;

/// A jet tagger: from the constituents of jets, all of as many, to logits. Spurions and kinematic features are its own,
/// so what they break is found.
public record TaggerSubject(JetTagger tagger) implements AuditSubject {
    /// Jets with negative energies, as time reversal makes them, are refused by every tagger: they get zeros.
    @Override
    public Answer apply(AuditInput x) {
        Tokens tokens = x.tokens();
        double[] p = tokens.vectors();
        int components = tokens.components();
        int outputs = JetTagger.outputs(tagger.classes());
        if (IntStream.range(0, p.length / components).anyMatch(i -> p[i * components] < 0)) {
            return new Answer(Rows.SEQUENCES, components, new double[0], new double[tokens.sequences() * outputs]);
        }
        double[] logits =
                tagger.logits(Tape.forward(tagger.weights()), jets(tokens)).toArray();
        return new Answer(Rows.SEQUENCES, components, new double[0], logits);
    }

    private Jets jets(Tokens tokens) {
        int[] offsets = IntStream.rangeClosed(0, tokens.sequences())
                .map(i -> i * tokens.perSequence())
                .toArray();
        Jets r = Jets.of(tokens.vectors(), offsets);
        List<InputFeature> features = tagger.preprocessing().features();
        for (int f = 0; f < features.size(); f++) {
            double[] values = new double[offsets[tokens.sequences()]];
            for (int i = 0; i < values.length; i++) {
                values[i] = tokens.scalars()[i * features.size() + f];
            }
            r = r.with(features.get(f).name(), values);
        }
        return r;
    }

    /// A tagger's jets are ragged.
    @Override
    public Optional<Answer> padded(AuditInput x) {
        return Optional.empty();
    }

    /// Boosts and rotations, if nothing in the preprocessing breaks them: reflections are no question for jets.
    @Override
    public Optional<SymmetryGroup> claim() {
        TaggingPreprocessing p = tagger.preprocessing();
        boolean symmetric = p.spurions().rows().isEmpty() && p.kinematics().isEmpty();
        return TokenNetwork.symmetry(tagger.network())
                .filter(group -> symmetric)
                .map(group -> SymmetryGroup.PROPER_ORTHOCHRONOUS);
    }

    @Override
    public int[] kinds(AuditInput x) {
        return new int[x.tokens().perSequence()];
    }
}
