package rapidity.algebra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reference multivectors that tell a network which directions the detector distinguishes, and so break the symmetry
/// down to what is left: rotations around the beam for the beam, rotations for the time direction, both together for
/// both. They join the particles as further tokens or further channels.
///
/// Rows come in the order in which they are added; lgatr adds the beam, then the time.
///
/// ```java
/// Spurions.none().withPlane(Plane.XY).withTime()           // what lgatr has by default
/// Spurions.none().withBeams(Beam.LIGHTLIKE).withTime()
/// ```
///
/// @source arXiv:2405.14806, Sec. 3.2 (symmetry breaking); lgatr, get_spurions; planes xz and yz: lorentz-gatr
public final class Spurions {
    private final List<Multivector> rows;

    /// A momentum along the beam, the z axis.
    public enum Beam {
        /// (1, 0, 0, 1): that of a massless beam particle.
        LIGHTLIKE(1),

        /// (sqrt 2, 0, 0, 1): that of a massive one.
        TIMELIKE(Math.sqrt(2)),

        /// (0, 0, 0, 1): a direction in space.
        SPACELIKE(0);

        private final double energy;

        Beam(double energy) {
            this.energy = energy;
        }

        private Multivector along(double pz) {
            return Multivector.vector(energy, 0, 0, pz);
        }
    }

    /// A plane of space, as a bivector. The xy plane says where the beam is without its direction.
    public enum Plane {
        /// e12, orthogonal to the beam.
        XY(8),

        /// e13.
        XZ(9),

        /// e23.
        YZ(10);

        private final int blade;

        Plane(int blade) {
            this.blade = blade;
        }

        private Plane asLorentzGatr() {
            return switch (this) {
                case XY -> XY;
                case XZ -> YZ;
                case YZ -> XZ;
            };
        }
    }

    private Spurions(List<Multivector> rows) {
        this.rows = rows;
    }

    /// Nothing: the full symmetry.
    public static Spurions none() {
        return new Spurions(List.of());
    }

    private Spurions with(Multivector... more) {
        List<Multivector> r = new ArrayList<>(rows);
        r.addAll(Arrays.asList(more));
        return new Spurions(List.copyOf(r));
    }

    /// One beam, towards positive z.
    public Spurions withBeam(Beam beam) {
        return with(beam.along(1));
    }

    /// Both beams: towards positive z, then towards negative z.
    public Spurions withBeams(Beam beam) {
        return with(beam.along(1), beam.along(-1));
    }

    /// A plane.
    public Spurions withPlane(Plane plane) {
        return with(Multivector.blade(plane.blade));
    }

    /// A plane under the name that it has in lorentz-gatr, where xz and yz are exchanged: for networks trained there.
    public Spurions withPlaneAsLorentzGatr(Plane plane) {
        return withPlane(plane.asLorentzGatr());
    }

    /// The time direction (1, 0, 0, 0).
    public Spurions withTime() {
        return with(Multivector.vector(1, 0, 0, 0));
    }

    /// Three light-like vectors, along z, y and x: nothing is left of the symmetry.
    ///
    /// @source lloca-experiments, the option "all"
    public Spurions withAllAxes() {
        return with(Multivector.vector(1, 0, 0, 1), Multivector.vector(1, 0, 1, 0), Multivector.vector(1, 1, 0, 0));
    }

    /// All rows times a factor.
    public Spurions scaled(double factor) {
        return new Spurions(rows.stream().map(row -> row.times(factor)).toList());
    }

    /// How many there are.
    public int count() {
        return rows.size();
    }

    /// The multivectors.
    public List<Multivector> rows() {
        return rows;
    }

    /// The four-vectors, for networks without bivectors.
    ///
    /// @throws IllegalArgumentException if one is a plane
    public List<double[]> fourVectors() {
        for (Multivector row : rows) {
            if (!row.equals(row.grade(1))) {
                throw new IllegalArgumentException(
                        "a plane is no four-vector, so a network of four-vectors cannot take " + row);
            }
        }
        return rows.stream().map(Multivector::vectorPart).toList();
    }
}
