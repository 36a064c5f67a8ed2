package rapidity.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rapidity.engine.Attend;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.BareNetwork;
import rapidity.model.Features;
import rapidity.model.JetTagger;
import rapidity.model.Safetensors;
import rapidity.model.TokenNetwork;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// One measurement of scoring in a process of its own: `rate MODEL JETS CONSTITUENTS` in turns, `ragged MODEL SAMPLE
/// JETS SECONDS`, `padded ..`, `first MODEL`, `heap MODEL JETS`. Prints one line of JSON.
final class ScoreRun {
    private static final int LEADING = 3;
    private static final int TOKENS = 192;
    private static final int BATCH = 128;
    private static final double UNITS = 20;

    private ScoreRun() {}

    public static void main(String[] a) throws IOException {
        Path model = Path.of(a[1]);
        if (a[0].equals("rate")) {
            JetTagger tagger = JetTagger.load(model);
            Jets jets = random(whole(a[2]), whole(a[3]));
            Turns.serve(() -> tagger.score(jets), 1);
            return;
        }
        System.out.println(
                switch (a[0]) {
                    case "ragged" -> ragged(model, sample(Path.of(a[2]), whole(a[3])), number(a[4]));
                    case "padded" -> padded(model, sample(Path.of(a[2]), whole(a[3])), number(a[4]));
                    case "first" -> first(model);
                    default -> heap(model, whole(a[2]));
                });
    }

    private static int whole(String s) {
        return Integer.parseInt(s);
    }

    private static double number(String s) {
        return Double.parseDouble(s);
    }

    /// Jets of massless constituents in a cone.
    static Jets random(int jets, int constituents) {
        RandomStream random = new RandomStreams(1).stream("bench");
        double[] p = new double[4 * jets * constituents];
        int[] offsets = new int[jets + 1];
        Arrays.setAll(offsets, i -> i * constituents);
        for (int i = 0; i < p.length; i += 4) {
            double pt = 1 + 10 * random.nextExponential();
            double phi = 0.3 * random.nextGaussian();
            p[i + 1] = pt * Math.cos(phi);
            p[i + 2] = pt * Math.sin(phi);
            p[i + 3] = pt * Math.sinh(0.3 * random.nextGaussian());
            p[i] = Math.sqrt(p[i + 1] * p[i + 1] + p[i + 2] * p[i + 2] + p[i + 3] * p[i + 3]);
        }
        return Jets.of(p, offsets);
    }

    private static Jets sample(Path file, int jets) throws IOException {
        Map<String, Safetensors.Stored> t = Safetensors.read(file).tensors();
        int[] offsets =
                Arrays.stream(numbers(t, "offsets")).mapToInt(x -> (int) x).toArray();
        return Jets.of(numbers(t, "momenta"), offsets).slice(0, jets);
    }

    private static double[] numbers(Map<String, Safetensors.Stored> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name).values();
    }

    private static String ragged(Path model, Jets jets, double seconds) throws IOException {
        JetTagger tagger = JetTagger.load(model);
        return Timing.of(() -> tagger.score(jets), seconds, seconds).json();
    }

    /// The same network on the same jets in batches that are padded to their longest, with padding masked as keys.
    private static String padded(Path model, Jets jets, double seconds) throws IOException {
        BareNetwork net = BareNetwork.load(model, Engine.of(Precision.FLOAT32));
        Tape tape = Tape.forward(net.weights());
        double[] logits = new double[jets.size()];
        Timing t = Timing.of(
                () -> {
                    for (int from = 0; from < jets.size(); from += BATCH) {
                        padded(net, tape, jets, from, Math.min(jets.size(), from + BATCH), logits);
                    }
                },
                seconds,
                seconds);
        requireTheSame(JetTagger.load(model), jets, logits);
        return t.json();
    }

    private static void padded(BareNetwork net, Tape tape, Jets jets, int from, int to, double[] logits) {
        int n = LEADING;
        for (int jet = from; jet < to; jet++) {
            n = Math.max(n, LEADING + jets.constituents(jet));
        }
        int atOnce = Math.max(1, Math.round((float) TOKENS / n));
        for (int first = from; first < to; first += atOnce) {
            int last = Math.min(to, first + atOnce);
            Tensor mv = net.function().apply(inputs(tape, jets, first, last, n)).vectors();
            Tensor y = Objects.requireNonNull(mv).reshape(last - first, n * 16).slice(1, 0, 1);
            System.arraycopy(y.toArray(), 0, logits, first, last - first);
            tape.reset();
        }
    }

    private static TokenNetwork.Inputs inputs(Tape tape, Jets jets, int first, int last, int n) {
        int tokens = (last - first) * n;
        double[] mv = new double[tokens * 16];
        double[] s = new double[tokens];
        double[] mask = new double[tokens];
        Arrays.fill(mask, Double.NEGATIVE_INFINITY);
        for (int jet = first; jet < last; jet++) {
            int begin = (jet - first) * n;
            s[begin] = 1;
            mv[(begin + 1) * 16 + 8] = 1;
            mv[(begin + 2) * 16 + 1] = 1;
            for (int i = 0; i < 4 * jets.constituents(jet); i++) {
                mv[(begin + LEADING + i / 4) * 16 + 1 + i % 4] = jets.momenta()[4 * jets.offsets()[jet] + i] / UNITS;
            }
            Arrays.fill(mask, begin, begin + LEADING + jets.constituents(jet), 0);
        }
        Features x = new Features(tape.tensor(mv, tokens, 1, 16), tape.tensor(s, tokens, 1));
        return new TokenNetwork.Inputs(x, Attend.equal(last - first, n).withKeyMask(mask), Optional.empty());
    }

    private static void requireTheSame(JetTagger tagger, Jets jets, double[] logits) {
        try (Workers one = new Workers(1)) {
            double[] expected = tagger.logits(jets, one);
            for (int i = 0; i < logits.length; i++) {
                if (Math.abs(logits[i] - expected[i]) > 1e-4) {
                    throw new IllegalStateException("jet " + i + ": padded " + logits[i] + ", ragged " + expected[i]);
                }
            }
        }
    }

    private static String first(Path model) throws IOException {
        long began = System.nanoTime();
        JetTagger tagger = JetTagger.load(model);
        double load = (System.nanoTime() - began) / 1e6;
        tagger.score(random(1, 50));
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        return "{\"load_ms\":" + load + ",\"first_ms\":" + (System.currentTimeMillis() - start) + "}";
    }

    /// Heap in use after a collection, at every tenth of the jets.
    private static String heap(Path model, int jets) throws IOException {
        JetTagger tagger = JetTagger.load(model);
        StringBuilder used = new StringBuilder();
        int chunk = 1000;
        for (int done = 0; done < jets; done += chunk) {
            if (done % (jets / 10) == 0) {
                System.gc();
                long bytes =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                used.append(done == 0 ? "" : ",").append(bytes >> 10);
            }
            tagger.score(random(chunk, 10));
        }
        return "{\"heap_kb\":[" + used + "]}";
    }
}
