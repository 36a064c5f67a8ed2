package rapidity.sampling;

import java.util.Arrays;
import rapidity.golden.GoldenFile;

/// The momenta of the reference points.
final class ReferenceMomenta {
    private static final String FILE = "/rapidity/matrixelement/reference-amplitudes.txt";

    private ReferenceMomenta() {}

    /// Those of the first point with an up-type quark and this number of gluons.
    static double[] first(int gluons) {
        double[] point = GoldenFile.of(ReferenceMomenta.class, FILE).at("uux_z" + "g".repeat(gluons));
        return Arrays.copyOf(point, 4 * (gluons + 3));
    }
}
