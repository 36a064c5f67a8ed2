package rapidity.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapidity.kinematics.PhaseSpace;
import rapidity.matrixelement.MatrixElement;
import rapidity.matrixelement.QqbarToZGluons;
import rapidity.matrixelement.StandardModel;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import rapidity.sampling.AmplitudeSampler;
import rapidity.sampling.SampleReport;
import rapidity.sampling.SamplingSettings;

/// `rapidity bench matrix-elements`: processor time of one thread for one point of abs(M)^2, alone and among many, and
/// events that `generate` makes in a second.
@Command(
        name = "matrix-elements",
        mixinStandardHelpOptions = true,
        description =
                "Time for one exact |M|^2, alone and in batches; events a second and cross sections of the sampler.",
        footer = {"", "Example:", "  rapidity bench matrix-elements --events 200000"})
final class MatrixElementBench implements Callable<Integer> {
    private static final int POINTS = 1024;
    private static final double ENERGY = 1000;
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Option(names = "--seconds", defaultValue = "3", description = "Of each measurement (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--events",
            defaultValue = "0",
            description = "Also sample so many events of each process (default: none).")
    private long events;

    @Option(
            names = "--gluons",
            split = ",",
            defaultValue = "1,2,3,4",
            description = "Processes to sample (default: ${DEFAULT-VALUE}).")
    private int[] sampled = {};

    @Option(names = "--threads", defaultValue = "2", description = "Of the sampler (default: ${DEFAULT-VALUE}).")
    private int threads;

    private interface Work {
        void run(int count);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("gluons   us/point, single   us/point, batch   (processor time of one thread)");
        for (int gluons = 0; gluons < QqbarToZGluons.PROCESSES.size(); gluons++) {
            QqbarToZGluons process = QqbarToZGluons.of(QqbarToZGluons.PROCESSES.get(gluons));
            MatrixElement.Evaluator evaluator = process.evaluator();
            int stride = 4 * process.particles();
            double[] momenta = points(gluons, stride);
            double[] values = new double[POINTS];
            double single = microseconds(
                    gluons,
                    count -> IntStream.range(0, count).forEach(i -> values[i] = evaluator.value(momenta, i * stride)));
            double batch = microseconds(gluons, count -> evaluator.values(momenta, stride, values, 0, count));
            System.out.printf(Locale.ROOT, "%6d %18.3f %17.3f%n", gluons, single, batch);
        }
        if (events > 0) {
            sample();
        }
        return 0;
    }

    private static double[] points(int gluons, int stride) {
        RandomStream random = new RandomStreams(1).stream("bench");
        double zMass = StandardModel.DEFAULT.zMass();
        double w = gluons == 0 ? zMass : ENERGY;
        double[] masses = new double[Math.max(gluons + 1, 2)];
        masses[0] = zMass;
        double[] momenta = new double[POINTS * stride];
        for (int at = 0; at < momenta.length; at += stride) {
            momenta[at] = w / 2;
            momenta[at + 3] = w / 2;
            momenta[at + 4] = w / 2;
            momenta[at + 7] = -w / 2;
            momenta[at + 8] = zMass;
            if (gluons > 0) {
                PhaseSpace.of(masses).draw(w, random, momenta, at + 8);
            }
        }
        return momenta;
    }

    /// The fastest of several rounds after as many to warm up.
    private double microseconds(int gluons, Work work) {
        int count = gluons < 5 ? POINTS : POINTS / 8;
        double best = Double.POSITIVE_INFINITY;
        for (int half = 0; half < 2; half++) {
            long end = System.nanoTime() + (long) (seconds * 1e9 / 2);
            best = Double.POSITIVE_INFINITY;
            do {
                long start = THREAD.getCurrentThreadCpuTime();
                work.run(count);
                best = Math.min(best, (THREAD.getCurrentThreadCpuTime() - start) / 1e3 / count);
            } while (System.nanoTime() < end);
        }
        return best;
    }

    private void sample() throws IOException, InterruptedException {
        System.out.printf(
                "%ngluons   events/s   per CPU second   accepted/trial   beyond vmax   sigma, sampling (pb)"
                        + "   sigma, exact (pb)   (%d threads, pilot apart)%n",
                threads);
        for (int gluons : sampled) {
            AmplitudeSampler sampler = new AmplitudeSampler(gluons, SamplingSettings.DEFAULT, 1);
            long[] begin = new long[3];
            SampleReport report = sampler.sample(events, threads, block -> {
                if (begin[0] == 0) {
                    begin[0] = System.nanoTime();
                    begin[1] = PROCESS.getProcessCpuTime();
                    begin[2] = block.count();
                }
            });
            double wall = (System.nanoTime() - begin[0]) / 1e9;
            double cpu = (PROCESS.getProcessCpuTime() - begin[1]) / 1e9;
            long made = report.accepted() - begin[2];
            System.out.printf(
                    Locale.ROOT,
                    "%6d %10.0f %16.0f %16.4f %13.3f %14.2f +- %4.2f %13.2f +- %4.2f%n",
                    gluons,
                    made / wall,
                    made / cpu,
                    (double) report.accepted() / report.trials(),
                    report.overflow(),
                    report.proxy().value(),
                    report.proxy().error(),
                    report.exact().value(),
                    report.exact().error());
        }
    }
}
