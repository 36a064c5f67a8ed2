package rapidity.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapidity.metrics.Assignment;
import rapidity.metrics.ChamferDistance;
import rapidity.metrics.EnergyMoversDistance;
import rapidity.metrics.PairCosts;
import rapidity.metrics.TransportPlan;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity bench distances`: distances between jets beside the packages POT and SciPy, the numbers and the time.
@Command(
        name = "distances",
        mixinStandardHelpOptions = true,
        description = "Optimal transport, assignment and Chamfer distances of jets, processor time on one thread.",
        footer = {"", "Example (pip install POT):", "  rapidity bench distances --peer ~/venv/bin/python"})
final class DistanceBench implements Callable<Integer> {
    private static final int PAIRS_OF_CHAMFER = 10_000;
    /// Both solvers are exact up to the rounding of sums of some tens of numbers of order one.
    private static final double AGREEMENT = 1e-12;

    @Option(names = "--peer", paramLabel = "PYTHON", description = "A Python with POT.")
    private @Nullable Path peer;

    @Option(names = "--pairs", defaultValue = "500", description = "Pairs of jets (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--particles", defaultValue = "30", description = "Of each jet (default: ${DEFAULT-VALUE}).")
    private int particles;

    @Option(names = "--passes", defaultValue = "15", description = "Timed passes, of which the median counts.")
    private int passes;

    @Option(names = "--seed", defaultValue = "1", description = "Seed (default: 1).")
    private long seed;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    /// Two jets and what a solver wants of them.
    private record Pair(double[] x, double[] y, double[] supplies, double[] demands, PairCosts costs) {
        static Pair of(double[] x, double[] y) {
            return new Pair(
                    x, y, column(x, 0, 1), column(y, 0, 1), PairCosts.euclidean(column(x, 1, 2), column(y, 1, 2), 2));
        }

        private static double[] column(double[] particles, int from, int width) {
            double[] r = new double[particles.length / 3 * width];
            Arrays.setAll(r, i -> particles[i / width * 3 + from + i % width]);
            return r;
        }

        double transport() {
            return TransportPlan.of(supplies, demands, costs, 1).value();
        }

        double energyMovers() {
            return EnergyMoversDistance.of(x, y, 1).value();
        }

        double assignment() {
            return Assignment.of(costs).cost();
        }

        double chamfer() {
            return ChamferDistance.squared(x, y, 3);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Pair> pairs = pairs();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("pairs", count).put("particles", particles);
        result.put("transport_us", Timing.microseconds(pairs, Pair::transport, passes));
        result.put("energy_movers_us", Timing.microseconds(pairs, Pair::energyMovers, passes));
        result.put("assignment_us", Timing.microseconds(pairs, Pair::assignment, passes));
        double chamfer = Timing.microseconds(pairs, Pair::chamfer, passes);
        result.put("chamfer_us", chamfer).put("chamfer_of_10000_pairs_s", chamfer * PAIRS_OF_CHAMFER / 1e6);
        boolean agrees = peer == null || compare(pairs, peer, result);
        if (json) {
            System.out.println(result.toPrettyString());
        } else {
            print(result);
        }
        return agrees ? 0 : 1;
    }

    /// Exponential transverse momenta that add up to 1, around one axis.
    private List<Pair> pairs() {
        RandomStream random = new RandomStreams(seed).stream("jets");
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(Pair.of(jet(random), jet(random)));
        }
        return pairs;
    }

    private double[] jet(RandomStream random) {
        double[] r = new double[3 * particles];
        double sum = 0;
        for (int i = 0; i < r.length; i += 3) {
            r[i] = random.nextExponential();
            r[i + 1] = 0.2 * random.nextGaussian();
            r[i + 2] = 0.2 * random.nextGaussian();
            sum += r[i];
        }
        for (int i = 0; i < r.length; i += 3) {
            r[i] /= sum;
        }
        return r;
    }

    private boolean compare(List<Pair> pairs, Path python, ObjectNode result) throws IOException, InterruptedException {
        Path folder = PythonScript.temporaryFolder("rapidity-distances");
        Path input = folder.resolve("pairs.bin");
        Path output = folder.resolve("distances.bin");
        try (PythonScript script = PythonScript.of(python, "optimal_transport.py")) {
            ByteBuffer buffer =
                    ByteBuffer.allocate(Double.BYTES * count * 6 * particles).order(ByteOrder.LITTLE_ENDIAN);
            for (Pair pair : pairs) {
                Arrays.stream(pair.x).forEach(buffer::putDouble);
                Arrays.stream(pair.y).forEach(buffer::putDouble);
            }
            Files.write(input, buffer.array());
            result.set("peer", script.json(input, output, particles, passes));
            ByteBuffer theirs = ByteBuffer.wrap(Files.readAllBytes(output)).order(ByteOrder.LITTLE_ENDIAN);
            double largest = 0;
            for (Pair pair : pairs) {
                largest = Math.max(largest, Math.abs(theirs.getDouble() - pair.transport()));
                largest = Math.max(largest, Math.abs(theirs.getDouble() - pair.assignment()));
            }
            result.put("largest_difference", largest);
            return largest < AGREEMENT * particles;
        } finally {
            PythonScript.delete(folder);
        }
    }

    private void print(ObjectNode result) {
        JsonNode there = result.path("peer");
        System.out.printf("%d pairs of jets of %d particles, microseconds per pair%n%n", count, particles);
        System.out.printf("%-44s %10s %10s%n", "", "here", "peer");
        row("optimal transport, costs given (ot.emd2)", result, "transport_us", there.path("emd2"));
        row("  the solver behind emd2 without checks", result, "transport_us", there.path("bare"));
        row("energy mover's distance from the particles", result, "energy_movers_us", there.path("none"));
        row("assignment (scipy)", result, "assignment_us", there.path("assignment"));
        row("Chamfer distance (numpy)", result, "chamfer_us", there.path("chamfer"));
        System.out.printf(
                Locale.ROOT,
                "%nChamfer distances of %d pairs: %.3f s%n",
                PAIRS_OF_CHAMFER,
                result.path("chamfer_of_10000_pairs_s").asDouble());
        if (!there.isMissingNode()) {
            System.out.printf(
                    Locale.ROOT,
                    "POT %s, SciPy %s: largest difference %.1e%n",
                    there.path("POT").stringValue(),
                    there.path("SciPy").stringValue(),
                    result.path("largest_difference").asDouble());
        }
    }

    private static void row(String name, JsonNode result, String here, JsonNode there) {
        String peer = there.isNumber() ? String.format(Locale.ROOT, "%.1f", there.asDouble()) : "";
        System.out.printf(
                Locale.ROOT, "%-44s %10.1f %10s%n", name, result.path(here).asDouble(), peer);
    }
}
