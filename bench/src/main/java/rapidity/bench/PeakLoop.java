package rapidity.bench;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// What the core can do: ten independent chains of fused multiply-adds on registers.
final class PeakLoop {
    private static final int STEPS = 20_000;
    private static final int CHAINS = 10;

    private PeakLoop() {}

    static KernelBench.Case floats() {
        float[] x = new float[CHAINS * FloatVector.SPECIES_PREFERRED.length()];
        double flops = 2.0 * STEPS * x.length;
        return new KernelBench.Case("peak", flops, () -> floats(x));
    }

    private static void floats(float[] x) {
        var s = FloatVector.SPECIES_PREFERRED;
        FloatVector a = FloatVector.broadcast(s, 0.999f);
        FloatVector v0 = FloatVector.broadcast(s, x[0]);
        FloatVector v1 = v0;
        FloatVector v2 = v0;
        FloatVector v3 = v0;
        FloatVector v4 = v0;
        FloatVector v5 = v0;
        FloatVector v6 = v0;
        FloatVector v7 = v0;
        FloatVector v8 = v0;
        FloatVector v9 = v0;
        for (int i = 0; i < STEPS; i++) {
            v0 = v0.fma(a, a);
            v1 = v1.fma(a, a);
            v2 = v2.fma(a, a);
            v3 = v3.fma(a, a);
            v4 = v4.fma(a, a);
            v5 = v5.fma(a, a);
            v6 = v6.fma(a, a);
            v7 = v7.fma(a, a);
            v8 = v8.fma(a, a);
            v9 = v9.fma(a, a);
        }
        FloatVector even = v0.add(v2).add(v4).add(v6).add(v8);
        even.add(v1.add(v3).add(v5).add(v7).add(v9)).intoArray(x, 0);
    }

    static KernelBench.Case doubles() {
        double[] x = new double[CHAINS * DoubleVector.SPECIES_PREFERRED.length()];
        double flops = 2.0 * STEPS * x.length;
        return new KernelBench.Case("peak", flops, () -> doubles(x));
    }

    private static void doubles(double[] x) {
        var s = DoubleVector.SPECIES_PREFERRED;
        DoubleVector a = DoubleVector.broadcast(s, 0.999);
        DoubleVector v0 = DoubleVector.broadcast(s, x[0]);
        DoubleVector v1 = v0;
        DoubleVector v2 = v0;
        DoubleVector v3 = v0;
        DoubleVector v4 = v0;
        DoubleVector v5 = v0;
        DoubleVector v6 = v0;
        DoubleVector v7 = v0;
        DoubleVector v8 = v0;
        DoubleVector v9 = v0;
        for (int i = 0; i < STEPS; i++) {
            v0 = v0.fma(a, a);
            v1 = v1.fma(a, a);
            v2 = v2.fma(a, a);
            v3 = v3.fma(a, a);
            v4 = v4.fma(a, a);
            v5 = v5.fma(a, a);
            v6 = v6.fma(a, a);
            v7 = v7.fma(a, a);
            v8 = v8.fma(a, a);
            v9 = v9.fma(a, a);
        }
        DoubleVector even = v0.add(v2).add(v4).add(v6).add(v8);
        even.add(v1.add(v3).add(v5).add(v7).add(v9)).intoArray(x, 0);
    }
}
