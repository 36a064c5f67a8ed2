package rapidity.app.study;

import java.util.List;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Channels;
import rapidity.engine.VectorChannels;
import rapidity.model.Particle;
import rapidity.net.DsiConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;

/// The networks that learn amplitudes, as a recipe describes them.
final class AmplitudeNets {
    private static final int COMPONENTS = 4;
    private static final List<String> KINDS = List.of("lgatr", "slim", "transformer", "mlp", "gap", "dsi", "cgenn");

    /// Those with a token for the process, which learn several of them jointly.
    private static final List<String> JOINT = List.of("lgatr", "slim", "transformer");

    private AmplitudeNets() {}

    /// @param processes the particles of each
    /// @throws IllegalArgumentException if these are several, and the network learns only one
    static NetConfig network(Section s, List<List<Particle>> processes) {
        String kind = s.choice("kind", KINDS);
        if (processes.size() > 1 && !JOINT.contains(kind)) {
            throw new IllegalArgumentException("a network of the kind " + kind + " learns one process, not "
                    + processes.size() + " jointly, as " + String.join(", ", JOINT)
                    + " do: give it one, training: {processes: zgg}");
        }
        int types = Particle.codes(processes);
        List<Particle> particles = processes.getFirst();
        return switch (kind) {
            case "lgatr" -> NetSettings.lgatr(s, new Channels(1, types), new Channels(1, 0));
            case "slim" -> NetSettings.slim(s, new VectorChannels(1, types), new VectorChannels(0, 1));
            case "cgenn" -> NetSettings.cgenn(s, types, 1);
            case "transformer" -> NetSettings.transformer(s, COMPONENTS + types, 1);
            case "gap" -> NetSettings.gap(s, new Channels(particles.size(), 1), new Channels(1, 0));
            case "dsi" -> dsi(s, particles);
            default ->
                new MlpConfig(
                        COMPONENTS * particles.size(),
                        s.count("width", 1, NetSettings.WIDEST),
                        s.count("layers", 1, NetSettings.DEEPEST),
                        1);
        };
    }

    private static DsiConfig dsi(Section s, List<Particle> particles) {
        return new DsiConfig(
                particles.stream().map(Particle::type).toList(),
                s.count("width", 1, NetSettings.WIDEST),
                s.count("layers", 1, NetSettings.DEEPEST),
                s.count("latent", 1, NetSettings.WIDEST),
                1);
    }
}
