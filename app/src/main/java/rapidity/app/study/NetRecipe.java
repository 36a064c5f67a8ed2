package rapidity.app.study;

import java.util.Set;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;
import rapidity.net.CgennConfig;
import rapidity.net.CnnaeConfig;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.DsiConfig;
import rapidity.net.GapConfig;
import rapidity.net.GnnaeConfig;
import rapidity.net.LatentAggregation;
import rapidity.net.LgaeConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.LorentzNetConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.PfnConfig;
import rapidity.net.TransformerAutoencoderConfig;
import rapidity.net.TransformerConfig;

/// One network of a recipe, and how it is trained.
///
/// @param name of the user's choice
/// @param section the network's settings
public record NetRecipe(String name, Section section, NetConfig network, TrainingRecipe training) {
    /// Folders of a study that are no runs.
    private static final Set<String> TAKEN = Set.of("data", "figures");

    /// @param training of networks that have no training of their own
    /// @throws RecipeException if the numbers do not go together
    static NetRecipe of(Section net, Section training, Task task) {
        if (TAKEN.contains(net.name())) {
            throw new RecipeException(
                    net.settings().place(),
                    "a study has a folder '" + net.name() + "' already: give the network another name");
        }
        TrainingRecipe own = TrainingRecipe.of(net.has("training") ? net.section("training") : training);
        task.check(net, own.section());
        return new NetRecipe(net.name(), net, net.build(() -> task.network(net)), own);
    }

    /// What a person calls this kind of network.
    public String label() {
        String plain = section.is("kind", GenerationNets.JETGPT) ? "JetGPT" : label(network);
        return name.equals(section.text("kind")) ? plain : plain + " (" + name + ")";
    }

    /// What a person calls such a network.
    static String label(NetConfig network) {
        return switch (network) {
            case LgatrConfig c -> "L-GATr";
            case LgatrSlimConfig c -> "L-GATr-slim";
            case ConditionalLgatrSlimConfig c -> "conditional L-GATr-slim";
            case ConditionalLgatrConfig c -> "conditional L-GATr";
            case GapConfig c -> "GAP";
            case TransformerConfig c -> "Transformer";
            case MlpConfig c -> "MLP";
            case LorentzNetConfig c -> "LorentzNet";
            case PfnConfig c -> "PFN";
            case CgennConfig c -> "CGENN";
            case DsiConfig c -> "DSI";
            case LgaeConfig c -> "LGAE";
            case TransformerAutoencoderConfig c -> "Transformer autoencoder";
            case GnnaeConfig c -> c.aggregation() == LatentAggregation.LOCAL_MIX ? "GNNAE-PL" : "GNNAE-JL";
            case CnnaeConfig c -> "CNNAE";
        };
    }
}
