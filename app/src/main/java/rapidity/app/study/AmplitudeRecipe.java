package rapidity.app.study;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Precision;

/// A recipe of the task `amplitudes`: networks that learn the squared matrix element of q qbar -> Z + gluons.
///
/// @param section the settings that all the rest was read from, complete
/// @param seeds how often every network is trained, with seeds from `seed` on
/// @param threads as asked for, 0 for all cores
/// @param gluons of the process
/// @param initWeights file of start weights
/// @param trainEvents how many training events are evaluated beside the test part
public record AmplitudeRecipe(
        Section section,
        long seed,
        int seeds,
        Precision precision,
        int threads,
        int gluons,
        Source source,
        Labels labels,
        Split split,
        Rows standardiseOver,
        List<NetRecipe> nets,
        Optional<Path> initWeights,
        int trainEvents) {
    /// The name of the task in recipes.
    public static final String TASK = "amplitudes";

    private static final int LARGEST_GLUONS = 5;
    private static final int MOST_SEEDS = 1000;
    private static final int MOST_THREADS = 1024;

    /// Where the events come from.
    public sealed interface Source {
        /// Exact amplitudes of events that are generated for the study.
        record Generated(int events, long seed) implements Source {}

        /// Rows of a file; with flags, only those of u-type quarks.
        record FromFile(Path file, Optional<Path> flavourFlags) implements Source {}
    }

    /// What networks are trained on.
    public enum Labels {
        TRUE_AMPLITUDES,
        /// Amplitudes of other events: nothing can be learnt from them.
        SHUFFLED
    }

    /// Which rows means and deviations are taken over.
    public enum Rows {
        TRAIN,
        ALL
    }

    /// Parts of the data.
    public enum Part {
        TRAIN,
        VALIDATION,
        TEST;

        String word() {
            return Section.written(this);
        }
    }

    /// @throws RecipeException if a setting cannot be meant
    public static AmplitudeRecipe of(Section s) {
        Section data = s.section("data");
        int gluons = gluons(data);
        List<NetRecipe> nets = new ArrayList<>();
        for (Section net : s.section("nets").sections()) {
            nets.add(NetRecipe.of(net, s.section("training"), gluons));
        }
        if (nets.isEmpty()) {
            throw new RecipeException(
                    s.section("nets").settings().place(),
                    "'nets' names no network; write nets: {lgatr: {kind: lgatr}}");
        }
        AmplitudeRecipe r = new AmplitudeRecipe(
                s,
                s.whole("seed"),
                s.count("seeds", 1, MOST_SEEDS),
                s.choice("dtype", Precision.class),
                s.count("threads", 0, MOST_THREADS),
                gluons,
                source(data),
                data.choice("labels", Labels.class),
                Split.of(data.section("split")),
                data.choice("standardise-over", Rows.class),
                List.copyOf(nets),
                s.is("init-weights", "none") ? Optional.empty() : Optional.of(Path.of(s.text("init-weights"))),
                s.section("evaluation").count("train-events"));
        if (r.source instanceof Source.Generated g) {
            r.requireEnough(g.events());
        }
        return r;
    }

    /// `zgg` for two gluons.
    public String process() {
        return "z" + "g".repeat(gluons);
    }

    /// The number of threads to use here.
    public int threadCount() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /// Does nothing if so many events are enough for every part and every batch.
    ///
    /// @throws RecipeException if they are not
    void requireEnough(int events) {
        int training = requireNonNull(split.rows(events).get(Part.TRAIN)).length;
        for (NetRecipe net : nets) {
            if (net.training().batch() > training) {
                net.training().section().reject("batch", "at most " + training + ", the number of training events");
            }
        }
    }

    /// Does nothing if all files that it names are there.
    ///
    /// @throws RecipeException if one is not
    void requireFiles() {
        Section data = section.section("data");
        if (source instanceof Source.FromFile f) {
            requireFile(data, "file", f.file());
            f.flavourFlags().ifPresent(file -> requireFile(data, "flavour-flags", file));
        }
        initWeights.ifPresent(file -> requireFile(section, "init-weights", file));
    }

    private static void requireFile(Section s, String name, Path file) {
        if (!Files.isRegularFile(file)) {
            s.reject(name, "a file that is there");
        }
    }

    private static int gluons(Section data) {
        List<String> known = new ArrayList<>();
        for (int n = 1; n <= LARGEST_GLUONS; n++) {
            known.add("z" + "g".repeat(n));
        }
        return data.choice("process", known).length() - 1;
    }

    private static Source source(Section data) {
        boolean flags = !data.is("flavour-flags", "none");
        if (data.is("file", "none")) {
            if (flags) {
                data.reject("flavour-flags", "none, since the events are generated and all of u type");
            }
            Section g = data.section("generate");
            return new Source.Generated(g.count("events", 1, LabelledEvents.LARGEST), g.whole("seed"));
        }
        Optional<Path> flavour = flags ? Optional.of(Path.of(data.text("flavour-flags"))) : Optional.empty();
        return new Source.FromFile(Path.of(data.text("file")), flavour);
    }
}
