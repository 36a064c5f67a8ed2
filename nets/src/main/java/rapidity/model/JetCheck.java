package rapidity.model;

import java.util.List;
import rapidity.jets.Jets;

/// Refuses jets that are jets, but that a tagger cannot mean. What is no momentum and no finite number is not in
/// [Jets].
final class JetCheck {
    private JetCheck() {}

    static void refuse(Jets jets, List<InputFeature> features) {
        for (InputFeature f : features) {
            if (!jets.features().containsKey(f.name())) {
                String near = Spelling.nearest(f.name(), jets.features().keySet())
                        .map(n -> "; did you mean '" + n + "'?")
                        .orElse("");
                throw new IllegalArgumentException(
                        "this tagger needs the feature '" + f.name() + "' of each constituent, the jets have "
                                + jets.features().keySet() + near);
            }
        }
        for (int jet = 0; jet < jets.size(); jet++) {
            if (jets.constituents(jet) == 0) {
                throw new IllegalArgumentException("jet " + jet + " has no constituents: leave it out");
            }
            refusePadding(jets, jet);
        }
    }

    private static void refusePadding(Jets jets, int jet) {
        double[] p = jets.momenta();
        for (int i = jets.offsets()[jet]; i < jets.offsets()[jet + 1]; i++) {
            if (p[4 * i] == 0 && p[4 * i + 1] == 0 && p[4 * i + 2] == 0 && p[4 * i + 3] == 0) {
                throw new IllegalArgumentException("jet " + jet + ": the momentum of constituent "
                        + (i - jets.offsets()[jet]) + " is zero: leave padding out");
            }
        }
    }
}
