package rapidity.algebra;

import rapidity.random.RandomStream;

/// Random versors: products of unit timelike vectors.
final class Versors {
    private Versors() {}

    static Multivector random(RandomStream random, int factors) {
        Multivector u = Multivector.ONE;
        for (int i = 0; i < factors; i++) {
            double x = random.nextGaussian() / 2;
            double y = random.nextGaussian() / 2;
            double z = random.nextGaussian() / 2;
            u = u.times(Multivector.vector(Math.sqrt(1 + x * x + y * y + z * z), x, y, z));
        }
        return u;
    }
}
