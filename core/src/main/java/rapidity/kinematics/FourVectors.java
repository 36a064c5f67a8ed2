package rapidity.kinematics;

import java.util.Arrays;

/// Many four-vectors as a structure of arrays, so that loops over them run in the processor's vectors.
///
/// The arrays are shared, not copied: [#e], [#px], [#py], [#pz] are the data themselves.
public final class FourVectors {
    private final double[] e;
    private final double[] px;
    private final double[] py;
    private final double[] pz;

    private FourVectors(double[] e, double[] px, double[] py, double[] pz) {
        this.e = e;
        this.px = px;
        this.py = py;
        this.pz = pz;
    }

    /// The vectors whose components are in these arrays. The arrays are kept, not copied.
    ///
    /// @throws IllegalArgumentException if the lengths differ
    public static FourVectors of(double[] e, double[] px, double[] py, double[] pz) {
        if (px.length != e.length || py.length != e.length || pz.length != e.length) {
            throw new IllegalArgumentException("components of different lengths: e " + e.length + ", px " + px.length
                    + ", py " + py.length + ", pz " + pz.length);
        }
        return new FourVectors(e, px, py, pz);
    }

    /// `size` zero vectors, to be filled.
    public static FourVectors zeros(int size) {
        return new FourVectors(new double[size], new double[size], new double[size], new double[size]);
    }

    /// The given vectors, in order.
    public static FourVectors of(FourVector... vectors) {
        FourVectors all = zeros(vectors.length);
        for (int i = 0; i < vectors.length; i++) {
            all.set(i, vectors[i]);
        }
        return all;
    }

    /// Vectors from rows of four numbers, (E, px, py, pz) after one another.
    ///
    /// @throws IllegalArgumentException if the length is no multiple of four
    public static FourVectors ofRows(double[] rows) {
        if (rows.length % 4 != 0) {
            throw new IllegalArgumentException("expected rows of 4 numbers, got " + rows.length + " numbers");
        }
        FourVectors all = zeros(rows.length / 4);
        for (int i = 0; i < all.e.length; i++) {
            all.e[i] = rows[4 * i];
            all.px[i] = rows[4 * i + 1];
            all.py[i] = rows[4 * i + 2];
            all.pz[i] = rows[4 * i + 3];
        }
        return all;
    }

    /// Particles from transverse momenta, pseudorapidities, azimuths (any branch) and masses.
    ///
    /// @throws IllegalArgumentException if the lengths differ
    public static FourVectors ofPtEtaPhi(double[] pt, double[] eta, double[] phi, double[] mass) {
        if (eta.length != pt.length || phi.length != pt.length || mass.length != pt.length) {
            throw new IllegalArgumentException("columns of different lengths: pt " + pt.length + ", eta " + eta.length
                    + ", phi " + phi.length + ", mass " + mass.length);
        }
        FourVectors all = zeros(pt.length);
        for (int i = 0; i < pt.length; i++) {
            all.set(i, FourVector.ofPtEtaPhi(pt[i], eta[i], phi[i], mass[i]));
        }
        return all;
    }

    /// The number of vectors.
    public int size() {
        return e.length;
    }

    /// The energies, the array itself.
    public double[] e() {
        return e;
    }

    /// The momenta along x, the array itself.
    public double[] px() {
        return px;
    }

    /// The momenta along y, the array itself.
    public double[] py() {
        return py;
    }

    /// The momenta along the beam, the array itself.
    public double[] pz() {
        return pz;
    }

    /// Vector i as a value.
    public FourVector at(int i) {
        return new FourVector(e[i], px[i], py[i], pz[i]);
    }

    /// Writes vector i.
    public void set(int i, FourVector p) {
        e[i] = p.e();
        px[i] = p.px();
        py[i] = p.py();
        pz[i] = p.pz();
    }

    /// A copy of the vectors from .. to-1.
    public FourVectors slice(int from, int to) {
        return new FourVectors(
                Arrays.copyOfRange(e, from, to),
                Arrays.copyOfRange(px, from, to),
                Arrays.copyOfRange(py, from, to),
                Arrays.copyOfRange(pz, from, to));
    }

    /// The vectors as rows of four numbers, (E, px, py, pz) after one another.
    public double[] toRows() {
        double[] rows = new double[4 * e.length];
        for (int i = 0; i < e.length; i++) {
            rows[4 * i] = e[i];
            rows[4 * i + 1] = px[i];
            rows[4 * i + 2] = py[i];
            rows[4 * i + 3] = pz[i];
        }
        return rows;
    }

    /// The sum of the vectors from .. to-1, such as the momentum of a jet.
    public FourVector sum(int from, int to) {
        double sumE = 0;
        double sumX = 0;
        double sumY = 0;
        double sumZ = 0;
        for (int i = from; i < to; i++) {
            sumE += e[i];
            sumX += px[i];
            sumY += py[i];
            sumZ += pz[i];
        }
        return new FourVector(sumE, sumX, sumY, sumZ);
    }

    /// The multiples c p.
    public FourVectors times(double c) {
        FourVectors scaled = zeros(size());
        for (int i = 0; i < e.length; i++) {
            scaled.e[i] = c * e[i];
            scaled.px[i] = c * px[i];
            scaled.py[i] = c * py[i];
            scaled.pz[i] = c * pz[i];
        }
        return scaled;
    }

    /// The invariant masses squared, by the rule of [FourVector].
    public double[] mass2() {
        double[] m2 = new double[e.length];
        for (int i = 0; i < m2.length; i++) {
            double p = Math.sqrt(px[i] * px[i] + py[i] * py[i] + pz[i] * pz[i]);
            m2[i] = (e[i] - p) * (e[i] + p);
        }
        return m2;
    }

    /// The transverse momenta.
    public double[] pt() {
        double[] pt = new double[e.length];
        for (int i = 0; i < pt.length; i++) {
            pt[i] = Math.sqrt(px[i] * px[i] + py[i] * py[i]);
        }
        return pt;
    }

    /// The pseudorapidities, infinite along the beam.
    public double[] eta() {
        double[] eta = pt();
        for (int i = 0; i < eta.length; i++) {
            eta[i] = Angles.pseudorapidity(eta[i], pz[i]);
        }
        return eta;
    }

    /// The azimuths in [-pi, pi).
    public double[] phi() {
        double[] phi = new double[e.length];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = Angles.azimuth(px[i], py[i]);
        }
        return phi;
    }
}
