package rapidity.app.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import rapidity.engine.Workers;
import rapidity.jets.PolarFeatures;
import rapidity.metrics.EnergyFlow;
import rapidity.metrics.EnergyFlowPolynomial;
import rapidity.metrics.SetFeatures;

/// Energy flow polynomials of jets and of their reconstructions, with particles relative to their jet: the 36 of at
/// most four edges, then the prime ones of four vertices and four edges. Not of images, which have too many pixels.
///
/// @source Kansal et al., arXiv:2211.10295 (36) and arXiv:2106.11535 (prime, as coded: four edges, five in the text)
final class FlowSamples {
    private static final List<EnergyFlowPolynomial> UP_TO_FOUR = EnergyFlowPolynomial.upTo(4);
    private static final List<EnergyFlowPolynomial> ALL = Stream.concat(
                    UP_TO_FOUR.stream(), EnergyFlowPolynomial.prime(4, 4).stream())
            .toList();

    private final List<double[]> targets = new ArrayList<>();
    private final List<double[]> found = new ArrayList<>();

    /// Adds the first jets; nothing of networks on images.
    void add(ReconstructedJets jets, int first, Workers workers) {
        if (!jets.hasParticles()) {
            return;
        }
        double[][] before = new double[first][];
        double[][] after = new double[first][];
        int lanes = Math.min(workers.threads(), Math.max(1, first));
        workers.run(lanes, lane -> {
            for (int jet = lane; jet < first; jet += lanes) {
                before[jet] = of(jets.target(jet));
                after[jet] = of(jets.reconstruction(jet));
            }
        });
        targets.addAll(List.of(before));
        found.addAll(List.of(after));
    }

    private static double[] of(double[] momenta) {
        double[] x = PolarFeatures.relative(momenta, PolarFeatures.jet(momenta));
        EnergyFlow flow = EnergyFlow.hadronic(x, 1);
        return ALL.stream().mapToDouble(p -> p.of(flow)).toArray();
    }

    /// The 36 polynomials of FPD and KPD, and the prime ones of W1EFP.
    record Sets(SetFeatures all, SetFeatures prime) {}

    /// Of the jets; nothing without any, or where one is not finite.
    Optional<Sets> jets() {
        return sets(targets);
    }

    /// Of the reconstructions, likewise.
    Optional<Sets> reconstructions() {
        return sets(found);
    }

    private static Optional<Sets> sets(List<double[]> rows) {
        boolean finite = rows.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
        return rows.isEmpty() || !finite
                ? Optional.empty()
                : Optional.of(
                        new Sets(columns(rows, 0, UP_TO_FOUR.size()), columns(rows, UP_TO_FOUR.size(), ALL.size())));
    }

    private static SetFeatures columns(List<double[]> rows, int from, int to) {
        double[] values = rows.stream()
                .flatMapToDouble(row -> DoubleStream.of(row).skip(from).limit(to - from))
                .toArray();
        return SetFeatures.ofJets(to - from, values);
    }
}
