package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import rapidity.data.format.DataFormatException;
import rapidity.kinematics.TopPair;

/// What a run of a generator has to show.
///
/// @param trainingEvents that the network has seen, of all processes
/// @param predictions file of events, which may be missing
record GenerationResult(List<Process> processes, OptionalDouble trainingEvents, Path predictions) implements Result {
    /// One multiplicity.
    ///
    /// @param auc area under the curve of the judge: 0.5 if nothing can be told apart
    /// @param nll mean of -ln p over true events, momenta in units of the model
    /// @param ptMin least transverse momentum of a particle in GeV
    /// @param failed true events whose density was not found
    /// @param generated events that were asked for
    /// @param rejected events that were made besides: outside of the cuts, spacelike, or not converged
    record Process(
            String name,
            int particles,
            double auc,
            double aucError,
            OptionalDouble nll,
            OptionalDouble nllError,
            OptionalDouble ptMin,
            long failed,
            long generated,
            long rejected,
            List<Distance> distances) {
        static Process of(Fields p) throws DataFormatException {
            List<Distance> distances = new ArrayList<>();
            for (Fields o : p.objects("observables")) {
                distances.add(new Distance(
                        o.text("name"),
                        o.number("w1"),
                        o.number("w1-error"),
                        o.optionalNumber("chi2"),
                        o.optionalNumber("degrees-of-freedom")));
            }
            return new Process(
                    p.text("process"),
                    (int) p.count("particles"),
                    p.number("auc"),
                    p.number("auc-error"),
                    p.optionalNumber("nll"),
                    p.optionalNumber("nll-error"),
                    p.optionalNumber("pt-min"),
                    (long) p.optionalNumber("likelihood-failed").orElse(0),
                    p.count("generated"),
                    p.count("outside-cuts") + p.count("spacelike") + p.count("not-converged"),
                    distances);
        }

        int jets() {
            return particles - TopPair.HARD;
        }

        /// How many of the observables agree.
        long agreeing() {
            return distances.stream().filter(Distance::agrees).count();
        }
    }

    /// How an observable of generated events differs from that of true ones.
    ///
    /// @param w1 Wasserstein distance, in the observable's unit
    record Distance(String name, double w1, double error, OptionalDouble chi2, OptionalDouble freedom) {
        /// Chi^2 less than two standard deviations above its mean.
        boolean agrees() {
            double n = freedom.orElse(0);
            return chi2.isPresent() && chi2.getAsDouble() < n + 2 * Math.sqrt(2 * n);
        }
    }

    static GenerationResult read(Path folder, Fields evaluation) throws IOException {
        Fields test = evaluation.object("test");
        List<Process> processes = new ArrayList<>();
        for (Fields p : test.objects("processes")) {
            processes.add(Process.of(p));
        }
        return new GenerationResult(
                processes, evaluation.optionalNumber("training-events"), folder.resolve(PREDICTIONS));
    }

    /// How far the judges are from knowing nothing, as a mean: an area below 0.5 does not make good for one above.
    @Override
    public double error() {
        return processes.stream()
                .mapToDouble(p -> Math.abs(p.auc() - 0.5))
                .average()
                .orElseThrow();
    }
}
