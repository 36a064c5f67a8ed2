package rapidity.app.study;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rapidity.app.report.JetFeature;
import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;
import rapidity.metrics.Assignment;
import rapidity.metrics.Histogram;
import rapidity.metrics.PairCosts;
import rapidity.metrics.SampleStatistics;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Features of particles and jets, before and after: pairs of numbers, from which relative errors, histograms and
/// distances of distributions follow.
///
/// A particle is compared with the one that the assignment of least total distance gives it, in momentum space, and for
/// relative features in the plane of these; with the one in its slot, if the loss compares slots. What stands for
/// padding is kept apart.
///
/// @source arXiv:2212.07347, Sec. 5.2
final class FeatureSamples {
    /// What the published code adds to denominators of angles.
    private static final double TINY = 1e-16;

    private final Map<JetFeature, Pairs> all = new EnumMap<>(JetFeature.class);
    private final IntStream.Builder particles = IntStream.builder();
    private final DoubleStream.Builder padding = DoubleStream.builder();
    private final boolean ordered;
    private int jets;

    /// Numbers before and after.
    private record Pairs(DoubleStream.Builder target, DoubleStream.Builder found) {
        private void add(double before, double after) {
            target.add(before);
            found.add(after);
        }
    }

    /// The finished pairs of one feature.
    ///
    /// @param offsets where those of each jet begin, and at the end where they end
    record Sample(double[] target, double[] found, int[] offsets) {
        SampleStatistics errors() {
            return SampleStatistics.of(relative());
        }

        /// The median size of the relative errors.
        double medianAbsolute() {
            return SampleStatistics.of(Arrays.stream(relative()).map(Math::abs).toArray())
                    .median();
        }

        /// The finite relative errors.
        double[] relative() {
            return IntStream.range(0, target.length)
                    .mapToDouble(i -> (found[i] - target[i]) / (target[i] + TINY))
                    .filter(Double::isFinite)
                    .toArray();
        }

        /// Shares of all in each bin, before and after.
        double[][] histograms(JetFeature feature) {
            return new double[][] {shares(feature, target), shares(feature, found)};
        }

        static double[] shares(JetFeature feature, double[] values) {
            Histogram h = new Histogram(JetFeature.BINS, feature.low(), feature.high());
            DoubleStream.of(values).filter(Double::isFinite).forEach(h::fill);
            double[] r = new double[JetFeature.BINS];
            for (int i = 0; i < r.length; i++) {
                r[i] = values.length == 0 ? 0 : h.content(i) / values.length;
            }
            return r;
        }
    }

    /// @param ordered whether the loss compares slots
    FeatureSamples(boolean ordered) {
        this.ordered = ordered;
        for (JetFeature f : JetFeature.values()) {
            all.put(f, new Pairs(DoubleStream.builder(), DoubleStream.builder()));
        }
    }

    void add(ReconstructedJets jets, int jet) {
        double[] target = jets.target(jet);
        double[] found = jets.reconstruction(jet);
        FourVector before = ReconstructedJets.sum(target);
        FourVector after = ReconstructedJets.sum(found);
        addJet(before, after);
        boolean[] real = jets.real(jet);
        int constituents = 0;
        for (boolean r : real) {
            constituents += r ? 1 : 0;
        }
        particles.add(constituents);
        this.jets++;
        if (!jets.hasParticles()) {
            return;
        }
        int[] near = matched(momenta(target), momenta(found));
        int[] nearRelative = matched(relative(target, before), relative(found, after));
        for (int i = 0; i < real.length; i++) {
            if (real[i]) {
                FourVector p = ReconstructedJets.particle(target, i);
                addAbsolute(p, ReconstructedJets.particle(found, near[i]));
                addRelative(p, before, ReconstructedJets.particle(found, nearRelative[i]), after);
            } else {
                padding.add(ReconstructedJets.particle(found, near[i]).pt() / after.pt());
            }
        }
    }

    /// How many were added.
    int jets() {
        return jets;
    }

    private void put(JetFeature f, double before, double after) {
        Objects.requireNonNull(all.get(f)).add(before, after);
    }

    private void addJet(FourVector before, FourVector after) {
        put(JetFeature.JET_MASS, before.mass(), after.mass());
        put(JetFeature.JET_PX, before.px(), after.px());
        put(JetFeature.JET_PY, before.py(), after.py());
        put(JetFeature.JET_PZ, before.pz(), after.pz());
        put(JetFeature.JET_PT, before.pt(), after.pt());
        put(JetFeature.JET_ETA, before.eta(), after.eta());
        put(JetFeature.JET_PHI, before.phi(), after.phi());
    }

