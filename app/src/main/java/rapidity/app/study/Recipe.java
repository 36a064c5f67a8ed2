package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Device;
import rapidity.engine.EngineChoice;
import rapidity.engine.Precision;

/// A recipe: networks, and the task that they learn.
///
/// @param section the settings that all the rest was read from, complete
/// @param seeds how often every network is trained, with seeds from `seed` on
/// @param threads as asked for, 0 for all cores
/// @param engine what computes networks
/// @param initWeights file of start weights
/// @param initPart what of them
public record Recipe(
        Section section,
        Task task,
        long seed,
        int seeds,
        Precision precision,
        int threads,
        EngineChoice engine,
        List<NetRecipe> nets,
        Optional<Path> initWeights,
        InitPart initPart)
        implements Plan {
    private static final int MOST_SEEDS = 1000;
    private static final int MOST_THREADS = 1024;

    /// What start weights of a file are for.
    public enum InitPart {
        ALL,
        /// All but the last linear map, as for fine-tuning.
        BACKBONE
    }

    /// @throws RecipeException if a setting cannot be meant
    public static Recipe of(Section s) {
        Task task = Task.of(s);
        List<NetRecipe> nets = new ArrayList<>();
        for (Section net : s.section("nets").sections()) {
            nets.add(NetRecipe.of(net, s.section("training"), task));
        }
        if (nets.isEmpty()) {
            throw new RecipeException(
                    s.section("nets").settings().place(),
                    "'nets' names no network; write nets: {lgatr: {kind: lgatr}}");
        }
        Recipe r = new Recipe(
                s,
                task,
                s.seed("seed"),
                s.count("seeds", 1, MOST_SEEDS),
                s.choice("dtype", Precision.class),
                s.count("threads", 0, MOST_THREADS),
                engine(s),
                List.copyOf(nets),
                s.optionalPath("init-weights"),
                s.choice("init-part", InitPart.class));
        task.trainingEvents()
                .ifPresent(n ->
                        nets.forEach(net -> net.training().requireFirst("events", n, "the number of training events")));
        return r;
    }

    @Override
    public List<String> estimate() throws IOException {
        return Estimate.CAREFUL.of(this);
    }

    @Override
    public Work in(Path directory, String command, StudyListener listener) {
        return new Study(this, directory, command, listener)::train;
    }

    static EngineChoice engine(Section s) {
        EngineChoice choice = new EngineChoice(s.text("engine"), s.choice("device", Device.class));
        try {
            choice.engine(Precision.FLOAT32);
        } catch (IllegalArgumentException e) {
            throw new RecipeException(s.place("engine"), Objects.requireNonNullElse(e.getMessage(), "no such engine"));
        }
        return choice;
    }

    /// The number of threads to use here.
    public int threadCount() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /// Does nothing if all files that it names are there.
    ///
    /// @throws RecipeException if one is not
    void requireFiles() {
        task.requireFiles();
        initWeights.ifPresent(file -> requireFile(section, "init-weights", file));
    }

    /// @throws RecipeException if there is no such file
    static void requireFile(Section s, String name, Path file) {
        if (!Files.isRegularFile(file)) {
            s.reject(name, "a file that is there");
        }
    }
}
