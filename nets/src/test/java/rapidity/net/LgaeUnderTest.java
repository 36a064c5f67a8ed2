package rapidity.net;

import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.layer.irreps.LorentzGroupLevels.Form;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// A network with initial weights of a fixed seed.
final class LgaeUnderTest {
    static final int PARTICLES = 30;
    static final int JETS = 2;
    static final double MASS = 0.5;

    private final Lgae net;
    private final Weights weights;

    LgaeUnderTest(LgaeConfig config, Form form) {
        Params p = Params.of(new RandomStreams(23));
        net = new Lgae(p, config, form);
        weights = p.weights(Engine.scalar(Precision.FLOAT64));
    }

    double[] latents(PaddedJets x) {
        return net.encode(Tape.forward(weights), x).toArray();
    }

    double[] complex(PaddedJets x) {
        Tensor latents = net.encode(Tape.forward(weights), x);
        return net.decodeComplex(latents).toArray();
    }

    double[] decoded(double[] latents) {
        Tensor z = Tape.forward(weights).tensor(latents, JETS, latents.length / JETS);
        return net.decode(z).toArray();
    }

    /// Momenta of order 1, of mass 0.5.
    static PaddedJets jets(int particles, int count) {
        RandomStream random = new RandomStreams(17).stream("jets");
        double[] values = new double[JETS * particles * 4];
        boolean[] real = new boolean[JETS * particles];
        for (int slot = 0; slot < real.length; slot++) {
            real[slot] = slot % particles < count;
            if (real[slot]) {
                double square = MASS * MASS;
                for (int k = 1; k < 4; k++) {
                    values[4 * slot + k] = random.nextGaussian();
                    square += values[4 * slot + k] * values[4 * slot + k];
                }
                values[4 * slot] = Math.sqrt(square);
            }
        }
        return new PaddedJets(JETS, particles, 4, values, real);
    }

    static PaddedJets with(PaddedJets x, double[] values) {
        return new PaddedJets(x.jets(), x.particles(), x.features(), values, x.real());
    }
}
