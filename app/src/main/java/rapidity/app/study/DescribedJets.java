package rapidity.app.study;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rapidity.app.report.JetFeature;
import rapidity.metrics.Estimate;
import rapidity.metrics.FrechetDistance;
import rapidity.metrics.KernelDistance;
import rapidity.metrics.SetDistances;
import rapidity.metrics.SetFeatures;
import rapidity.random.RandomStreams;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A set of jets in numbers, and how far it is from another, whatever single jets do.
///
/// ```
/// W1       1-Wasserstein distance of each feature of particles and jets (W1P, W1M), and the mean of those of the prime
///          energy flow polynomials (W1EFP)
/// FPD, KPD Frechet and kernel distance of the 36 energy flow polynomials
/// ```
///
/// @param features only those whose values are all finite
/// @source Kansal et al., arXiv:2106.11535 and arXiv:2211.10295
/// @departs batches are as large as the published ones, or as the set where it is smaller: of few jets drawn often the
///     errors would be too small
record DescribedJets(Map<JetFeature, SetFeatures> features, Optional<FlowSamples.Sets> flow) {
    private static final RandomStreams RANDOM = new RandomStreams(1);
    private static final int FEWEST = 10;

    /// The published ratio of the smallest batch of FPD to the largest.
    private static final double SMALLEST = 0.4;

    /// What was compared with the reconstructions.
    static DescribedJets jets(FeatureSamples.Samples samples, FlowSamples flow) {
        Map<JetFeature, SetFeatures> r = new EnumMap<>(JetFeature.class);
        samples.features().forEach((f, s) -> set(s.target(), s.offsets()).ifPresent(set -> r.put(f, set)));
        return new DescribedJets(r, flow.jets());
    }

    static DescribedJets reconstructions(FeatureSamples.Samples samples, FlowSamples flow) {
        Map<JetFeature, SetFeatures> r = new EnumMap<>(JetFeature.class);
        samples.features().forEach((f, s) -> set(s.found(), s.offsets()).ifPresent(set -> r.put(f, set)));
        return new DescribedJets(r, flow.reconstructions());
    }

    private static Optional<SetFeatures> set(double[] values, int[] offsets) {
        return values.length > 0 && Arrays.stream(values).allMatch(Double::isFinite)
                ? Optional.of(new SetFeatures(1, values, offsets))
                : Optional.empty();
    }

    /// All distances that both sets have the numbers for; those of energy flow polynomials of ten jets at least.
    ObjectNode distances(DescribedJets other) {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        features.forEach((f, own) -> {
            if (other.features.containsKey(f)) {
                SetFeatures its = Objects.requireNonNull(other.features.get(f));
                Estimate w1 = wasserstein(own).wasserstein(own, its, RANDOM.stream("w1", f.ordinal()))[0];
                put(r, "w1-" + f.owner().key() + "-" + f.key(), w1);
            }
        });
        if (flow.isPresent() && other.flow.isPresent() && flow.get().all().jets() >= FEWEST) {
            distances(r, flow.get(), other.flow.get());
        }
        return r;
    }

    private static void distances(ObjectNode to, FlowSamples.Sets own, FlowSamples.Sets its) {
        SetDistances how = wasserstein(own.prime());
        put(to, "w1-efp", mean(how.wasserstein(own.prime(), its.prime(), RANDOM.stream("w1-efp"))));
        int n = own.all().jets();
        FrechetDistance p = FrechetDistance.PUBLISHED;
        int largest = Math.min(n, p.largest());
        FrechetDistance fpd = new FrechetDistance((int) (SMALLEST * largest), largest, p.sizes(), p.repeats());
        put(to, "fpd", fpd.of(own.all(), its.all(), RANDOM.stream("fpd")));
        KernelDistance k = KernelDistance.PUBLISHED;
        KernelDistance kpd = new KernelDistance(Math.min(n, k.jets()), k.batches());
        put(to, "kpd", kpd.of(own.all(), its.all(), RANDOM.stream("kpd")));
    }

    private static SetDistances wasserstein(SetFeatures set) {
        SetDistances p = SetDistances.WASSERSTEIN;
        return new SetDistances(Math.min(set.jets(), p.jets()), p.batches());
    }

    /// Errors are added in quadrature.
    private static Estimate mean(Estimate... all) {
        double value = Arrays.stream(all).mapToDouble(Estimate::value).average().orElseThrow();
        double squares =
                Arrays.stream(all).mapToDouble(e -> e.error() * e.error()).sum();
        return new Estimate(value, Math.sqrt(squares) / all.length);
    }

    private static void put(ObjectNode to, String name, Estimate e) {
        to.putObject(name).put("value", e.value()).put("error", e.error());
    }
}
