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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapidity.jets.ClusteredJet;
import rapidity.jets.JetClustering;
import rapidity.jets.JetClustering.Measure;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.FourVectors;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity bench jets`: clustering beside the `fastjet` package, the jets themselves and the time.
@Command(
        name = "jets",
        mixinStandardHelpOptions = true,
        description = "kt, Cambridge/Aachen and anti-kt beside fastjet: the same jets, processor time on one thread.",
        footer = {
            "",
            "Example (pip install fastjet):",
            "  rapidity bench jets --peer ~/venv/bin/python",
            "The peer's time is that of its faster way of being called."
        })
final class JetBench implements Callable<Integer> {
    private static final int[] SIZES = {50, 100, 200};
    private static final double RADIUS = 0.8;

    @Option(names = "--peer", paramLabel = "PYTHON", required = true, description = "A Python with fastjet.")
    private Path peer = Path.of("");

    @Option(names = "--events", defaultValue = "1000", description = "Number of events (default: 1000).")
    private int count;

    @Option(names = "--passes", defaultValue = "15", description = "Timed passes, of which the median counts.")
    private int passes;

    @Option(names = "--seed", defaultValue = "1", description = "Seed (default: 1).")
    private long seed;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<FourVectors> events = events();
        Path folder = PythonScript.temporaryFolder("rapidity-jets");
        Path input = folder.resolve("events.bin");
        Path output = folder.resolve("jets.bin");
        try (PythonScript script = PythonScript.of(peer, "fastjet_jets.py")) {
            Files.write(input, bytes(events));
            JsonNode theirs = script.json(input, output, RADIUS, passes);
            int different = different(events, Files.readAllBytes(output));
            return report(events, different, theirs) ? 0 : 1;
        } finally {
            PythonScript.delete(folder);
        }
    }

    /// Half of the particles in three showers, the others anywhere.
    private List<FourVectors> events() {
        RandomStream random = new RandomStreams(seed).stream("events");
        List<FourVectors> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] axes = random.doubles(6, -2, 2).toArray();
            FourVectors particles = FourVectors.zeros(SIZES[i % SIZES.length]);
            for (int k = 0; k < particles.size(); k++) {
                int shower = random.nextInt(6);
                boolean hard = shower < 3;
                double eta = hard ? axes[2 * shower] + 0.3 * random.nextGaussian() : 8 * random.nextDouble() - 4;
                double phi =
                        hard ? axes[2 * shower + 1] + 0.3 * random.nextGaussian() : 2 * Math.PI * random.nextDouble();
                double pt = Math.exp((hard ? 2.5 : 0) + random.nextGaussian());
                particles.set(k, FourVector.ofPtEtaPhi(pt, eta, phi, random.nextInt(3) == 0 ? 0 : 0.13957));
            }
            events.add(particles);
        }
        return events;
    }

    private static byte[] bytes(List<FourVectors> events) {
        int numbers = events.stream().mapToInt(e -> 1 + 4 * e.size()).sum();
        ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * numbers).order(ByteOrder.LITTLE_ENDIAN);
        for (FourVectors event : events) {
            buffer.putDouble(event.size());
            for (double component : event.toRows()) {
                buffer.putDouble(component);
            }
        }
        return buffer.array();
    }

    /// How many events have other jets there: in number, order, constituents, or any bit of a momentum.
    private static int different(List<FourVectors> events, byte[] theirs) {
        ByteBuffer buffer = ByteBuffer.wrap(theirs).order(ByteOrder.LITTLE_ENDIAN);
        int different = 0;
        for (Measure measure : Measure.values()) {
            for (FourVectors event : events) {
                List<ClusteredJet> jets =
                        new JetClustering(measure, RADIUS).cluster(event).inclusive(0);
                different += same(jets, buffer) ? 0 : 1;
            }
        }
        return different;
    }

    private static boolean same(List<ClusteredJet> jets, ByteBuffer buffer) {
        int number = (int) buffer.getDouble();
        boolean same = number == jets.size();
        for (int i = 0; i < number; i++) {
            FourVector p =
                    new FourVector(buffer.getDouble(), buffer.getDouble(), buffer.getDouble(), buffer.getDouble());
            int[] constituents = new int[(int) buffer.getDouble()];
            Arrays.setAll(constituents, k -> (int) buffer.getDouble());
            same = same
                    && p.equals(jets.get(i).momentum())
                    && Arrays.equals(constituents, jets.get(i).constituents());
        }
        return same;
    }

    private boolean report(List<FourVectors> events, int different, JsonNode theirs) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("fastjet", theirs.path("version").stringValue());
        result.put("events", events.size() * Measure.values().length);
        result.put("different", different);
        if (!json) {
            System.out.printf(
                    "fastjet %s: %d of %d clusterings differ%n%n%9s %-17s %8s %14s %15s %7s%n",
                    theirs.path("version").stringValue(),
                    different,
                    events.size() * Measure.values().length,
                    "particles",
                    "algorithm",
                    "us here",
                    "us one by one",
                    "us all at once",
                    "ratio");
        }
        ArrayNode times = result.putArray("times");
        for (int size : SIZES) {
            List<FourVectors> some =
                    events.stream().filter(e -> e.size() == size).toList();
            for (Measure measure : Measure.values()) {
                JsonNode there = theirs.path("us").path(Integer.toString(size)).path(measure.name());
                row(times, some, size, measure, there);
            }
        }
        if (json) {
            System.out.println(result.toPrettyString());
        }
        return different == 0;
    }

    private void row(ArrayNode times, List<FourVectors> events, int size, Measure measure, JsonNode there) {
        JetClustering clustering = new JetClustering(measure, RADIUS);
        double here = Timing.microseconds(
                events, event -> clustering.cluster(event).inclusive(0).size(), passes);
        double separate = there.path("one by one").asDouble();
        double together = there.path("all at once").asDouble();
        double ratio = Math.min(separate, together) / here;
        times.addObject()
                .put("particles", size)
                .put("algorithm", measure.name())
                .put("us", here)
                .put("peer_one_by_one_us", separate)
                .put("peer_all_at_once_us", together)
                .put("ratio", ratio);
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "%9d %-17s %8.1f %14.1f %15.1f %7.2f%n",
                    size,
                    measure,
                    here,
                    separate,
                    together,
                    ratio);
        }
    }
}
