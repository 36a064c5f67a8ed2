package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.kinematics.FourVector;

/// Writes runs of generators as training leaves them, with invented numbers.
record InventedGenerators(Path folder) {
    /// What a run says of a process.
    record Process(int jets, double auc, double nll) {
        private String json() {
            StringBuilder observables = new StringBuilder();
            for (int i = 0; i < 13; i++) {
                String chi2 = i < 12 ? ", \"chi2\": " + (25 - i) + ", \"degrees-of-freedom\": 10" : "";
                observables.append(observables.isEmpty() ? "" : ", ");
                observables.append("{\"name\": \"x" + i + "\", \"w1\": 7.25, \"w1-error\": 0.5" + chi2 + "}");
            }
            return String.format(Locale.ROOT, """
                    {"process": "ttbar+%djet", "particles": %d, "auc": %s, "auc-error": 0.01, "nll": %s,
                     "nll-error": 0.5, "pt-min": 22, "generated": 100, "outside-cuts": 280, "spacelike": 15,
                     "not-converged": 5, "observables": [%s]}
                    """, jets, 6 + jets, auc, nll, observables);
        }
    }

    /// A run without events. Its label is the beginning of the network's name.
    Path run(String network, int seed, int trainingEvents, Process... processes) throws IOException {
        Path run = Files.createDirectories(folder.resolve(network + "/seed-" + seed));
        Files.writeString(
                run.resolve("config.yaml"), "seed: " + seed + "\ntraining: {events: " + trainingEvents + "}\n");
        List<String> all = Arrays.stream(processes).map(Process::json).toList();
        Files.writeString(
                run.resolve("evaluation.json"),
                String.format(
                        Locale.ROOT,
                        """
                {"task": "generation", "data": "invented events", "network": "%s", "label": "%s", "parameters": 10,
                 "seed": %d, "steps": 5, "training-events": %d, "test": {"processes": [%s]}}
                """,
                        network,
                        network.replaceFirst("-.*", ""),
                        seed,
                        trainingEvents,
                        String.join(", ", all)));
        return run;
    }

    /// Events of a process and what the judge says of them.
    record Samples(
            double[] truth,
            double[] generated,
            double[] weights,
            double[] judgedTruth,
            double[] judgedGenerated,
            double[] paths) {}

    /// Two true events with tops of little, two of much transverse momentum, and one generated one of each, of which
    /// the first counts three times. The judge says 3.1 to 1 that true events are true, the same of a quarter of the
    /// generated ones, and 1 to 3.1 of the others. The path leads from (30, 40) GeV in two steps to (0, 100) GeV.
    static Samples samples(int particles) {
        return new Samples(
                events(particles, 40, 40, 240, 240),
                events(particles, 40, 240),
                new double[] {3, 1},
                IntStream.range(0, 6).mapToDouble(i -> Math.log(3.1)).toArray(),
                IntStream.range(0, 20)
                        .mapToDouble(i -> Math.log(i < 5 ? 3.1 : 1 / 3.1))
                        .toArray(),
                new double[] {30, 40, 10, 90, 0, 100});
    }

    /// Events whose first particle has these transverse momenta, and whose other particles balance each other.
    static double[] events(int particles, double... pts) {
        double[] r = new double[4 * particles * pts.length];
        int at = 0;
        for (double pt : pts) {
            for (int i = 0; i < particles; i++) {
                double phi = i == 0 ? 1 : i % 2 == 0 ? 0 : Math.PI;
                FourVector p = FourVector.ofPtEtaPhi(i == 0 ? pt : 30, 0.1 * i, phi, 5);
                for (double x : new double[] {p.e(), p.px(), p.py(), p.pz()}) {
                    r[at++] = x;
                }
            }
        }
        return r;
    }

    /// The events of a run, by jets.
    static void write(Path run, int... jets) throws IOException {
        try (NpzWriter out = NpzWriter.create(run.resolve("predictions.npz"), WhenExists.REPLACE)) {
            for (int n : jets) {
                Samples s = samples(6 + n);
                Map<String, double[]> arrays = new LinkedHashMap<>();
                arrays.put("weights_", s.weights);
                arrays.put("judge_truth_", s.judgedTruth);
                arrays.put("judge_generated_", s.judgedGenerated);
                for (Map.Entry<String, double[]> e : arrays.entrySet()) {
                    out.array(e.getKey() + n + "j", NpyType.FLOAT64, e.getValue().length)
                            .write(e.getValue());
                }
                out.array("truth_" + n + "j", NpyType.FLOAT64, 4, 6 + n, 4).write(s.truth);
                out.array("generated_" + n + "j", NpyType.FLOAT64, 2, 6 + n, 4).write(s.generated);
                out.array("paths_" + n + "j", NpyType.FLOAT64, 1, 3, 2).write(s.paths);
            }
            out.commit();
        }
    }

    static Study<GenerationResult> study(Path... runs) throws IOException {
        return Study.read(new ArrayList<>(List.of(runs)), "data", GenerationResult::read);
    }
}
