package rapidity.jets;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.LorentzTransformation;
import rapidity.kinematics.UnphysicalMomentum;

/// Many jets without padding: the constituents of all of them one after another, and where each jet begins.
///
/// ```
/// constituents of jet j:        offsets[j] .. offsets[j + 1] - 1
/// momentum of constituent i:    momenta[4 i .. 4 i + 3]
/// ```
///
/// Every momentum is one that a particle can have, by the rule of [UnphysicalMomentum], and every feature is finite.
/// A jet may have no constituents. The arrays are shared, not copied, and nobody writes to them.
public final class Jets {
    private final double[] momenta;
    private final int[] offsets;
    private final Map<String, double[]> features;

    private Jets(double[] momenta, int[] offsets, Map<String, double[]> features) {
        this.momenta = momenta;
        this.offsets = offsets;
        this.features = Collections.unmodifiableMap(features);
    }

    /// Jets without further features. The arrays are kept, not copied.
    ///
    /// @param fourMomenta (E, px, py, pz) of each constituent in GeV
    /// @param offsets where the constituents of each jet begin, and at the end where they end: one more than jets
    /// @throws IllegalArgumentException if the lengths disagree, or with jet and constituent if a momentum is not
    ///     finite, has negative energy or less energy than momentum beyond rounding
    public static Jets of(double[] fourMomenta, int[] offsets) {
        requireOffsets(fourMomenta.length, offsets);
        for (int jet = 0; jet + 1 < offsets.length; jet++) {
            for (int i = offsets[jet]; i < offsets[jet + 1]; i++) {
                FourVector p = momentum(fourMomenta, i);
                Optional<String> fault = UnphysicalMomentum.faultOf(p);
                if (fault.isPresent()) {
                    int constituent = i - offsets[jet];
                    throw new IllegalArgumentException("jet " + jet + ": "
                            + new UnphysicalMomentum(constituent, p, fault.get()).sentence("constituent"));
                }
            }
        }
        return new Jets(fourMomenta, offsets, new LinkedHashMap<>());
    }

    private static void requireOffsets(int numbers, int[] offsets) {
        if (offsets.length == 0 || offsets[0] != 0) {
            throw new IllegalArgumentException("the offsets of jets begin with 0 and are one more than the jets, got "
                    + (offsets.length == 0 ? "none" : offsets[0] + " at the beginning"));
        }
        for (int jet = 0; jet + 1 < offsets.length; jet++) {
            if (offsets[jet + 1] < offsets[jet]) {
                throw new IllegalArgumentException("jet " + jet + " ends at constituent " + offsets[jet + 1]
                        + ", before it begins at " + offsets[jet]);
            }
        }
        long expected = 4L * offsets[offsets.length - 1];
        if (numbers != expected) {
            throw new IllegalArgumentException("the last offset is " + offsets[offsets.length - 1]
                    + " constituents, which have " + expected + " components of momenta, got " + numbers);
        }
    }

    /// The same jets with one more number of each constituent, such as its charge. The array is kept, not copied.
    ///
    /// @throws IllegalArgumentException if there is such a feature already, the length is not the number of all
    ///     constituents, or with jet and constituent if a value is not finite
    public Jets with(String name, double[] perConstituent) {
        if (features.containsKey(name)) {
            throw new IllegalArgumentException("the jets have a feature " + name + " already");
        }
        if (perConstituent.length != offsets[size()]) {
            throw new IllegalArgumentException("feature " + name + " has " + perConstituent.length + " values for "
                    + offsets[size()] + " constituents");
        }
        for (int jet = 0; jet < size(); jet++) {
            for (int i = offsets[jet]; i < offsets[jet + 1]; i++) {
                if (!Double.isFinite(perConstituent[i])) {
                    throw new IllegalArgumentException("jet " + jet + ": constituent " + (i - offsets[jet])
                            + " has the feature " + name + " = " + perConstituent[i] + ", which is not finite");
                }
            }
        }
        Map<String, double[]> more = new LinkedHashMap<>(features);
        more.put(name, perConstituent);
        return new Jets(momenta, offsets, more);
    }

    /// The number of jets.
    public int size() {
        return offsets.length - 1;
    }

    /// The number of constituents of a jet.
    public int constituents(int jet) {
        return offsets[jet + 1] - offsets[jet];
    }

