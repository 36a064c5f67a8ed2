package rapidity.flow;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rapidity.engine.Tensor;

/// Mean 0 and deviation 1 of each component of each particle (T7):
///
/// ```
/// y = (x - mean) / deviation          |det| = product of 1 / deviation
/// ```
record StandardStep(CoordinateMoments moments) implements Transform {
    @Override
    public Columns forward(Columns x) {
        return x.map((k, c) -> c.minus(means(c, k)).dividedBy(deviations(c, k)));
    }

    @Override
    public Columns inverse(Columns y) {
        return y.map((k, c) -> c.times(deviations(c, k)).plus(means(c, k)));
    }

    @Override
    public Columns push(Columns x, Columns y, Columns v) {
        return v.map((k, c) -> c.dividedBy(deviations(c, k)));
    }

    @Override
    public Columns pull(Columns x, Columns y, Columns v) {
        return v.map((k, c) -> c.times(deviations(c, k)));
    }

    @Override
    public Tensor logDeterminant(Columns x, Columns y) {
        double[] sums = new double[moments.particles()];
        for (int i = 0; i < sums.length; i++) {
            for (int k = 0; k < Chart.COMPONENTS; k++) {
                sums[i] -= Math.log(moments.deviation(i, k));
            }
        }
        Tensor zeros = x.at(0).tape().constant(0, x.at(0).shape());
        return zeros.plus(zeros.tape().tensor(sums, sums.length));
    }

    private Tensor means(Tensor like, int component) {
        return row(like, IntStream.range(0, moments.particles()).mapToDouble(i -> moments.mean(i, component)));
    }

    private Tensor deviations(Tensor like, int component) {
        return row(like, IntStream.range(0, moments.particles()).mapToDouble(i -> moments.deviation(i, component)));
    }

    private static Tensor row(Tensor like, DoubleStream values) {
        double[] row = values.toArray();
        return like.tape().tensor(row, row.length);
    }
}
