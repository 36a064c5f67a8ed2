package rapidity.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;
import rapidity.app.study.recipe.Setting;
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
        Map<Part, Double> split,
        Rows standardiseOver,
        List<NetRecipe> nets,
        Optional<Path> initWeights,
        int trainEvents) {
    /// The name of the task in recipes.
    public static final String TASK = "amplitudes";

    private static final int LARGEST_GLUONS = 5;

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
        TEST
    }

    /// @throws RecipeException if a setting cannot be meant
    public static AmplitudeRecipe of(Section s) {
        Section data = s.section("data");
        Section training = s.section("training");
        List<NetRecipe> nets = new ArrayList<>();
        for (Section net : s.section("nets").sections()) {
            nets.add(NetRecipe.of(net, training));
        }
        if (nets.isEmpty()) {
            throw new RecipeException(
                    s.section("nets").settings().place(),
                    "'nets' names no network; write nets: {lgatr: {kind: lgatr}}");
        }
        int threads = Math.toIntExact(s.whole("threads"));
        return new AmplitudeRecipe(
                s,
                s.whole("seed"),
                s.count("seeds"),
                s.choice("dtype", Precision.class),
                threads >= 0 ? threads : s.reject("threads", "0 for all cores, or a number of threads"),
                gluons(data),
                source(data),
                data.choice("labels", Labels.class),
                split(data.section("split")),
                data.choice("standardise-over", Rows.class),
                List.copyOf(nets),
                s.is("init-weights", "none") ? Optional.empty() : Optional.of(Path.of(s.text("init-weights"))),
                s.section("evaluation").count("train-events"));
    }

    /// `zgg` for two gluons.
    public String process() {
        return "z" + "g".repeat(gluons);
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
            return new Source.Generated(g.count("events"), g.whole("seed"));
        }
        Optional<Path> flavour = flags ? Optional.of(Path.of(data.text("flavour-flags"))) : Optional.empty();
        return new Source.FromFile(Path.of(data.text("file")), flavour);
    }

    private static Map<Part, Double> split(Section s) {
        Map<Part, Double> r = new LinkedHashMap<>();
        double sum = 0;
        for (String name : s.names()) {
            double x = s.number(name);
            if (!(x > 0)) {
                s.reject(name, "a fraction or a number of events, above 0");
            }
            r.put(Part.valueOf(name.toUpperCase(java.util.Locale.ROOT)), x);
            sum += x;
        }
        boolean fractions = r.values().stream().allMatch(x -> x < 1);
        boolean counts = r.values().stream().allMatch(x -> x >= 1 && x == Math.rint(x));
        if (!counts && (!fractions || sum > 1 + 1e-9)) {
            throw new RecipeException(
                    s.settings().place(),
                    "'data.split' is three numbers of events, or three fractions that sum to at most 1, not "
                            + s.settings().entries().values().stream()
                                    .map(Setting::described)
                                    .toList());
        }
        return r;
    }
}
