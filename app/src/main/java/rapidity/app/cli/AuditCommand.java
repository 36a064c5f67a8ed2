package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.app.report.AuditFigure;
import rapidity.app.study.AuditedModel;
import rapidity.app.study.AutoencoderAudit;
import rapidity.model.BareNetwork;
import rapidity.model.audit.AuditInput;
import rapidity.model.audit.AuditReport;
import rapidity.model.audit.SymmetryAudit;
import rapidity.model.python.PythonNetwork;
import rapidity.model.python.PythonTokens;
import rapidity.random.RandomStreams;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity audit MODEL`: how well a model keeps its symmetries.
@Command(
        name = "audit",
        description = {
            "Measure how well a model keeps its symmetries, in float64 and float32.",
            "",
            "Boosts of rapidity 0 to 10, rotations, reflections, exchange of tokens, other sequences in the batch and"
                    + " padding; which boosts and rotations the spurions leave, and the deviation under random ones"
                    + " of them. A jet tagger brings its own spurions, and jets are random; so are those of an"
                    + " autoencoder, which is audited without and with the normalisation of jets. At a rapidity of 10"
                    + " gamma is 11,000: rounding alone spoils the invariants of the inputs, by the number beside"
                    + " each deviation. Exit status 1 if a symmetry that the model claims is broken.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rapidity audit runs/try/model --data samples/zgg.npy -o audit.pdf",
            "  rapidity audit net-model --data net.json --fixed-tokens 3,4"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model, or a run with one.")
    private Path path;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Events of an amplitude model, or the arrays of a bare network as forward takes them"
                    + " (default: random ones).")
    private @Nullable Path data;

    @Option(
            names = "--fixed-tokens",
            paramLabel = "N",
            split = ",",
            description = "Positions, from 0, of tokens that are spurions: they are not transformed.")
    private int[] fixedTokens = {};

    @Option(
            names = "--fixed-channels",
            paramLabel = "N",
            split = ",",
            description = "Positions, from 0, of vector channels that are spurions.")
    private int[] fixedChannels = {};

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FIGURE",
            description = "Deviation against rapidity: .svg, .pdf or .png.")
    private @Nullable Path output;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private OutputOptions place;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws IOException {
        if (output != null && !AuditFigure.knows(output)) {
            throw new ParameterException(
                    spec.commandLine(), "-o " + output + ": the ending must be .svg, .pdf or .png.");
        }
        if (output != null) {
            place.check(output);
        }
        AuditedModel model = audited(ModelPath.of(path));
        Optional<AutoencoderAudit> more = AutoencoderAudit.of(model);
        AuditReport report = new SymmetryAudit(
                        model.exact(), model.single(), spurions(model), new RandomStreams(seed).stream("audit", 1))
                .run();
        if (output != null) {
            String of = path.getFileName() + ", " + model.data();
            AuditFigure.write(AuditText.curves(report, of), output, place.whenExists());
        }
        tell(report, model, more);
        List<String> broken = report.broken();
        if (!broken.isEmpty()) {
            options.err().println("rapidity audit: broken: " + String.join(", ", broken));
        }
        return broken.isEmpty() ? 0 : 1;
    }

    private void tell(AuditReport report, AuditedModel model, Optional<AutoencoderAudit> more) {
        if (options.json()) {
            ObjectNode json = AuditText.json(report).put("data", model.data());
            model.remarks().forEach(json.putArray("remarks")::add);
            more.ifPresent(m -> json.setAll(m.json()));
            options.out().println(json.toPrettyString());
        } else {
            options.out().println(path + ", on " + model.data() + ":");
            AuditText.lines(report, model.directions()).forEach(options.out()::println);
            model.remarks().forEach(remark -> options.out().println("but                 " + remark));
            more.ifPresent(m -> m.lines().forEach(options.out()::println));
            if (data == null && fixedTokens.length + fixedChannels.length > 0) {
                options.out().println("The spurions are random directions: name data that holds yours with --data.");
            }
        }
    }

    private AuditInput spurions(AuditedModel model) {
        requireDifferent("--fixed-tokens", fixedTokens);
        requireDifferent("--fixed-channels", fixedChannels);
        try {
            return new AuditInput(
                    model.input().tokens().withFixedTokens(fixedTokens).withFixedChannels(fixedChannels),
                    model.input().condition());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ", in " + model.data() + ".", e);
        }
    }

    private void requireDifferent(String option, int... positions) {
        if (Arrays.stream(positions).distinct().count() < positions.length) {
            throw new ParameterException(
                    spec.commandLine(), option + " names a position twice: " + Arrays.toString(positions) + ".");
        }
    }

    private AuditedModel audited(Path model) throws IOException {
        if (AuditedModel.takesEvents(model)) {
            return AuditedModel.ofEvents(model, engine.choice(), Optional.ofNullable(data), seed);
        }
        if (AuditedModel.takesJets(model)) {
            if (data != null) {
                throw new ParameterException(
                        spec.commandLine(), "A tagger is audited on random jets: leave out --data.");
            }
            return AuditedModel.ofJets(model, engine.choice(), seed);
        }
        if (AuditedModel.compressesJets(model)) {
            if (data != null) {
                throw new ParameterException(
                        spec.commandLine(), "An autoencoder is audited on random jets: leave out --data.");
            }
            return AuditedModel.ofAutoencoder(model, engine.choice(), seed);
        }
        if (data == null) {
            return AuditedModel.ofArrays(model, engine.choice(), Optional.empty(), "", seed);
        }
        PythonNetwork python = PythonNetwork.of(model, BareNetwork.load(model));
        try {
            AuditInput input = PythonTokens.of(python, ArrayFiles.read(data).inputs());
            return AuditedModel.ofArrays(model, engine.choice(), Optional.of(input), data.toString(), seed);
        } catch (IllegalArgumentException e) {
            throw new IOException(data + ": " + e.getMessage(), e);
        }
    }
}
