package rapidity.net;

import java.util.List;
import rapidity.layer.irreps.Activation;
import rapidity.layer.irreps.Aggregation;
import rapidity.layer.irreps.Mixing;
import rapidity.layer.irreps.ScalarMlp;
import rapidity.layer.irreps.WeightDraw;
import rapidity.net.AutoencoderSample.Boosted;
import rapidity.net.AutoencoderSample.Permuted;
import rapidity.net.LgaeConfig.Input;
import rapidity.net.LgaeConfig.JetNode;
import rapidity.net.LgaeConfig.Latent;
import rapidity.net.LgaeConfig.Level;
import rapidity.net.LgaeConfig.RealPart;
import rapidity.net.LgaeRules.ParticleMass;

/// Small Lorentz group autoencoders: both dialects, and every option once.
final class LgaeSamples {
    private static final int PARTICLES = 5;

    /// Initial weights are so small that nothing would be seen.
    private static final Mixing.Start LARGE = new Mixing.Start(WeightDraw.NORMAL, 20);
    private static final Mixing.Start UNIFORM = new Mixing.Start(WeightDraw.UNIFORM, 10);

    private LgaeSamples() {}

    static List<AutoencoderSample> all() {
        LgaeRules corrected = LgaeRules.corrected();
        Level vectors = new Level(2, 1, LARGE);
        Level tensors = new Level(3, 1, new Mixing.Start(WeightDraw.NORMAL, 60));
        return List.of(
                sample("min&max", vectors, LgaeRules.published(), Permuted.INVARIANT),
                sample("mix", vectors, LgaeRules.published(), Permuted.NONE),
                sample("min&max", vectors, corrected.withMass(ParticleMass.OF_MOMENTUM), Permuted.INVARIANT),
                sample("mean", vectors, corrected, Permuted.INVARIANT),
                sample("min+max", tensors, LgaeRules.published(), Permuted.INVARIANT),
                withEverything(new Level(3, 2, UNIFORM), corrected.withMass(ParticleMass.OF_MOMENTUM)));
    }

    private static AutoencoderSample sample(String aggregation, Level level, LgaeRules rules, Permuted permuted) {
        LgaeConfig c = LgaeConfig.published(PARTICLES, Aggregation.parse(aggregation), 2)
                .withChannels(List.of(2, 3, 2), List.of(2, 3, 2))
                .withLevels(level)
                .withRules(rules);
        return new AutoencoderSample(c, permuted, Boosted.EQUIVARIANT);
    }

    private static AutoencoderSample withEverything(Level level, LgaeRules rules) {
        LgaeConfig c = new LgaeConfig(
                PARTICLES,
                new Input(0, 0.7, JetNode.MASS),
                List.of(2, 2, 3),
                List.of(3, 2),
                new Latent(2, 3, Aggregation.parse("max&sum")),
                List.of(level, new Level(2, 1, LARGE)),
                3,
                new ScalarMlp.Config(1, 2, Activation.ELU),
                RealPart.MEAN,
                rules);
        return new AutoencoderSample(c, Permuted.INVARIANT, Boosted.EQUIVARIANT);
    }
}
