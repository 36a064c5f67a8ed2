package rapidity.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.data.EventOutput;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.flow.OdeSolver;
import rapidity.kinematics.TopPair;
import rapidity.model.EventGenerator;
import rapidity.model.GenerationReport;
import rapidity.random.RandomStreams;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity sample MODEL -n N -o OUT`: events from a generator.
@Command(
        name = "sample",
        description = {
            "Make events with a trained generator.",
            "",
            "OUT's ending says what to write: .npy (one multiplicity), .hdf5 (as the published file), .parquet, .lhe or"
                    + " .hepmc, these also with .gz. All events pass the cuts of the model; those that were made"
                    + " besides are counted. The same seed gives the same events, whatever the number of threads, and"
                    + " more of them begin with the same ones.",
            "",
            "With --reweight every event has the weight that the judge of the run gives it, so that weighted histograms"
                    + " are closer to the truth. Weights belong to their events: who leaves them out has the events of"
                    + " the generator as it is. They are XWGTUP of .lhe, the weight of .hepmc, the column `weight` of"
                    + " .parquet, the datasets `weights+0jet`, .. of .hdf5; .npy has no place for them.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rapidity sample runs/try/lgatr -n 100000 -o events.lhe",
            "  rapidity sample runs/try/lgatr -n 100000 -o events.hdf5 --reweight"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SampleCommand implements Callable<Integer> {
    private static final int MOST_STEPS = 1 << 16;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model of events, or its run.")
    private Path path = Path.of("");

    @Option(names = "-n", paramLabel = "N", required = true, description = "Number of events, of each multiplicity.")
    private long count;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            defaultValue = "events.hdf5",
            description = "The file to write (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("");

    @Option(
            names = "--jets",
            paramLabel = "N",
            split = ",",
            description = "Only events with so many further jets (default: all that the model makes).")
    private List<Integer> jets = List.of();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "50",
            description = "Steps of the solver, rk4 (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "0",
            description = "Adaptive steps of Dormand and Prince that keep this error, instead.")
    private double tolerance;

    @Option(names = "--reweight", description = "Write the weight of each event, by the judge of the run.")
    private boolean reweight;

    @Mixin
    private OutputOptions place = new OutputOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        check();
        place.check(out);
        Path directory = ModelPath.of(path);
        EventGenerator model = EventGenerator.load(directory, engine.choice());
        SortedMap<Integer, Long> counts = counts(model.multiplicities());
        EventWeights weights = reweight ? EventWeights.ofRun(directory, counts.keySet()) : EventWeights.none();
        SortedMap<Integer, GenerationReport> reports = new TreeMap<>();
        try (EventOutput output = EventOutput.open(out, place.whenExists(), counts, weights.weighting());
                Workers workers = engine.choice().workers(options.threads());
                Progress progress = Progress.of("sample", "events", count * counts.size(), options)) {
            long[] done = {0};
            for (int n : counts.keySet()) {
                RandomStreams streams = new RandomStreams(seed);
                reports.put(n, model.sample(TopPair.HARD + n, count, solver(), streams, workers, block -> {
                    Events events = new Events(n, block);
                    write(output, events, weights.of(events, workers));
                    progress.show(done[0] += events.size(), "");
                }));
            }
            output.commit();
        } catch (UncheckedIOException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        } catch (ClosedByInterruptException | FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw failure(e);
        }
        tell(reports, weights);
        return 0;
    }

    private void check() {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "-n must be 1 or more, got " + count + ".");
        }
        if (!EventOutput.knows(out)) {
            throw new ParameterException(
                    spec.commandLine(), "-o " + out + ": the ending must be one of " + EventOutput.ENDINGS + ".");
        }
        if (steps < 1 || steps > MOST_STEPS || !(tolerance >= 0 && tolerance < 1)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--steps must be 1 to " + MOST_STEPS + ", --tolerance 0 or a number below 1; got " + steps + " and "
                            + tolerance + ".");
        }
    }

    private OdeSolver solver() {
        OdeSolver solver = tolerance > 0 ? OdeSolver.dormandPrince(tolerance) : OdeSolver.rk4(steps);
        return solver.stoppable(Thread.currentThread()::isInterrupted);
    }

    private SortedMap<Integer, Long> counts(List<Integer> multiplicities) {
        SortedMap<Integer, Long> all = new TreeMap<>();
        multiplicities.forEach(particles -> all.put(particles - TopPair.HARD, count));
        if (!all.keySet().containsAll(jets)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--jets " + jets + ": the model makes events with " + all.keySet() + " further jets.");
        }
        if (!jets.isEmpty()) {
            all.keySet().retainAll(jets);
        }
        if (out.toString().endsWith(".npy") && (all.size() > 1 || reweight)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "-o " + out + ": a .npy file holds events of one multiplicity without weights; "
                            + (reweight ? "" : "choose one of " + all.keySet() + " with --jets, or ")
                            + "write .hdf5.");
        }
        return all;
    }

    private static void write(EventOutput output, Events events, double[] weights) {
        try {
            output.write(events, weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IOException failure(IOException e) {
        return e instanceof ClosedByInterruptException
                ? e
                : new IOException(
                        out + ": it could not be written, nothing of it was kept: " + Failures.sentence(e), e);
    }

    private void tell(SortedMap<Integer, GenerationReport> reports, EventWeights weights) {
        if (options.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("output", out.toString());
            for (Map.Entry<Integer, GenerationReport> e : reports.entrySet()) {
                ObjectNode of = json.putObject("ttbar+" + e.getKey() + "jet")
                        .put("events", e.getValue().given())
                        .put("outside-cuts", e.getValue().outsideCuts())
                        .put("spacelike", e.getValue().spacelike())
                        .put("not-converged", e.getValue().notConverged());
                weights.json(e.getKey(), of);
            }
            options.out().println(json.toPrettyString());
        } else if (options.summary()) {
            reports.forEach((n, report) -> options.out()
                    .printf(
                            Locale.ROOT,
                            "%s: t tbar with %d further jets: %s%s%n",
                            out,
                            n,
                            report.sentence(),
                            weights.sentence(n)));
        }
    }
}
