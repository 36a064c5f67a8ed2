package rapidity.sampling;

import java.util.Arrays;
import rapidity.matrixelement.QqbarToZGluons;
import rapidity.random.RandomStream;

/// A block of trials with a random stream and arrays of its own.
final class TrialBlock {
    private final QqbarToZGluons process;
    private final Trials trials;
    private final RandomStream random;

    TrialBlock(QqbarToZGluons process, SamplingSettings settings, RandomStream random) {
        this.process = process;
        this.random = random;
        trials = new Trials(process.gluons(), settings, HadronicPhaseSpace.Density.CLUSTERED);
    }

    /// Sums over trials, in GeV^-2 and GeV^-4.
    static final class Sums {
        double proxy;
        double proxySquares;
        double overflow;
        double exact;
        double exactSquares;

        void add(Sums other) {
            proxy += other.proxy;
            proxySquares += other.proxySquares;
            overflow += other.overflow;
            exact += other.exact;
            exactSquares += other.exactSquares;
        }
    }

    record Result(SampledEvents events, Sums sums) {}

    /// The weights of some trials, without zeros.
    double[] weights(int count) {
        double[] weights = new double[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            double weight = trials.next(random);
            if (weight > 0) {
                weights[found++] = weight;
            }
        }
        return Arrays.copyOf(weights, found);
    }

    /// The events among some trials, accepted with the probability min(1, v/largest), with their labels.
    Result accept(int count, double largest) {
        Sums sums = new Sums();
        int rowLength = 4 * process.particles() + 1;
        double[] rows = new double[rowLength];
        double[] weights = new double[2];
        int found = 0;
        for (int i = 0; i < count; i++) {
            double weight = trials.next(random);
            sums.proxy += weight;
            sums.proxySquares += weight * weight;
            sums.overflow += Math.max(0, weight - largest);
            if (weight > random.nextDouble() * largest) {
                if (2 * found == weights.length) {
                    rows = Arrays.copyOf(rows, 2 * rows.length);
                    weights = Arrays.copyOf(weights, 2 * weights.length);
                }
                System.arraycopy(trials.momenta(), 0, rows, found * rowLength, rowLength - 1);
                weights[2 * found] = trials.density();
                weights[2 * found + 1] = Math.max(1, weight / largest);
                found++;
            }
        }
        rows = Arrays.copyOf(rows, found * rowLength);
        weights = Arrays.copyOf(weights, 2 * found);
        return new Result(label(rows, weights, largest, sums), sums);
    }

    /// Adds abs(M)^2 to the rows and divides it by B in the weights; sums up the exact weights of the trials.
    private SampledEvents label(double[] rows, double[] weights, double largest, Sums sums) {
        double[] labels = new double[weights.length / 2];
        int rowLength = 4 * process.particles() + 1;
        process.evaluator().values(rows, rowLength, labels, 0, labels.length);
        for (int i = 0; i < labels.length; i++) {
            if (!(labels[i] > 0 && labels[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalStateException("abs(M)^2 = " + labels[i] + " at the point "
                        + Arrays.toString(Arrays.copyOfRange(rows, i * rowLength, (i + 1) * rowLength - 1)));
            }
            rows[(i + 1) * rowLength - 1] = labels[i];
            weights[2 * i] = labels[i] / weights[2 * i];
            double exact = largest * weights[2 * i] * weights[2 * i + 1];
            sums.exact += exact;
            sums.exactSquares += exact * exact;
        }
        return new SampledEvents(rows, weights);
    }
}
