package rapidity.model;

import java.util.Arrays;
import rapidity.jets.Jets;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Jets of seeded random constituents: exponential transverse momenta around an axis.
public final class JetsOfTests {
    private JetsOfTests() {}

    /// @param sizes constituents of each
    public static Jets of(long seed, int... sizes) {
        RandomStream random = new RandomStreams(seed).stream("jets");
        int[] offsets = new int[sizes.length + 1];
        for (int jet = 0; jet < sizes.length; jet++) {
            offsets[jet + 1] = offsets[jet] + sizes[jet];
        }
        double[] p = new double[4 * offsets[sizes.length]];
        for (int jet = 0; jet < sizes.length; jet++) {
            double eta = 2 * random.nextDouble() - 1;
            double phi = 2 * Math.PI * random.nextDouble();
            for (int i = offsets[jet]; i < offsets[jet + 1]; i++) {
                constituent(random, eta, phi, p, 4 * i);
            }
        }
        return Jets.of(p, offsets);
    }

    private static void constituent(RandomStream random, double eta, double phi, double[] p, int at) {
        double pt = 0.5 + 10 * random.nextExponential();
        double a = phi + 0.2 * random.nextGaussian();
        p[at + 1] = pt * Math.cos(a);
        p[at + 2] = pt * Math.sin(a);
        p[at + 3] = pt * Math.sinh(eta + 0.2 * random.nextGaussian());
        double m = 0.14 * random.nextDouble();
        p[at] = Math.sqrt(p[at + 1] * p[at + 1] + p[at + 2] * p[at + 2] + p[at + 3] * p[at + 3] + m * m);
    }

    /// Sizes from 1 to `most`.
    public static int[] sizes(long seed, int jets, int most) {
        RandomStream random = new RandomStreams(seed).stream("sizes");
        int[] r = new int[jets];
        Arrays.setAll(r, i -> 1 + random.nextInt(most));
        return r;
    }

    /// With a seeded feature of this name.
    public static Jets with(Jets jets, String name) {
        RandomStream random = new RandomStreams(3).stream(name);
        double[] values = new double[jets.momenta().length / 4];
        Arrays.setAll(values, i -> random.nextGaussian());
        return jets.with(name, values);
    }
}
