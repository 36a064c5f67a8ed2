package rapidity.model;

import rapidity.algebra.Spurions;
import rapidity.algebra.Spurions.Beam;
import rapidity.algebra.Spurions.Plane;

/// Names of the reference multivectors of [Spurions] in model files.
public enum SpurionRows {
    /// (1, 0, 0, 1)
    LIGHTLIKE_BEAM,
    /// (1, 0, 0, 1) and (1, 0, 0, -1)
    LIGHTLIKE_BEAMS,
    /// (sqrt 2, 0, 0, 1)
    TIMELIKE_BEAM,
    /// (sqrt 2, 0, 0, 1) and (sqrt 2, 0, 0, -1)
    TIMELIKE_BEAMS,
    /// (0, 0, 0, 1)
    SPACELIKE_BEAM,
    /// (0, 0, 0, 1) and (0, 0, 0, -1)
    SPACELIKE_BEAMS,
    /// The bivector e12, orthogonal to the beam.
    XY_PLANE,
    /// The bivector e13.
    XZ_PLANE,
    /// The bivector e23.
    YZ_PLANE,
    /// (1, 0, 0, 1), (1, 0, 1, 0) and (1, 1, 0, 0)
    ALL_AXES,
    /// (1, 0, 0, 0)
    TIME;

    Spurions addTo(Spurions rows) {
        return switch (this) {
            case LIGHTLIKE_BEAM -> rows.withBeam(Beam.LIGHTLIKE);
            case LIGHTLIKE_BEAMS -> rows.withBeams(Beam.LIGHTLIKE);
            case TIMELIKE_BEAM -> rows.withBeam(Beam.TIMELIKE);
            case TIMELIKE_BEAMS -> rows.withBeams(Beam.TIMELIKE);
            case SPACELIKE_BEAM -> rows.withBeam(Beam.SPACELIKE);
            case SPACELIKE_BEAMS -> rows.withBeams(Beam.SPACELIKE);
            case XY_PLANE -> rows.withPlane(Plane.XY);
            case XZ_PLANE -> rows.withPlane(Plane.XZ);
            case YZ_PLANE -> rows.withPlane(Plane.YZ);
            case ALL_AXES -> rows.withAllAxes();
            case TIME -> rows.withTime();
        };
    }
}
