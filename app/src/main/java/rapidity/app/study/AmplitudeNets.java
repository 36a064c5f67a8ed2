package rapidity.app.study;

import java.util.List;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Channels;
import rapidity.model.Particle;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;

/// The networks that learn amplitudes, as a recipe describes them.
final class AmplitudeNets {
    private static final int COMPONENTS = 4;

    private AmplitudeNets() {}

    static NetConfig network(Section s, List<Particle> particles) {
        int types = (int) particles.stream().map(Particle::type).distinct().count();
        return switch (s.choice("kind", List.of("lgatr", "transformer", "mlp", "cgenn"))) {
            case "lgatr" -> NetSettings.lgatr(s, new Channels(1, types), new Channels(1, 0));
            case "cgenn" -> NetSettings.cgenn(s, types, 1);
            case "transformer" -> NetSettings.transformer(s, COMPONENTS + types, 1);
            default ->
                new MlpConfig(
                        COMPONENTS * particles.size(),
                        s.count("width", 1, NetSettings.WIDEST),
                        s.count("layers", 1, NetSettings.DEEPEST),
                        1);
        };
    }
}