    private void addAbsolute(FourVector before, FourVector after) {
        put(JetFeature.PARTICLE_PX, before.px(), after.px());
        put(JetFeature.PARTICLE_PY, before.py(), after.py());
        put(JetFeature.PARTICLE_PZ, before.pz(), after.pz());
        put(JetFeature.PARTICLE_PT, before.pt(), after.pt());
        put(JetFeature.PARTICLE_ETA, before.eta(), after.eta());
        put(JetFeature.PARTICLE_PHI, before.phi(), after.phi());
    }

    private void addRelative(FourVector p, FourVector before, FourVector q, FourVector after) {
        put(JetFeature.PARTICLE_PTREL, p.pt() / before.pt(), q.pt() / after.pt());
        put(JetFeature.PARTICLE_ETAREL, p.eta() - before.eta(), q.eta() - after.eta());
        put(JetFeature.PARTICLE_PHIREL, Angles.wrap(p.phi() - before.phi()), Angles.wrap(q.phi() - after.phi()));
    }

    /// For each row of the first the row of the second.
    private int[] matched(double[] x, double[] y) {
        int[] r = new int[x.length / 3];
        boolean finite =
                DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(y)).allMatch(Double::isFinite);
        if (ordered || !finite) {
            for (int i = 0; i < r.length; i++) {
                r[i] = i;
            }
            return r;
        }
        return Assignment.of(PairCosts.euclidean(x, y, 3)).columns();
    }

    private static double[] momenta(double[] p) {
        double[] r = new double[p.length / 4 * 3];
        for (int i = 0; i < p.length / 4; i++) {
            System.arraycopy(p, 4 * i + 1, r, 3 * i, 3);
        }
        return r;
    }

    private static double[] relative(double[] p, FourVector jet) {
        double[] r = new double[p.length / 4 * 3];
        for (int i = 0; i < p.length / 4; i++) {
            FourVector q = ReconstructedJets.particle(p, i);
            boolean padding = q.pt() == 0;
            r[3 * i] = q.pt() / jet.pt();
            r[3 * i + 1] = padding ? 0 : q.eta() - jet.eta();
            r[3 * i + 2] = padding ? 0 : Angles.wrap(q.phi() - jet.phi());
        }
        return r;
    }

    /// Everything that was added.
    ///
    /// @param padding pt / pt of the jet of what was made of slots without a particle, where it is finite
    record Samples(Map<JetFeature, Sample> features, double[] padding) {
        Sample of(JetFeature f) {
            return Objects.requireNonNull(features.get(f));
        }

        /// Statistics of the errors of particles or jets by feature.
        ObjectNode json(JetFeature.Of of) {
            ObjectNode r = JsonNodeFactory.instance.objectNode();
            for (JetFeature f : JetFeature.of(of)) {
                if (of(f).relative().length > 0) {
                    r.set(f.key(), statistics(of(f).errors()).put("median-absolute", of(f).medianAbsolute()));
                }
            }
            return r;
        }
    }

    /// Everything that was added; call it once.
    Samples samples() {
        int[] constituents = particles.build().toArray();
        int[] ofParticles = new int[constituents.length + 1];
        int[] ofJets = new int[constituents.length + 1];
        for (int jet = 0; jet < constituents.length; jet++) {
            ofParticles[jet + 1] = ofParticles[jet] + constituents[jet];
            ofJets[jet + 1] = jet + 1;
        }
        Map<JetFeature, Sample> r = new EnumMap<>(JetFeature.class);
        all.forEach((f, pairs) -> r.put(
                f,
                new Sample(
                        pairs.target.build().toArray(),
                        pairs.found.build().toArray(),
                        f.owner() == JetFeature.Of.JETS ? ofJets : ofParticles)));
        return new Samples(r, padding.build().filter(Double::isFinite).toArray());
    }

    static ObjectNode statistics(SampleStatistics s) {
        ObjectNode r = JsonNodeFactory.instance.objectNode().put("count", s.size());
        r.put("median", s.median()).put("q1", s.quantile(0.25)).put("q3", s.quantile(0.75));
        r.put("iqr", s.interquartileRange()).put("idr", s.interdecileRange()).put("mad", s.medianAbsoluteDeviation());
        r.put("mean", s.mean()).put("deviation", s.standardDeviation());
        r.put("minimum", s.minimum()).put("maximum", s.maximum()).put("absolute-minimum", s.smallestAbsolute());
        r.put("skewness", s.skewness()).put("kurtosis", s.excessKurtosis()).put("fwhm", s.fullWidthAtHalfMaximum());
        r.put("mean-absolute", s.meanAbsolute());
        r.put("mean-absolute-within-iqr", s.meanAbsoluteWithinQuartiles());
        return r.put("mean-absolute-within-idr", s.meanAbsoluteWithinDeciles());
    }
}
