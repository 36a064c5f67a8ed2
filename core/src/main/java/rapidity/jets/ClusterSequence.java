package rapidity.jets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.FourVectors;

/// What a clustering did, step by step, and the jets that follow from it.
///
/// A step merges two pseudojets or declares one a jet, so that each step leaves one less to cluster. Pseudojets are the
/// particles and, behind them, what was merged, in the order of the steps.
public final class ClusterSequence {
    /// The size of the rapidity of a massless particle along the beam.
    private static final double ALONG_BEAM = 1e5;

    private final int particles;
    private final double[] momenta;
    private final int[] first;
    private final int[] second;
    private final int[] endedAt;
    private final int[] sizes;
    private final double[] distances;
    private int pseudojets;
    private int steps;

    ClusterSequence(FourVectors p) {
        particles = p.size();
        int most = 2 * particles;
        momenta = Arrays.copyOf(p.toRows(), 4 * most);
        first = new int[most];
        second = new int[most];
        endedAt = new int[most];
        sizes = new int[most];
        distances = new double[particles];
        pseudojets = particles;
        Arrays.fill(sizes, 0, particles, 1);
        for (int i = 0; i < 4 * particles; i++) {
            if (!Double.isFinite(momenta[i])) {
                throw new IllegalArgumentException("particle " + i / 4 + " has a component that is not finite");
            }
        }
    }

    /// The number of particles that were clustered.
    public int particles() {
        return particles;
    }

    /// @return the new pseudojet
    int merge(int i, int j, double distance) {
        int merged = pseudojets++;
        for (int k = 0; k < 4; k++) {
            momenta[4 * merged + k] = momenta[4 * i + k] + momenta[4 * j + k];
        }
        first[merged] = i;
        second[merged] = j;
        sizes[merged] = sizes[i] + sizes[j];
        endedAt[i] = steps;
        endedAt[j] = steps;
        distances[steps++] = distance;
        return merged;
    }

    /// A pseudojet is a jet.
    void end(int i, double distance) {
        // told apart from a merger by its sign
        endedAt[i] = -1 - steps;
        distances[steps++] = distance;
    }

    double pt2(int i) {
        double px = momenta[4 * i + 1];
        double py = momenta[4 * i + 2];
        return px * px + py * py;
    }

    double azimuth(int i) {
        return Math.atan2(momenta[4 * i + 2], momenta[4 * i + 1]);
    }

    /// `ln((E + |pz|) / mt)` with the sign of pz, where `mt^2 = pt^2 + max(m^2, 0)`. Along the beam a large number, of
    /// each momentum another one.
    double rapidity(int i) {
        double e = momenta[4 * i];
        double pz = momenta[4 * i + 3];
        double size = Math.abs(pz);
        double mt2 = Math.max((e - size) * (e + size), pt2(i));
        if (mt2 == 0) {
            return pz == 0 ? 0 : Math.copySign(ALONG_BEAM + size, pz);
        }
        double sum = e + size;
        return Math.copySign(0.5 * Math.log(Math.max(sum * sum / mt2, 1)), pz);
    }

    /// All jets of at least this transverse momentum, the hardest first.
    public List<ClusteredJet> inclusive(double leastPt) {
        List<ClusteredJet> jets = new ArrayList<>();
        for (int i = 0; i < pseudojets; i++) {
            if (endedAt[i] < 0 && pt2(i) >= leastPt * leastPt) {
                jets.add(jet(i));
            }
        }
        return sorted(jets);
    }

    /// The jets when there are so many left to cluster, the hardest first.
    ///
    /// @throws IllegalArgumentException if there were never so many
    public List<ClusteredJet> exclusive(int jets) {
        if (jets < 0 || jets > particles) {
            throw new IllegalArgumentException(particles + " particles make no " + jets + " exclusive jets");
        }
        int step = particles - jets;
        List<ClusteredJet> left = new ArrayList<>();
        for (int i = 0; i < pseudojets; i++) {
            int end = endedAt[i] < 0 ? -1 - endedAt[i] : endedAt[i];
            int begin = i < particles ? 0 : beginning(i);
            if (begin <= step && end >= step) {
                left.add(jet(i));
            }
        }
        return sorted(left);
    }

    /// The number of steps after which a merged pseudojet exists.
    private int beginning(int i) {
        return endedAt[first[i]] + 1;
    }

    /// The jets that are left before the first step beyond a distance, the hardest first.
    ///
    /// @param distance d_ij or d_iB at which clustering stops, in the units of the algorithm: GeV^2 for kt
    public List<ClusteredJet> exclusive(double distance) {
        int done = 0;
        while (done < particles && distances[done] <= distance) {
            done++;
        }
        return exclusive(particles - done);
    }

    /// The largest distance up to the step that leaves so many jets: clustering up to any smaller one leaves more.
    ///
    /// @throws IllegalArgumentException if no step leaves so many
    public double mergingDistance(int jets) {
        if (jets < 0 || jets >= particles) {
            throw new IllegalArgumentException("no step leaves " + jets + " jets of " + particles + " particles");
        }
        double largest = 0;
        for (int step = 0; step < particles - jets; step++) {
            largest = Math.max(largest, distances[step]);
        }
        return largest;
    }

    private ClusteredJet jet(int i) {
        int[] constituents = new int[sizes[i]];
        int[] open = new int[sizes[i]];
        int count = 0;
        int waiting = 0;
        open[waiting++] = i;
        while (waiting > 0) {
            int k = open[--waiting];
            if (k < particles) {
                constituents[count++] = k;
            } else {
                open[waiting++] = first[k];
                open[waiting++] = second[k];
            }
        }
        Arrays.sort(constituents);
        int at = 4 * i;
        return new ClusteredJet(
                new FourVector(momenta[at], momenta[at + 1], momenta[at + 2], momenta[at + 3]), constituents);
    }

    private static List<ClusteredJet> sorted(List<ClusteredJet> jets) {
        jets.sort(
                Comparator.comparingDouble((ClusteredJet jet) -> jet.momentum().pt())
                        .reversed());
        return jets;
    }
}
