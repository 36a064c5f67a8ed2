package rapidity.sampling;

import rapidity.random.RandomStream;

/// A map from uniform numbers to the final state Z + n gluons of a proton-proton collision, gluons and Z by transverse
/// momentum, rapidity and azimuth, the Z balancing the gluons, the incoming partons along z from the sum:
///
/// ```
/// measure dx_a dx_b dPhi_{n+1}        c = pmin^(-2e), d = pmax^(-2e), e = a - 1, pmax^2 = S/4 - M^2
/// pT_i^2 = (c - r (c-d))^(-1/e)       weight (c-d)/e (pT_i^2)^a 1/(16 pi^2), azimuth 2 pi r
/// y_Z    = s_Z ln(r/(1-r))            weight s_Z / (r (1-r))                      \  or Y (2r-1), weight 2Y,
/// y_i    = y_Z + s_g ln(r/(1-r))      weight s_g / (r (1-r)), abs(y_i) < Y         | for each of them
/// x_a,b  = (sum E +- sum pz)/sqrt(S)  both below 1                                /
/// W      = product of all weights, times 2 pi / S
/// ```
///
/// Not for several threads at once.
///
/// @source Bothmann et al., arXiv:2302.10449 (Chili), in a form of its own
final class HadronicPhaseSpace {

    /// The density of the points; the same integral with each.
    enum Density {
        /// dpT^2/pT^4, rapidities uniform.
        PLAIN(2, 0, 0),
        /// Harder gluons whose rapidities follow that of the Z: closer to the matrix element.
        CLUSTERED(1.6, 1.2, 1.0);

        private final double ptPower;
        private final double zSpread;
        private final double gluonSpread;

        Density(double ptPower, double zSpread, double gluonSpread) {
            this.ptPower = ptPower;
            this.zSpread = zSpread;
            this.gluonSpread = gluonSpread;
        }
    }

    private final int gluons;
    private final Density density;
    private final double rootS;
    private final double zMass;
    private final double rapidityMax;
    private final double power;
    private final double lowest;
    private final double range;
    private final double constant;
    private final double[] rapidity;
    private double weight;

    /// @param rootS centre-of-mass energy of the protons in GeV
    /// @param ptMin least transverse momentum of a gluon in GeV
    HadronicPhaseSpace(int gluons, Density density, double rootS, double zMass, double ptMin, double rapidityMax) {
        this.gluons = gluons;
        this.density = density;
        this.rootS = rootS;
        this.zMass = zMass;
        this.rapidityMax = rapidityMax;
        power = density.ptPower - 1;
        lowest = Math.pow(ptMin, -2 * power);
        range = lowest - Math.pow(rootS * rootS / 4 - zMass * zMass, -power);
        constant = Math.pow(range / power / (16 * Math.PI * Math.PI), gluons) * 2 * Math.PI / (rootS * rootS);
        rapidity = new double[gluons + 1];
    }

    /// Writes an event `[q, qbar, Z, g1..gn]` to `momenta` and returns its weight W; 0 and no event if it lies outside.
    double draw(RandomStream random, double[] momenta) {
        weight = constant;
        if (!rapidities(random)) {
            return 0;
        }
        double px = 0;
        double py = 0;
        double plus = 0;
        double minus = 0;
        for (int i = 0; i < gluons; i++) {
            double base = lowest - random.nextDouble() * range;
            double pt = Math.exp(-Math.log(base) / (2 * power));
            double phi = 2 * Math.PI * random.nextDouble();
            double boost = Math.exp(rapidity[1 + i]);
            weight *= pt * pt / base;
            double x = pt * Math.cos(phi);
            double y = pt * Math.sin(phi);
            store(momenta, 12 + 4 * i, pt * boost, pt / boost, x, y);
            px -= x;
            py -= y;
            plus += pt * boost;
            minus += pt / boost;
        }
        double boost = Math.exp(rapidity[0]);
        double mt = Math.sqrt(zMass * zMass + px * px + py * py);
        store(momenta, 8, mt * boost, mt / boost, px, py);
        plus += mt * boost;
        minus += mt / boost;
        store(momenta, 0, plus, 0, 0, 0);
        store(momenta, 4, 0, minus, 0, 0);
        return plus < rootS && minus < rootS ? weight : 0;
    }

    /// Draws the rapidities of the Z and the gluons; whether those of the gluons are within the bound.
    private boolean rapidities(RandomStream random) {
        rapidity[0] = rapidity(random, density.zSpread);
        for (int i = 1; i <= gluons; i++) {
            rapidity[i] = rapidity(random, density.gluonSpread);
            if (density.gluonSpread > 0) {
                rapidity[i] += rapidity[0];
            }
            if (!(Math.abs(rapidity[i]) < rapidityMax)) {
                return false;
            }
        }
        return true;
    }

    private double rapidity(RandomStream random, double spread) {
        double r = random.nextDouble();
        if (spread == 0) {
            weight *= 2 * rapidityMax;
            return rapidityMax * (2 * r - 1);
        }
        weight *= spread / (r * (1 - r));
        return spread * Math.log(r / (1 - r));
    }

    private static void store(double[] momenta, int at, double plus, double minus, double x, double y) {
        momenta[at] = (plus + minus) / 2;
        momenta[at + 1] = x;
        momenta[at + 2] = y;
        momenta[at + 3] = (plus - minus) / 2;
    }
}
