package rapidity.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Channels;
import rapidity.engine.EngineChoice;
import rapidity.engine.Precision;
import rapidity.engine.VectorChannels;
import rapidity.net.NetConfig;

/// The task `scaling`: how long a forward pass of one event takes, by the number of its items. An item is a
/// four-momentum and a scalar.
///
/// @param section the settings that all the rest was read from, complete
/// @param items numbers of items, rising
/// @param mass GeV, of each item
/// @source Spinner et al., arXiv:2405.14806, Fig. 7 and App. C.4
public record ScalingRecipe(
        Section section,
        long seed,
        Precision precision,
        EngineChoice engine,
        List<Net> nets,
        List<Integer> items,
        double mass,
        Passes passes)
        implements Plan {
    static final String TASK = "scaling";

    private static final int COMPONENTS = 4;
    private static final int MOST_ITEMS = 10_000_000;
    private static final int MOST_PASSES = 1_000_000;
    private static final int MOST_COLLECTIONS = 100;

    /// One of the networks.
    ///
    /// @param kind of network, as recipes call it
    /// @param label for people
    record Net(String name, String kind, String label, NetConfig network) {}

    /// How often a pass is repeated.
    ///
    /// @param warmUp seconds of passes before those that count
    /// @param timed seconds of those that count
    /// @param least number of those, if they take longer
    /// @param limit seconds that all may take; more are not begun
    /// @param collections of garbage before memory is read
    record Passes(double warmUp, double timed, int least, int most, double limit, int collections) {
        /// Seconds of all passes if each takes so long.
        double all(double pass) {
            return Math.max(warmUp, pass) + Math.max(timed, least * pass);
        }
    }

    /// @throws RecipeException if a setting cannot be meant
    static ScalingRecipe of(Section s) {
        List<Net> nets =
                s.section("nets").sections().stream().map(ScalingRecipe::net).toList();
        if (nets.isEmpty()) {
            throw new RecipeException(
                    s.section("nets").settings().place(),
                    "'nets' names no network; write nets: {lgatr: {kind: lgatr}}");
        }
        List<Integer> items = s.counts("items");
        boolean rising = !items.isEmpty() && items.getLast() <= MOST_ITEMS;
        for (int i = 1; i < items.size(); i++) {
            rising &= items.get(i) > items.get(i - 1);
        }
        double mass = s.number("mass");
        return new ScalingRecipe(
                s,
                s.seed("seed"),
                s.choice("dtype", Precision.class),
                Recipe.engine(s),
                nets,
                rising ? items : s.reject("items", "a rising list of whole numbers from 1 to " + MOST_ITEMS),
                mass >= 0 ? mass : s.<Double>reject("mass", "a number from 0"),
                passes(s));
    }

    private static Net net(Section s) {
        String kind = s.choice("kind", List.of("lgatr", "slim", "transformer", "cgenn"));
        NetConfig network = s.build(() -> switch (kind) {
            case "lgatr" -> NetSettings.lgatr(s, new Channels(1, 1), new Channels(1, 0));
            case "slim" -> NetSettings.slim(s, new VectorChannels(1, 1), new VectorChannels(0, 1));
            case "cgenn" -> NetSettings.cgenn(s, 1, 1);
            default -> NetSettings.transformer(s, COMPONENTS + 1, 1);
        });
        String label = NetRecipe.label(network);
        return new Net(s.name(), kind, s.name().equals(kind) ? label : label + " (" + s.name() + ")", network);
    }

    private static Passes passes(Section s) {
        Passes p = new Passes(
                seconds(s, "warm-up"),
                seconds(s, "timed"),
                s.count("least-passes", 1, MOST_PASSES),
                s.count("most-passes", 1, MOST_PASSES),
                seconds(s, "limit"),
                s.count("collections", 1, MOST_COLLECTIONS));
        if (p.most < p.least) {
            s.reject("most-passes", "a whole number from " + p.least + ", that of least-passes");
        }
        return p.limit > p.all(0) ? p : s.reject("limit", "a number above the " + p.all(0) + " s of warm-up and timed");
    }

    private static double seconds(Section s, String name) {
        double x = s.number(name);
        return x >= 0 ? x : s.<Double>reject(name, "a number from 0");
    }

    @Override
    public List<String> estimate() {
        List<String> lines = new ArrayList<>();
        nets.forEach(
                net -> lines.add(net.label + ": " + new ForwardPass(net.network, this).parameters() + " parameters"));
        int points = nets.size() * items.size();
        lines.add(String.format(
                Locale.ROOT,
                "all: %d measurements, from %.3g h to about %.3g h on one thread",
                points,
                points * passes.all(0) / 3600,
                points * passes.limit / 3600));
        return lines;
    }

    @Override
    public Work in(Path directory, String command, StudyListener listener) {
        return new ScalingStudy(this, directory, command, listener);
    }
}
