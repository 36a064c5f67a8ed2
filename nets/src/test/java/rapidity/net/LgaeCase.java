package rapidity.net;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import rapidity.engine.Parameter;
import rapidity.engine.Weights;
import rapidity.golden.GoldenJson;
import rapidity.layer.irreps.Activation;
import rapidity.layer.irreps.Aggregation;
import rapidity.layer.irreps.ScalarMlp;
import rapidity.net.LgaeConfig.Input;
import rapidity.net.LgaeConfig.Latent;
import rapidity.net.LgaeConfig.Level;
import rapidity.net.LgaeConfig.RealPart;
import tools.jackson.databind.JsonNode;

/// A small autoencoder and what the published code makes of it: one case of lgae-fixtures.json.
record LgaeCase(JsonNode node) {
    private static final double AMPLITUDE = 0.5;
    private static final double STEP = 0.7;
    private static final double ENCODER_PHASE = 0.1;
    private static final double DECODER_PHASE = 0.9;

    static List<LgaeCase> all() {
        JsonNode cases = GoldenJson.read(LgaeCase.class, "lgae-fixtures.json").get("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .map(LgaeCase::new)
                .toList();
    }

    LgaeConfig config() {
        JsonNode c = node.get("cfg");
        return new LgaeConfig(
                c.get("N").intValue(),
                Input.MOMENTA,
                integers(c.get("enc")),
                integers(c.get("dec")),
                new Latent(
                        c.get("LS").intValue(),
                        c.get("LV").intValue(),
                        Aggregation.parse(c.get("mode").stringValue())),
                List.of(Level.of(c.get("maxdim").intValue())),
                c.get("nb").intValue(),
                new ScalarMlp.Config(c.get("depth").intValue(), c.get("width").intValue(), Activation.LEAKY_RELU),
                RealPart.SUM,
                LgaeRules.published());
    }

    private static List<Integer> integers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::intValue)
                .toList();
    }

    /// Particles of no energy are padding.
    PaddedJets input() {
        double[] values = numbers("input");
        int particles = config().particles();
        boolean[] real = new boolean[values.length / 4];
        for (int i = 0; i < real.length; i++) {
            real[i] = values[4 * i] != 0;
        }
        return new PaddedJets(real.length / particles, particles, 4, values, real);
    }

    /// All numbers under a key, row-major.
    double[] numbers(String key) {
        return GoldenJson.numbers(node.get(key));
    }

    /// The weights of the case: a sine that runs through the encoder's parameters, sorted by name, and another one
    /// through the decoder's.
    static void fill(Weights weights) {
        Map<String, double[]> values = new LinkedHashMap<>();
        fill(weights, "encoder.", ENCODER_PHASE, values);
        fill(weights, "decoder.", DECODER_PHASE, values);
        weights.write(values);
    }

    private static void fill(Weights weights, String prefix, double phase, Map<String, double[]> values) {
        int k = 0;
        for (String name : weights.parameters().stream()
                .map(Parameter::name)
                .filter(n -> n.startsWith(prefix))
                .sorted()
                .toList()) {
            int size = Objects.requireNonNull(weights.read().get(name)).length;
            int first = k;
            values.put(
                    name,
                    IntStream.range(0, size)
                            .mapToDouble(i -> AMPLITUDE * Math.sin(phase + STEP * (first + i + 1)))
                            .toArray());
            k += size;
        }
    }

    /// By the names of parameters the sums of the absolute values of their gradients; empty if there is none.
    Map<String, OptionalDouble> gradientSums() {
        Map<String, OptionalDouble> r = new LinkedHashMap<>();
        node.get("chamfer_grad_abs_sum")
                .properties()
                .forEach(e -> r.put(
                        e.getKey().replace("enc.", "encoder.").replace("dec.", "decoder."),
                        e.getValue().isNull()
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(e.getValue().doubleValue())));
        return r;
    }

    @Override
    public String toString() {
        JsonNode c = node.get("cfg");
        return c.get("mode").stringValue() + ", maxdim " + c.get("maxdim").intValue();
    }
}
