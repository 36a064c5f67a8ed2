package rapidity.data.dataset;

import java.util.List;
import java.util.Map;
import rapidity.jets.Jets;

/// Some jets as ragged columns: the constituents of all jets one after another. Constituents of jet i are those
/// `offsets[i] .. offsets[i + 1] - 1`; there is no padding.
///
/// @param momenta (E, px, py, pz) of each constituent in GeV
/// @param offsets one more than there are jets
/// @param features further numbers of each constituent, by name
/// @param labels the class of each jet, an index into [JetSource#classes]; empty if the source has no labels
/// @param rows where each jet stands in its source, counted from 0
public record JetColumns(double[] momenta, int[] offsets, Map<String, double[]> features, int[] labels, long[] rows) {
    /// The number of jets.
    public int size() {
        return offsets.length - 1;
    }

    /// The number of constituents of a jet.
    public int constituents(int jet) {
        return offsets[jet + 1] - offsets[jet];
    }

    /// The jets as networks, clustering and observables take them, with their features. The arrays are shared.
    public Jets jets() {
        Jets jets = Jets.of(momenta, offsets);
        for (Map.Entry<String, double[]> feature : features.entrySet()) {
            jets = jets.with(feature.getKey(), feature.getValue());
        }
        return jets;
    }

    /// The names of the features.
    public List<String> featureNames() {
        return List.copyOf(features.keySet());
    }
}
