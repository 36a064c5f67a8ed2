package rapidity.net;

import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.layer.irreps.NodeMomenta;
import rapidity.net.LgaeConfig.JetNode;
import rapidity.net.LgaeRules.ParticleMass;

/// What goes into the encoder of a [Lgae]: four-momenta and scalars of the particles of each jet, and possibly of the
/// jet. The jet is the last axis of all arrays.
///
/// @param momenta and which of them are real
/// @param channels scalars of each node
/// @param scalars `[channels, particles, jets]`
record LgaeNodes(NodeMomenta.Real momenta, int channels, double[] scalars) {
    private static final int VECTOR = 4;

    static LgaeNodes of(LgaeConfig c, PaddedJets x) {
        Filled filled = new Filled(c, x);
        filled.particles();
        if (c.input().jetNode() != JetNode.ABSENT) {
            filled.jetNodes();
        }
        return new LgaeNodes(
                new NodeMomenta.Real(c.nodes(), x.jets(), filled.momenta, filled.present), c.scalars(), filled.scalars);
    }

    /// The four-momenta as one real channel, `[1, (re, im), (t, x, y, z), particles, jets]`.
    Tensor vectors(Tape tape) {
        double[] complex = new double[2 * momenta.values().length];
        System.arraycopy(momenta.values(), 0, complex, 0, momenta.values().length);
        return tape.tensor(complex, 1, 2, VECTOR, momenta.particles(), momenta.jets());
    }

    /// The scalars, `[channels, (re, im), particles, jets]`.
    Tensor scalars(Tape tape) {
        int nodes = momenta.particles() * momenta.jets();
        double[] complex = new double[2 * scalars.length];
        for (int i = 0; i < channels; i++) {
            System.arraycopy(scalars, i * nodes, complex, 2 * i * nodes, nodes);
        }
        return tape.tensor(complex, channels, 2, momenta.particles(), momenta.jets());
    }

    private static final class Filled {
        private final LgaeConfig c;
        private final PaddedJets x;
        private final int nodes;
        private final double[] momenta;
        private final boolean[] present;
        private final double[] scalars;

        Filled(LgaeConfig c, PaddedJets x) {
            this.c = c;
            this.x = x;
            nodes = c.nodes() * x.jets();
            momenta = new double[VECTOR * nodes];
            present = new boolean[nodes];
            scalars = new double[c.scalars() * nodes];
        }

        void particles() {
            int first = c.rules().mass() == ParticleMass.GIVEN ? 0 : 1;
            for (int slot = 0; slot < x.jets() * x.particles(); slot++) {
                int node = slot % x.particles() * x.jets() + slot / x.particles();
                int at = slot * x.features();
                present[node] = x.real()[slot];
                for (int k = 0; k < VECTOR; k++) {
                    momenta[k * nodes + node] = x.values()[at + k] * c.input().scale();
                }
                for (int k = 0; k < c.input().additionalScalars(); k++) {
                    scalars[(first + k) * nodes + node] = x.values()[at + VECTOR + k];
                }
                switch (c.rules().mass()) {
                    case OF_MOMENTUM -> scalars[node] = Math.sqrt(Math.abs(square(node)));
                    case GIVEN -> scalars[node] *= c.input().scale();
                    case ZERO -> scalars[node] = 0;
                }
            }
        }

        /// The sum of the particles, behind them; its mass stands where theirs do, and in the last scalar of all nodes.
        void jetNodes() {
            int last = (c.scalars() - 1) * nodes;
            for (int jet = 0; jet < x.jets(); jet++) {
                int node = x.particles() * x.jets() + jet;
                for (int i = jet; i < node; i += x.jets()) {
                    for (int k = 0; k < VECTOR; k++) {
                        momenta[k * nodes + node] += momenta[k * nodes + i];
                    }
                    present[node] |= present[i];
                }
                double square = square(node);
                scalars[node] = Math.sqrt(Math.abs(square));
                double ofAll = c.input().jetNode() == JetNode.MASS ? scalars[node] : 4 * square;
                for (int i = jet; i <= node; i += x.jets()) {
                    scalars[last + i] = ofAll;
                }
            }
        }

        /// In the order of summation of the published code: for massless particles the square is mostly its rounding.
        private double square(int node) {
            double t = momenta[node];
            double px = momenta[nodes + node];
            double py = momenta[2 * nodes + node];
            double pz = momenta[3 * nodes + node];
            return 2 * (t * t) - (t * t + px * px + py * py + pz * pz);
        }
    }
}
