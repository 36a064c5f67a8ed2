package rapidity.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import rapidity.jets.Jets;
import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;
import rapidity.model.AutoencoderPreprocessing.Coordinates;
import rapidity.model.AutoencoderPreprocessing.Normalisation;
import rapidity.net.PaddedJets;

/// Jets in equal numbers of slots, what a network sees of them, and what leads back from there.
///
/// @param momenta `[jets, particles, 4]` in GeV, zeros where `real` is false
/// @param real `[jets, particles]`
/// @param network what the network takes
/// @param frames `[jets, 4]`: the factors of E, px, py, pz in GeV; or, of relative coordinates, pt, eta and phi of the
///     jet and the sum of the image
public record AutoencoderInput(double[] momenta, boolean[] real, PaddedJets network, double[] frames) {
    /// Numbers of a jet that lead back from the network's coordinates to momenta.
    public static final int FRAME = 4;

    private static final double LEAST = 1e-16;

    /// 1 GeV: masses of one particle are zero.
    private static final double LEAST_MASS = 1;

    static AutoencoderInput of(AutoencoderPreprocessing how, Jets jets) {
        int n = jets.size();
        int slots = how.particles();
        double[] momenta = new double[n * slots * 4];
        boolean[] real = new boolean[n * slots];
        double[] values = new double[n * how.rows() * how.features()];
        double[] frames = new double[n * FRAME];
        for (int jet = 0; jet < n; jet++) {
            int[] kept = kept(jets, jet, slots);
            for (int i = 0; i < kept.length; i++) {
                System.arraycopy(jets.momenta(), 4 * kept[i], momenta, 4 * (jet * slots + i), 4);
            }
            Arrays.fill(real, jet * slots, jet * slots + kept.length, true);
            double[] own = Arrays.copyOfRange(momenta, jet * slots * 4, (jet * slots + kept.length) * 4);
            double[] frame = write(how, own, values, jet * how.rows() * how.features());
            System.arraycopy(frame, 0, frames, jet * FRAME, FRAME);
        }
        boolean[] seen = how.coordinates() == Coordinates.IMAGE ? allTrue(n * how.rows()) : real;
        PaddedJets network = new PaddedJets(n, how.rows(), how.features(), values, seen);
        return new AutoencoderInput(momenta, real, network, frames);
    }

    private static boolean[] allTrue(int n) {
        boolean[] r = new boolean[n];
        Arrays.fill(r, true);
        return r;
    }

    /// The hardest constituents in the order in which they come.
    private static int[] kept(Jets jets, int jet, int most) {
        IntStream all = IntStream.range(jets.offsets()[jet], jets.offsets()[jet + 1]);
        if (jets.constituents(jet) <= most) {
            return all.toArray();
        }
        return all.boxed()
                .sorted((a, b) -> Double.compare(pt2(jets, b), pt2(jets, a)))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static double pt2(Jets jets, int i) {
        double px = jets.momenta()[4 * i + 1];
        double py = jets.momenta()[4 * i + 2];
        return px * px + py * py;
    }

    private static double[] write(AutoencoderPreprocessing how, double[] p, double[] to, int at) {
        return switch (how.coordinates()) {
            case MOMENTA -> writeMomenta(how, p, to, at);
            case RELATIVE_POLAR -> writePolar(p, to, at);
            case IMAGE -> JetImage.of(p, how.pixels(), how.radius()).writeNormalised(to, at);
        };
    }

    private static double[] writeMomenta(AutoencoderPreprocessing how, double[] p, double[] to, int at) {
        double[] scaled = Arrays.stream(p).map(x -> x / how.unit()).toArray();
        double[] factors = factors(how.normalisation(), scaled, how.unit());
        double[] frame = new double[FRAME];
        for (int i = 0; i < scaled.length; i++) {
            to[at + i] = scaled[i] / factors[i % 4];
        }
        Arrays.setAll(frame, k -> factors[k] * how.unit());
        return frame;
    }

    private static double[] factors(Normalisation n, double[] p, double unit) {
        double[] r = new double[4];
        switch (n) {
            case NONE -> Arrays.fill(r, 1);
            case OVERALL_MAX -> Arrays.fill(r, largest(p, 0, 1) + LEAST);
            case COMPONENT_MAX -> Arrays.setAll(r, k -> largest(p, k, 4) + LEAST);
            case JET_ENERGY -> Arrays.fill(r, sum(p).e());
            case JET_MASS -> {
                double floor = LEAST_MASS / unit;
                Arrays.fill(r, Math.sqrt(Math.max(0, sum(p).mass2()) + floor * floor));
            }
        }
        return r;
    }

    private static double largest(double[] p, int from, int step) {
        double r = 0;
        for (int i = from; i < p.length; i += step) {
            r = Math.max(r, Math.abs(p[i]));
        }
        return r;
    }

    static FourVector sum(double[] p) {
        FourVector r = FourVector.ZERO;
        for (int i = 0; i < p.length; i += 4) {
            r = r.plus(new FourVector(p[i], p[i + 1], p[i + 2], p[i + 3]));
        }
        return r;
    }

    private static double[] writePolar(double[] p, double[] to, int at) {
        FourVector jet = sum(p);
        for (int i = 0; i < p.length / 4; i++) {
            FourVector q = new FourVector(p[4 * i], p[4 * i + 1], p[4 * i + 2], p[4 * i + 3]);
            to[at + 3 * i] = q.pt() / jet.pt();
            to[at + 3 * i + 1] = q.eta() - jet.eta();
            to[at + 3 * i + 2] = Angles.wrap(q.phi() - jet.phi());
        }
        return new double[] {jet.pt(), jet.eta(), jet.phi(), 1};
    }

    /// Momenta in GeV of what a network answers for one jet.
    ///
    /// @param x `[rows, features]` at `from`
    /// @param to `[rows, 4]` at `at`
    static void back(AutoencoderPreprocessing how, double[] x, int from, double[] frame, double[] to, int at) {
        switch (how.coordinates()) {
            case MOMENTA -> {
                for (int i = 0; i < 4 * how.rows(); i++) {
                    to[at + i] = x[from + i] * frame[i % 4];
                }
            }
            case RELATIVE_POLAR -> {
                for (int i = 0; i < how.rows(); i++) {
                    int k = from + 3 * i;
                    massless(frame, x[k], x[k + 1], x[k + 2], to, at + 4 * i);
                }
            }
            case IMAGE -> {
                for (int i = 0; i < how.rows(); i++) {
                    double phi = JetImage.centre(i / how.pixels(), how.pixels(), how.radius());
                    double eta = JetImage.centre(i % how.pixels(), how.pixels(), how.radius());
                    massless(frame, x[from + i] * frame[3], eta, phi, to, at + 4 * i);
                }
            }
        }
    }

    private static void massless(double[] frame, double ptRel, double etaRel, double phiRel, double[] to, int at) {
        double pt = ptRel * frame[0];
        double eta = etaRel + frame[1];
        double phi = phiRel + frame[2];
        to[at] = Math.abs(pt) * Math.cosh(eta);
        to[at + 1] = pt * Math.cos(phi);
        to[at + 2] = pt * Math.sin(phi);
        to[at + 3] = pt * Math.sinh(eta);
    }
}
