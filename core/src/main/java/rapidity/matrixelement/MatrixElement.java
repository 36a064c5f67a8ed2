package rapidity.matrixelement;

/// The squared matrix element of one process at tree level, averaged over the initial spins and colours and summed over
/// the final ones, with the symmetry factor of identical final particles.
///
/// It is immutable and shared by threads; the arrays of a calculation belong to an [Evaluator], one per thread.
public interface MatrixElement {

    /// Name of the process, for instance `zgg`.
    String process();

    /// Number of particles, incoming and outgoing: the momenta of a point are `4 * particles()` numbers.
    int particles();

    /// A new evaluator with arrays of its own.
    Evaluator evaluator();

    /// abs(M)^2 of one point. Makes an evaluator for it: keep one where many points are wanted.
    ///
    /// @param momenta (E, px, py, pz) in GeV of each particle in the order of the process
    /// @throws IllegalArgumentException if the array has not `4 * particles()` numbers
    default double value(double... momenta) {
        if (momenta.length != 4 * particles()) {
            throw new IllegalArgumentException("process " + process() + " has " + particles() + " particles: expected "
                    + 4 * particles() + " numbers, got " + momenta.length);
        }
        return evaluator().value(momenta, 0);
    }

    /// Calculates points one after another in arrays that it keeps; not for several threads at once.
    interface Evaluator {

        /// abs(M)^2 of the point whose momenta begin at `momenta[offset]`. Allocates nothing. Momenta that are no
        /// physical point of the process give a number without meaning, or NaN.
        double value(double[] momenta, int offset);

        /// abs(M)^2 of the points from..to-1, bit for bit the numbers of [#value]: the momenta of point i begin at
        /// `momenta[i * stride]`, the result goes to `values[i]`. Allocates nothing.
        void values(double[] momenta, int stride, double[] values, int from, int to);
    }
}
