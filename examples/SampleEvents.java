import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import rapidity.data.EventOutput;
import rapidity.data.dataset.TtbarEvents;
import rapidity.data.format.WhenExists;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.flow.OdeSolver;
import rapidity.kinematics.TopPair;
import rapidity.model.EventGenerator;
import rapidity.random.RandomStreams;

/// Samples t tbar events from a trained flow, writes them as a Les Houches file, and compares them with true ones.
class SampleEvents {
    private static final int EVENTS = 200;

    public static void main(String[] arguments) throws Exception {
        EventGenerator flow = EventGenerator.load(Path.of(arguments[0]));
        int particles = flow.multiplicities().getFirst(); // b1 q1 q2 b2 q3 q4, and no further jets
        OdeSolver solver = OdeSolver.rk4(10); // steps from noise to events; published numbers take 50
        Events made;
        try (Workers workers = new Workers(2)) {
            // Event i is the same for a seed, whatever the number of events and of threads. All pass the cuts.
            double[] momenta = flow.sample(particles, EVENTS, solver, new RandomStreams(1), workers);
            made = new Events(particles - TopPair.HARD, momenta);
        }

        TreeMap<Integer, Long> counts = new TreeMap<>(Map.of(made.jets(), (long) made.size()));
        try (EventOutput out = EventOutput.open(Path.of(arguments[2]), WhenExists.REPLACE, counts)) {
            out.write(made);
            out.commit();
        }

        try (TtbarEvents file = TtbarEvents.open(Path.of(arguments[1]))) {
            print("true", file.read(made.jets(), 0, 1000));
        }
        print("sampled", made);
    }

    /// Quartiles of the mass of two particles together: that they come from a W, the flow knows from events alone.
    private static void print(String name, Events events) {
        double[] masses = IntStream.range(0, events.size())
                .mapToDouble(i -> events.momentum(i, TopPair.W_PLUS).mass())
                .sorted()
                .toArray();
        int n = masses.length;
        System.out.printf(
                Locale.ROOT, "W, %s: %.1f %.1f %.1f GeV%n", name, masses[n / 4], masses[n / 2], masses[3 * n / 4]);
    }
}
