package rapidity.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The Python that we are measured beside, and which forms of its networks.
final class PeerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Nullable
    Path python;

    @Option(names = "--peer", paramLabel = "PYTHON", description = "A Python with lgatr 2.x, torch and safetensors.")
    void python(Path program) {
        // a bare name is looked up on the path
        if (program.getParent() != null && !(Files.isRegularFile(program) && Files.isExecutable(program))) {
            throw new ParameterException(command.commandLine(), "--peer: " + program + " is no program.");
        }
        python = program;
    }

    @Option(names = "--eager-only", description = "Leave out torch.compile, which takes minutes.")
    private boolean eagerOnly;

    /// Forms of a network in PyTorch that are measured: none without a Python.
    List<String> forms() {
        if (python == null) {
            return List.of();
        }
        return eagerOnly ? List.of(Contestant.EAGER) : List.of(Contestant.EAGER, Contestant.COMPILED);
    }
}
