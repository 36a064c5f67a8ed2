package rapidity.jets;

import rapidity.kinematics.FourVectors;

/// Sequential clustering of particles into jets at a hadron collider, momenta being added (E scheme).
///
/// ```
/// d_ij = min(pt_i^2p, pt_j^2p) (delta y^2 + delta phi^2) / R^2        d_iB = pt_i^2p
/// ```
///
/// Whichever is smallest decides: i and j are merged, or i is a jet. y is the rapidity. p is 1 for kt, 0 for
/// Cambridge/Aachen, -1 for anti-kt.
///
/// ```java
/// JetClustering.antiKt(0.8).cluster(particles).inclusive(20)
/// ```
///
/// @source Catani et al., Nucl. Phys. B406 (1993) 187; Ellis, Soper, hep-ph/9305266; Dokshitzer et al.,
///     hep-ph/9707323; Cacciari, Salam, Soyez, arXiv:0802.1189
/// @param measure which of the three algorithms
/// @param radius R; positive
public record JetClustering(Measure measure, double radius) {
    /// @throws IllegalArgumentException if the radius is not positive and finite
    public JetClustering {
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the radius of a jet is positive and finite, got " + radius);
        }
    }

    /// How the distance of two particles depends on their transverse momenta.
    public enum Measure {
        KT,
        CAMBRIDGE_AACHEN,
        ANTI_KT;

        /// Above any squared momentum and its reciprocal, and times any distance still finite.
        private static final double LARGEST = 1e200;

        /// `pt^2p`.
        double of(double pt2) {
            return switch (this) {
                case KT -> pt2;
                case CAMBRIDGE_AACHEN -> 1;
                case ANTI_KT -> Math.min(1 / pt2, LARGEST);
            };
        }
    }

    /// The kt algorithm.
    public static JetClustering kt(double radius) {
        return new JetClustering(Measure.KT, radius);
    }

    /// The Cambridge/Aachen algorithm.
    public static JetClustering cambridgeAachen(double radius) {
        return new JetClustering(Measure.CAMBRIDGE_AACHEN, radius);
    }

    /// The anti-kt algorithm.
    public static JetClustering antiKt(double radius) {
        return new JetClustering(Measure.ANTI_KT, radius);
    }

    /// Clusters these particles.
    ///
    /// @throws IllegalArgumentException if a component of a momentum is not finite
    public ClusterSequence cluster(FourVectors particles) {
        ClusterSequence sequence = new ClusterSequence(particles);
        new NearestNeighbours(this, sequence).run();
        return sequence;
    }
}
