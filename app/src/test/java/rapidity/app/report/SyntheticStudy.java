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
import java.util.Random;
import java.util.stream.IntStream;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;

/// Writes study folders as training leaves them, with invented numbers of a realistic look.
final class SyntheticStudy {
    static final double MEAN = -9.2;
    static final double DEVIATION = 1.7;

    private final int events;
    private final long randomSeed;

    SyntheticStudy(int events, long randomSeed) {
        this.events = events;
        this.randomSeed = randomSeed;
    }

    /// A network of the study.
    ///
    /// @param noise typical deviation of the standardised prediction
    record Invented(String folder, String label, long parameters, double noise) {}

    static final List<Invented> THREE = List.of(
            new Invented("lgatr", "L-GATr", 90_658, 0.008),
            new Invented("transformer", "Transformer", 131_201, 0.05),
            new Invented("mlp", "MLP", 70_145, 0.16));

    void writeStudy(Path study, List<Invented> networks, int seeds) throws IOException {
        List<String> runs = new ArrayList<>();
        for (Invented network : networks) {
            for (int seed = 1; seed <= seeds; seed++) {
                String run = network.folder() + (seeds > 1 ? "/seed-" + seed : "");
                writeRun(study.resolve(run), network, seed);
                runs.add("\"" + run + "\"");
            }
        }
        Files.writeString(study.resolve("study.yaml"), "seed: 1\nnets: [lgatr, transformer, mlp]\n");
        Files.writeString(
                study.resolve("evaluation.json"),
                "{\"task\": \"amplitudes\", \"runs\": [" + String.join(", ", runs) + "]}\n");
    }

    void writeRun(Path run, Invented network, int seed) throws IOException {
        Files.createDirectories(run);
        Random random = new Random(randomSeed + 1000L * seed + network.folder().hashCode());
        double[] testTruth = truths(new Random(randomSeed), events);
        double[] trainTruth = truths(new Random(randomSeed + 1), 2 * events);
        double[] test = predictions(testTruth, network.noise(), random);
        double[] train = predictions(trainTruth, 0.95 * network.noise(), random);
        Map<String, double[]> arrays = new LinkedHashMap<>();
        arrays.put("test_truth", testTruth);
        arrays.put("test_prediction", test);
        arrays.put("train_truth", trainTruth);
        arrays.put("train_prediction", train);
        arrays.put("standardisation", new double[] {MEAN, DEVIATION});
        writeArrays(run.resolve("predictions.npz"), arrays);
        Files.writeString(
                run.resolve("evaluation.json"), evaluation(network, seed, testTruth, test, trainTruth, train));
        Files.writeString(run.resolve("metrics.jsonl"), metrics(network, random));
        Files.writeString(run.resolve("provenance.json"), provenance(seed));
        Files.writeString(
                run.resolve("config.yaml"),
                "net:\n  kind: " + network.folder() + "\n  blocks: 4\nseed: " + seed + "\n");
    }

    static void writeArrays(Path file, Map<String, double[]> arrays) throws IOException {
        try (NpzWriter writer = NpzWriter.create(file, WhenExists.REPLACE)) {
            for (Map.Entry<String, double[]> array : arrays.entrySet()) {
                writer.array(array.getKey(), NpyType.FLOAT64, array.getValue().length)
                        .write(array.getValue());
            }
            writer.commit();
        }
    }

    private static double[] truths(Random random, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> {
                    double sum = 0;
                    for (int k = 0; k < 4; k++) {
                        sum -= Math.log(1 - random.nextDouble());
                    }
                    return (sum - 4) / 2;
                })
                .toArray();
    }

    private static double[] predictions(double[] truth, double noise, Random random) {
        return Arrays.stream(truth)
                .map(z -> z
                        + noise * random.nextGaussian() * Math.exp(0.5 * random.nextGaussian()) * (1 + 0.3 * z * z)
                        - 0.1 * noise * z * z)
                .toArray();
    }

    private String evaluation(
            Invented network, int seed, double[] truth, double[] test, double[] trainTruth, double[] train) {
        return """
                {"task": "amplitudes", "process": "zgg", "network": "%s", "label": "%s", "parameters": %d,
                 "seed": %d, "steps": 2000, "test": %s, "train": %s,
                 "seconds-per-million-events": %.2f, "training-seconds": %.1f}
                """.formatted(
                        network.folder(),
                        network.label(),
                        network.parameters(),
                        seed,
                        score(truth, test),
                        score(trainTruth, train),
                        network.parameters() / 1500.0,
                        network.parameters() / 300.0);
    }

    private static String score(double[] truth, double[] prediction) {
        int n = truth.length;
        double[] squares = IntStream.range(0, n)
                .mapToDouble(i -> Math.pow(prediction[i] - truth[i], 2))
                .toArray();
        double mse = Arrays.stream(squares).average().orElseThrow();
        double variance = Arrays.stream(squares).map(s -> (s - mse) * (s - mse)).sum() / (n - 1);
        return String.format(
                Locale.ROOT,
                "{\"events\": %d, \"mse\": %.6e, \"mse-error\": %.6e, \"mse-raw\": 1.234e-9, \"within-1e-3\": %.6f, "
                        + "\"within-1e-2\": %.6f, \"within-1e-1\": %.6f}",
                n,
                mse,
                Math.sqrt(variance / n),
                within(truth, prediction, 1e-3),
                within(truth, prediction, 1e-2),
                within(truth, prediction, 1e-1));
    }

    private static double within(double[] truth, double[] prediction, double limit) {
        return IntStream.range(0, truth.length)
                        .filter(i -> Math.abs(Math.expm1(DEVIATION * (prediction[i] - truth[i]))) < limit)
                        .count()
                / (double) truth.length;
    }

    private static String metrics(Invented network, Random random) {
        StringBuilder lines = new StringBuilder();
        for (int step = 1; step <= 2000; step++) {
            if (step > 20 && step % 10 != 0) {
                continue;
            }
            double floor = network.noise() * network.noise() * 1.6;
            double level = floor + 1.1 / (1 + Math.pow(step / 15.0, 1.7)) + floor * 5 / (1 + step / 200.0);
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"step\":%d,\"loss\":%.6e,\"learning-rate\":1e-3",
                    step,
                    level * Math.exp(0.25 * random.nextGaussian())));
            if (step % 100 == 0) {
                lines.append(String.format(
                        Locale.ROOT, ",\"validation-loss\":%.6e", level * Math.exp(0.06 * random.nextGaussian())));
            }
            lines.append("}\n");
        }
        return lines.toString();
    }

    private static String provenance(int seed) {
        return """
                {"command": "rapidity train recipes/amplitudes/quick.yaml",
                 "commit": "0123456789abcdef0123456789abcdef01234567",
                 "version": "0.1.0", "java": "25.0.1 (Eclipse Adoptium)", "machine": "2 cores, 24 GiB, Linux amd64",
                 "engine": "java, float32, vector kernels of 8 lanes",
                 "started": "2025-11-25T10:00:00Z", "finished": "2025-11-25T10:05:12Z",
                 "seeds": {"run": %d}, "data": [{"file": "zgg-train.npy", "sha256":
                 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "rows": 100000}]}
                """.formatted(seed);
    }
}
