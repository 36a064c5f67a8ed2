package rapidity.app.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rapidity.engine.Device;
import rapidity.engine.Engine;
import rapidity.engine.EngineChoice;
import rapidity.engine.Precision;

/// Options of every command that runs a network.
final class EngineOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--engine",
            paramLabel = "java|torch",
            description = "What computes: java (default), or torch, the libtorch of a PyTorch that is installed here;"
                    + " RAPIDITY_TORCH names its folder.")
    private String engine = Engine.JAVA;

    private Device device = Device.CPU;

    EngineOptions() {}

    @Option(
            names = "--device",
            paramLabel = "cpu|cuda",
            description = "Where it computes: cpu (default), or cuda, a GPU, with --engine torch.")
    void device(String word) {
        try {
            device = Device.of(word);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--device must be cpu or cuda, got '" + word + "'.", e);
        }
    }

    /// The options that were given, as changes of a recipe.
    List<String> changes() {
        List<String> r = new ArrayList<>();
        for (String option : List.of("engine", "device")) {
            if (command.commandLine().getParseResult().hasMatchedOption("--" + option)) {
                r.add(option + "=" + (option.equals("engine") ? engine : device));
            }
        }
        return r;
    }

    /// @throws ParameterException if there is no such engine here, or it cannot compute there
    EngineChoice choice() {
        EngineChoice choice = new EngineChoice(engine, device);
        try {
            choice.engine(Precision.FLOAT32);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage() + ".", e);
        }
        return choice;
    }
}