    /// The constituents of a jet by their places among those of all jets; of more than `most` those of the largest
    /// transverse momentum, in the order in which they come.
    public int[] hardest(int jet, int most) {
        IntStream all = IntStream.range(offsets[jet], offsets[jet + 1]);
        if (constituents(jet) <= most) {
            return all.toArray();
        }
        return all.boxed()
                .sorted((a, b) -> Double.compare(pt2(b), pt2(a)))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private double pt2(int constituent) {
        double px = momenta[4 * constituent + 1];
        double py = momenta[4 * constituent + 2];
        return px * px + py * py;
    }

    /// The four-momenta of all constituents, (E, px, py, pz) after one another in GeV: the array itself.
    public double[] momenta() {
        return momenta;
    }

    /// Where the constituents of each jet begin, and at the end where they end: the array itself.
    public int[] offsets() {
        return offsets;
    }

    /// The further numbers of all constituents by name, in the order in which they were added: the arrays themselves.
    public Map<String, double[]> features() {
        return features;
    }

    /// The further numbers of this name.
    ///
    /// @throws IllegalArgumentException if the jets have no such feature
    public double[] feature(String name) {
        double[] values = features.get(name);
        if (values == null) {
            throw new IllegalArgumentException("the jets have no feature " + name + "; they have " + features.keySet());
        }
        return values;
    }

    /// The four-momentum of a constituent, counted within its jet.
    ///
    /// @throws IllegalArgumentException if the jet has fewer constituents
    public FourVector constituent(int jet, int index) {
        if (index < 0 || index >= constituents(jet)) {
            throw new IllegalArgumentException(
                    "jet " + jet + " has " + constituents(jet) + " constituents and none of index " + index);
        }
        return momentum(momenta, offsets[jet] + index);
    }

    /// The four-momentum of a jet, the sum of its constituents; zero without any.
    public FourVector axis(int jet) {
        double e = 0;
        double px = 0;
        double py = 0;
        double pz = 0;
        for (int i = offsets[jet]; i < offsets[jet + 1]; i++) {
            e += momenta[4 * i];
            px += momenta[4 * i + 1];
            py += momenta[4 * i + 2];
            pz += momenta[4 * i + 3];
        }
        return new FourVector(e, px, py, pz);
    }

    /// The same jets boosted and rotated: every constituent moves, and with them their sum. Features stay as they are.
    ///
    /// Masses stay too, and with them what rounding has made of them: the energy of a constituent that was fast and is
    /// slow now may be below its momentum by more than [UnphysicalMomentum] allows in data.
    ///
    /// @throws IllegalArgumentException if time is reflected: energies would be negative
    public Jets moved(LorentzTransformation t) {
        if (t.entry(0, 0) < 0) {
            throw new IllegalArgumentException("jets have no negative energies, and time is reflected");
        }
        double[] moved = new double[momenta.length];
        for (int i = 0; i < offsets[size()]; i++) {
            FourVector p = t.apply(momentum(momenta, i));
            moved[4 * i] = p.e();
            moved[4 * i + 1] = p.px();
            moved[4 * i + 2] = p.py();
            moved[4 * i + 3] = p.pz();
        }
        return new Jets(moved, offsets, features);
    }

    /// A copy of some of the jets, in the given order; one may occur several times.
    ///
    /// @throws IllegalArgumentException if there is no such jet, or the copy has more than 2^29 constituents
    public Jets rows(int[] jets) {
        int[] begins = new int[jets.length + 1];
        long total = 0;
        for (int j = 0; j < jets.length; j++) {
            if (jets[j] < 0 || jets[j] >= size()) {
                throw new IllegalArgumentException("there is no jet " + jets[j] + " among " + size());
            }
            total += constituents(jets[j]);
            if (4 * total > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException(
                        "more constituents than an array holds, in " + jets.length + " jets: take fewer at once");
            }
            begins[j + 1] = (int) total;
        }
        Map<String, double[]> copies = new LinkedHashMap<>();
        features.forEach((name, values) -> copies.put(name, copy(values, 1, jets, begins)));
        return new Jets(copy(momenta, 4, jets, begins), begins, copies);
    }

    /// The jets from .. to-1, a copy.
    ///
    /// @throws IllegalArgumentException if the range is not within the jets
    public Jets slice(int from, int to) {
        if (from < 0 || from > to || to > size()) {
            throw new IllegalArgumentException("jets " + from + " to " + to + " are not within " + size());
        }
        int first = offsets[from];
        int last = offsets[to];
        int[] begins = new int[to - from + 1];
        for (int j = 0; j < begins.length; j++) {
            begins[j] = offsets[from + j] - first;
        }
        Map<String, double[]> copies = new LinkedHashMap<>();
        features.forEach((name, values) -> copies.put(name, Arrays.copyOfRange(values, first, last)));
        return new Jets(Arrays.copyOfRange(momenta, 4 * first, 4 * last), begins, copies);
    }

    private double[] copy(double[] values, int width, int[] jets, int[] begins) {
        double[] chosen = new double[width * begins[jets.length]];
        for (int j = 0; j < jets.length; j++) {
            int length = width * constituents(jets[j]);
            System.arraycopy(values, width * offsets[jets[j]], chosen, width * begins[j], length);
        }
        return chosen;
    }

    private static FourVector momentum(double[] momenta, int i) {
        return new FourVector(momenta[4 * i], momenta[4 * i + 1], momenta[4 * i + 2], momenta[4 * i + 3]);
    }
}
