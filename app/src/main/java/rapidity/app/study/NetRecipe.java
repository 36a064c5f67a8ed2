package rapidity.app.study;

import static java.util.Objects.requireNonNull;

import java.util.List;
import rapidity.algebra.SymmetryGroup;
import rapidity.app.study.recipe.Section;
import rapidity.app.study.recipe.Setting;
import rapidity.engine.Channels;
import rapidity.net.LgatrConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.TransformerConfig;

/// One network of a recipe, and how it is trained.
///
/// @param name of the user's choice
/// @param section the network's settings
public record NetRecipe(String name, Section section, TrainingRecipe training) {
    private static final int COMPONENTS = 4;

    static NetRecipe of(Section net, Section training) {
        Section own = net.has("training")
                ? training.under((Setting.Mapping)
                        requireNonNull(net.settings().entries().get("training")))
                : training;
        return new NetRecipe(net.name(), net, TrainingRecipe.of(own));
    }

    /// What a person calls this kind of network.
    public String label() {
        String kind = section.text("kind");
        String plain = switch (kind) {
            case "lgatr" -> "L-GATr";
            case "transformer" -> "Transformer";
            default -> "MLP";
        };
        return name.equals(kind) ? plain : plain + " (" + name + ")";
    }

    /// The network for events of so many particles of so many types.
    ///
    /// @throws rapidity.app.study.recipe.RecipeException if the numbers do not go together
    public NetConfig config(int particles, int types) {
        return section.build(() -> switch (section.choice("kind", List.of("lgatr", "transformer", "mlp"))) {
            case "lgatr" -> lgatr(types);
            case "transformer" ->
                new TransformerConfig(
                        COMPONENTS + types, section.count("width"), 1, section.count("blocks"), section.count("heads"));
            default -> new MlpConfig(COMPONENTS * particles, section.count("width"), section.count("layers"), 1);
        });
    }

    private LgatrConfig lgatr(int types) {
        Channels in = new Channels(1, types);
        Channels hidden = new Channels(section.count("multivectors"), section.count("scalars"));
        Channels out = new Channels(1, 0);
        int blocks = section.count("blocks");
        int heads = section.count("heads");
        LgatrConfig c = section.choice("dialect", List.of("v1", "v2")).equals("v1")
                ? LgatrConfig.v1(in, hidden, out, blocks, heads)
                : LgatrConfig.v2(in, hidden, out, blocks, heads);
        c = c.withSymmetry(section.choice("symmetry", SymmetryGroup.class))
                .withAttentionRatio(section.count("attention-ratio"))
                .withMlpRatio(section.count("mlp-ratio"));
        return section.truth("head-scale") ? c.withHeadScale() : c;
    }
}
