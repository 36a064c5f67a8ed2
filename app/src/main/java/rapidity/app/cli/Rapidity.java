package rapidity.app.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `rapidity` command.
@Command(
        name = "rapidity",
        description = "Lorentz-equivariant deep learning for high-energy physics.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            ReportCommand.class,
            GenerateCommand.class,
            SampleCommand.class,
            AmplitudeCommand.class,
            ScoreCommand.class,
            EncodeCommand.class,
            DecodeCommand.class,
            ImportCommand.class,
            ForwardCommand.class,
            ExportCommand.class,
            InfoCommand.class,
            ConvertCommand.class,
            AuditCommand.class
        },
        footer = {
            "",
            "rapidity bench --help tells of the measurements of docs/results.",
            "rapidity java PROGRAM.java runs a program with Rapidity on its class path, see examples."
        },
        versionProvider = Rapidity.VersionLines.class)
public final class Rapidity implements Runnable {
    @Spec
    private CommandSpec spec;

    private Rapidity() {}

    public static void main(String[] arguments) {
        // picocli's class files are too old for the JVM's cache of loaded classes: without it this takes a third.
        if (List.of(arguments).equals(List.of("--version"))) {
            VersionReport.lines().forEach(System.out::println);
            return;
        }
        Terminal.takeStandardError();
        System.exit(Interruption.guard(() -> execute(arguments)));
    }

    private static int execute(String... arguments) {
        try {
            int status = commandLine().execute(arguments);
            if (System.out.checkError()) {
                System.err.println(
                        "rapidity: standard output was closed, or its disk is full, before everything was written");
                return Math.max(status, 1);
            }
            return status;
        } catch (OutOfMemoryError e) {
            return Failures.outOfMemory(System.err);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Rapidity())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Failures::handle)
                .setParameterExceptionHandler(Failures::handleUsage);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }

    static final class VersionLines implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return VersionReport.lines().toArray(String[]::new);
        }
    }
}
