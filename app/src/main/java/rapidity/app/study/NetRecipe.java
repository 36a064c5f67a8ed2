package rapidity.app.study;

import java.util.List;
import java.util.Set;
import rapidity.algebra.SymmetryGroup;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Channels;
import rapidity.model.Particle;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.GapConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.LorentzNetConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.PfnConfig;
import rapidity.net.TransformerConfig;

/// One network of a recipe, and how it is trained.
///
/// @param name of the user's choice
/// @param section the network's settings
public record NetRecipe(String name, Section section, NetConfig network, TrainingRecipe training) {
    private static final int COMPONENTS = 4;
    private static final int DEEPEST = 1000;
    private static final int WIDEST = 1 << 14;

    /// Folders of a study that are no runs.
    private static final Set<String> TAKEN = Set.of("data", "figures");

    /// @param training of networks that have no training of their own
    /// @throws RecipeException if the numbers do not go together
    static NetRecipe of(Section net, Section training, int gluons) {
        if (TAKEN.contains(net.name())) {
            throw new RecipeException(
                    net.settings().place(),
                    "a study has a folder '" + net.name() + "' already: give the network another name");
        }
        TrainingRecipe own = TrainingRecipe.of(net.has("training") ? net.section("training") : training);
        return new NetRecipe(net.name(), net, net.build(() -> network(net, Particle.ofZAndGluons(gluons))), own);
    }

    /// What a person calls this kind of network.
    public String label() {
        String plain = switch (network) {
            case LgatrConfig c -> "L-GATr";
            case LgatrSlimConfig c -> "L-GATr-slim";
            case ConditionalLgatrSlimConfig c -> "conditional L-GATr-slim";
            case ConditionalLgatrConfig c -> "conditional L-GATr";
            case GapConfig c -> "GAP";
            case TransformerConfig c -> "Transformer";
            case MlpConfig c -> "MLP";
            case LorentzNetConfig c -> "LorentzNet";
            case PfnConfig c -> "PFN";
        };
        return name.equals(section.text("kind")) ? plain : plain + " (" + name + ")";
    }

    private static NetConfig network(Section s, List<Particle> particles) {
        int types = (int) particles.stream().map(Particle::type).distinct().count();
        return switch (s.choice("kind", List.of("lgatr", "transformer", "mlp"))) {
            case "lgatr" -> lgatr(s, types);
            case "transformer" ->
                new TransformerConfig(
                        COMPONENTS + types,
                        s.count("width", 1, WIDEST),
                        1,
                        s.count("blocks", 1, DEEPEST),
                        s.count("heads", 1, WIDEST));
            default ->
                new MlpConfig(
                        COMPONENTS * particles.size(), s.count("width", 1, WIDEST), s.count("layers", 1, DEEPEST), 1);
        };
    }

    private static LgatrConfig lgatr(Section s, int types) {
        Channels in = new Channels(1, types);
        Channels hidden = new Channels(s.count("multivectors", 1, WIDEST), s.count("scalars", 0, WIDEST));
        Channels out = new Channels(1, 0);
        int blocks = s.count("blocks", 1, DEEPEST);
        int heads = s.count("heads", 1, WIDEST);
        LgatrConfig c = s.choice("dialect", List.of("v1", "v2")).equals("v1")
                ? LgatrConfig.v1(in, hidden, out, blocks, heads)
                : LgatrConfig.v2(in, hidden, out, blocks, heads);
        c = c.withSymmetry(s.choice("symmetry", SymmetryGroup.class))
                .withAttentionRatio(s.count("attention-ratio", 1, DEEPEST))
                .withMlpRatio(s.count("mlp-ratio", 1, DEEPEST));
        return s.truth("head-scale") ? c.withHeadScale() : c;
    }
}
