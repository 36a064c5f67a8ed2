package rapidity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rapidity.data.DataFile;
import rapidity.data.dataset.AmplitudeEvents;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.LorentzTransformation;
import rapidity.matrixelement.StandardModel;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// `rapidity bench boosts`: how far boosts and rotations of the events change what trained amplitude networks predict,
/// in float64. An exact amplitude does not change.
@Command(
        name = "boosts",
        mixinStandardHelpOptions = true,
        description =
                "Largest change of the standardised log amplitude of trained networks under Lorentz transformations.",
        footer = {"", "Example:", "  rapidity bench boosts runs/quick --data samples/zgg.npy"})
final class BoostBench implements Callable<Integer> {
    private static final double[] GAMMAS = {1.1, 2, 10, 100};

    @Parameters(paramLabel = "STUDY", description = "A study or run of the task amplitudes.")
    private Path study = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Events.")
    private Path data = Path.of("");

    @Option(names = "--events", defaultValue = "500", description = "How many (default: ${DEFAULT-VALUE}).")
    private int events;

    @Override
    public Integer call() throws IOException {
        EventMomenta momenta = read();
        System.out.printf(Locale.ROOT, "%d events of %s, float64: largest |change of z|%n", momenta.size(), data);
        System.out.printf("%-28s", "gamma");
        for (double gamma : GAMMAS) {
            System.out.printf(Locale.ROOT, " %10.1f", gamma);
        }
        System.out.println();
        for (Path model : models()) {
            AmplitudeSurrogate s = AmplitudeSurrogate.load(model, Engine.of(Precision.FLOAT64));
            double[] before = s.predictStandardised(momenta);
            System.out.printf("%-28s", study.relativize(model.getParent()));
            for (double gamma : GAMMAS) {
                System.out.printf(
                        Locale.ROOT, " %10.2e", largest(before, s.predictStandardised(boosted(momenta, gamma))));
            }
            System.out.println();
        }
        return 0;
    }

    private List<Path> models() throws IOException {
        try (Stream<Path> found = Files.find(study, 4, (p, a) -> p.endsWith("model.json"))) {
            return found.map(Path::getParent).sorted().toList();
        }
    }

    private EventMomenta read() throws IOException {
        try (AmplitudeEvents in = AmplitudeEvents.of(
                DataFile.of(data.toString()).open(),
                StandardModel.DEFAULT.zMass(),
                AmplitudeEvents.LabelColumn.IGNORED)) {
            int n = (int) Math.min(events, in.count());
            int particles = in.gluons() + 3;
            double[] rows = in.rows(0, n);
            double[] p = new double[n * 4 * particles];
            for (int i = 0; i < n; i++) {
                System.arraycopy(rows, i * in.columns(), p, i * 4 * particles, 4 * particles);
            }
            return new EventMomenta(particles, p);
        }
    }

    /// Every event boosted in a direction of its own after a rotation of its own.
    private static EventMomenta boosted(EventMomenta momenta, double gamma) {
        RandomStream random = new RandomStreams(1).stream("boosts");
        double rapidity = Math.log(gamma + Math.sqrt(gamma * gamma - 1));
        double[] r = new double[momenta.values().length];
        int perEvent = 4 * momenta.particles();
        for (int event = 0; event < momenta.size(); event++) {
            double[] n = direction(random);
            double[] m = direction(random);
            LorentzTransformation t = LorentzTransformation.boost(n[0], n[1], n[2], rapidity)
                    .times(LorentzTransformation.rotation(m[0], m[1], m[2], Math.PI * random.nextDouble()));
            for (int k = 0; k < momenta.particles(); k++) {
                FourVector p = t.apply(momenta.at(event, k));
                int at = event * perEvent + 4 * k;
                r[at] = p.e();
                r[at + 1] = p.px();
                r[at + 2] = p.py();
                r[at + 3] = p.pz();
            }
        }
        return new EventMomenta(momenta.particles(), r);
    }

    private static double[] direction(RandomStream random) {
        double z = 2 * random.nextDouble() - 1;
        double phi = 2 * Math.PI * random.nextDouble();
        double t = Math.sqrt(1 - z * z);
        return new double[] {t * Math.cos(phi), t * Math.sin(phi), z};
    }

    private static double largest(double[] a, double[] b) {
        double r = 0;
        for (int i = 0; i < a.length; i++) {
            r = Math.max(r, Math.abs(a[i] - b[i]));
        }
        return r;
    }
}
