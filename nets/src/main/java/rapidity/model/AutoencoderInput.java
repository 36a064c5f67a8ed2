package rapidity.model;

import java.util.Arrays;
import rapidity.jets.Jets;
import rapidity.jets.PolarFeatures;
import rapidity.kinematics.FourVector;
import rapidity.model.AutoencoderPreprocessing.Coordinates;
import rapidity.model.AutoencoderPreprocessing.Normalisation;
import rapidity.net.PaddedJets;

/// Jets in equal numbers of slots, what a network sees of them, and what leads back from there.
///
/// @param momenta `[jets, particles, 4]` in GeV, zeros where `real` is false
/// @param real `[jets, particles]`
/// @param network what the network takes
/// @param frames `[jets, 4]`: the factors of E, px, py, pz in GeV; of relative coordinates the momentum of the jet in
///     GeV, of images that of the part inside the image. Of centred momenta `[jets, 8]`: the factors, and the momentum
///     of the jet
public record AutoencoderInput(double[] momenta, boolean[] real, PaddedJets network, double[] frames) {
    private static final double LEAST = 1e-16;

    /// 1 GeV: masses of one particle are zero.
    private static final double LEAST_MASS = 1;

    static AutoencoderInput of(AutoencoderPreprocessing how, Jets jets) {
        int n = jets.size();
        int slots = how.particles();
        double[] momenta = new double[n * slots * 4];
        boolean[] real = new boolean[n * slots];
        double[] values = new double[n * how.rows() * how.features()];
        double[] frames = new double[n * how.frame()];
        for (int jet = 0; jet < n; jet++) {
            int[] kept = jets.hardest(jet, slots);
            for (int i = 0; i < kept.length; i++) {
                System.arraycopy(jets.momenta(), 4 * kept[i], momenta, 4 * (jet * slots + i), 4);
            }
            Arrays.fill(real, jet * slots, jet * slots + kept.length, true);
            double[] own = Arrays.copyOfRange(momenta, jet * slots * 4, (jet * slots + kept.length) * 4);
            double[] frame = write(how, own, values, jet * how.rows() * how.features());
            System.arraycopy(frame, 0, frames, jet * frame.length, frame.length);
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

    private static double[] write(AutoencoderPreprocessing how, double[] p, double[] to, int at) {
        return switch (how.coordinates()) {
            case MOMENTA -> writeMomenta(how, p, p, to, at);
            case CENTRED_MOMENTA -> {
                double[] jet = components(PolarFeatures.jet(p));
                double[] centred = Arrays.copyOf(p, 4 * how.particles());
                for (int i = 0; i < centred.length; i++) {
                    centred[i] -= jet[i % 4] / how.particles();
                }
                double[] frame = Arrays.copyOf(writeMomenta(how, centred, p, to, at), how.frame());
                System.arraycopy(jet, 0, frame, 4, 4);
                yield frame;
            }
            case RELATIVE_POLAR -> {
                FourVector jet = PolarFeatures.jet(p);
                double[] x = PolarFeatures.relative(p, jet);
                System.arraycopy(x, 0, to, at, x.length);
                yield components(jet);
            }
            case IMAGE -> {
                FourVector jet = PolarFeatures.jet(p);
                double[] x = how.pixels(p, jet);
                double sum = Arrays.stream(x).sum();
                for (int i = 0; i < x.length; i++) {
                    to[at + i] = sum > 0 ? x[i] / sum : 0;
                }
                yield components(jet.times(sum));
            }
        };
    }

    private static double[] components(FourVector p) {
        return new double[] {p.e(), p.px(), p.py(), p.pz()};
    }

    /// @param p what is written
    /// @param jet the particles of the jet as they are
    private static double[] writeMomenta(AutoencoderPreprocessing how, double[] p, double[] jet, double[] to, int at) {
        double[] scaled = Arrays.stream(p).map(x -> x / how.unit()).toArray();
        FourVector sum =
                PolarFeatures.jet(Arrays.stream(jet).map(x -> x / how.unit()).toArray());
        double[] factors = factors(how.normalisation(), scaled, sum, LEAST_MASS / how.unit());
        for (int i = 0; i < scaled.length; i++) {
            to[at + i] = scaled[i] / factors[i % 4];
        }
        return Arrays.stream(factors).map(x -> x * how.unit()).toArray();
    }

    private static double[] factors(Normalisation n, double[] p, FourVector jet, double leastMass) {
        double[] r = new double[4];
        switch (n) {
            case NONE -> Arrays.fill(r, 1);
            case OVERALL_MAX -> Arrays.fill(r, largest(p, 0, 1) + LEAST);
            case COMPONENT_MAX -> Arrays.setAll(r, k -> largest(p, k, 4) + LEAST);
            case JET_ENERGY -> Arrays.fill(r, jet.e());
            case JET_MASS -> Arrays.fill(r, Math.sqrt(Math.max(0, jet.mass2()) + leastMass * leastMass));
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
            case CENTRED_MOMENTA -> {
                for (int i = 0; i < 4 * how.rows(); i++) {
                    to[at + i] = x[from + i] * frame[i % 4] + frame[4 + i % 4] / how.particles();
                }
            }
            case RELATIVE_POLAR -> {
                double[] own = Arrays.copyOfRange(x, from, from + 3 * how.rows());
                System.arraycopy(PolarFeatures.momenta(own, vector(frame)), 0, to, at, 4 * how.rows());
            }
            case IMAGE -> {
                double[] own = new double[3 * how.rows()];
                for (int i = 0; i < how.rows(); i++) {
                    own[3 * i] = x[from + i];
                    own[3 * i + 1] = how.centre(i % how.pixels());
                    own[3 * i + 2] = how.centre(i / how.pixels());
                }
                System.arraycopy(PolarFeatures.momenta(own, vector(frame)), 0, to, at, 4 * how.rows());
            }
        }
    }

    private static FourVector vector(double... frame) {
        return new FourVector(frame[0], frame[1], frame[2], frame[3]);
    }
}
