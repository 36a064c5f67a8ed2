package rapidity.app.study;

import java.util.List;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Channels;
import rapidity.engine.VectorChannels;
import rapidity.model.TaggingPreprocessing;
import rapidity.model.TaggingPreprocessing.Aggregation;
import rapidity.net.LorentzNetConfig;
import rapidity.net.NetConfig;
import rapidity.net.PfnConfig;

/// The networks that tag jets, as a recipe describes them.
final class TaggingNets {
    private TaggingNets() {}

    /// @param outputs of the network: logits
    static NetConfig network(Section s, TaggingPreprocessing embedding, int outputs) {
        return switch (s.choice("kind", List.of("lgatr", "slim", "transformer", "lorentznet", "pfn"))) {
            case "lgatr" -> NetSettings.lgatr(s, embedding.multivectors(), new Channels(outputs, 0));
            case "slim" -> NetSettings.slim(s, embedding.vectors(), new VectorChannels(0, outputs));
            case "transformer" -> NetSettings.transformer(s, embedding.plainWidth(), outputs);
            case "lorentznet" -> lorentzNet(s, summed(embedding).scalars(), outputs);
            default ->
                new PfnConfig(summed(embedding).plainWidth(), s.counts("per-particle"), s.counts("per-jet"), outputs);
        };
    }

    private static LorentzNetConfig lorentzNet(Section s, int scalars, int outputs) {
        return LorentzNetConfig.of(
                        scalars,
                        s.count("width", 1, NetSettings.WIDEST),
                        outputs,
                        s.count("blocks", 1, NetSettings.DEEPEST))
                .withStep(s.number("step"))
                .withDropout(s.number("dropout"));
    }

    private static TaggingPreprocessing summed(TaggingPreprocessing embedding) {
        if (embedding.aggregation() != Aggregation.MEAN) {
            throw new IllegalArgumentException(
                    "this network sums over the constituents itself; give it embedding: {aggregation: mean}");
        }
        return embedding;
    }
}
