package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.VectorChannels;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.NetConfig;
import rapidity.net.ReinsertedChannels;

/// Model files that have to load forever, with jets and logits beside them. [#main] wrote them once, in the first
/// version of format 1; it is here to say how, not to be run again.
final class GoldenModels {
    static final Path FOLDER = Path.of("src", "test", "resources", "rapidity", "model", "golden");
    static final List<String> NAMES = List.of("lgatr-tagger", "slim-tagger");
    static final String ANSWERS = "answers.safetensors";

    private static final Provenance PROVENANCE = new Provenance(
            "rapidity 0.1.0", "GoldenModels", 7, List.of(), "scalar", "25", "any", "2026-11-26T00:00:00Z");

    private GoldenModels() {}

    public static void main(String[] arguments) throws IOException {
        TaggingPreprocessing channels = TaggingPreprocessing.symmetric()
                .withFeatures(List.of(InputFeature.of("charge"), new InputFeature("d0", 0.1, 2)))
                .withKinematics(KinematicInput.Z_INVARIANT)
                .withSpurions(TaggingSpurions.channels(SpurionRows.XY_PLANE, SpurionRows.TIME))
                .withAggregation(TaggingPreprocessing.Aggregation.MEAN)
                .withMaxConstituents(12);
        NetConfig lgatr = LgatrConfig.v1(channels.multivectors(), new Channels(2, 4), new Channels(3, 0), 1, 2)
                .withHeadScale()
                .withReinserted(new ReinsertedChannels(List.of(0), List.of(1)));
        write(NAMES.getFirst(), lgatr, channels, List.of("qcd", "top", "w"), Precision.FLOAT32);
        TaggingPreprocessing tokens = TaggingPreprocessing.slim()
                .withMassRegulator(new MassRegulator(5e-3, MassRegulator.Scope.CONSTITUENTS_AND_SPURIONS));
        NetConfig slim = LgatrSlimConfig.v2(tokens.vectors(), new VectorChannels(4, 8), new VectorChannels(0, 1), 1, 2);
        write(NAMES.getLast(), slim, tokens, List.of("qcd", "top"), Precision.FLOAT64);
    }

    private static void write(
            String name, NetConfig net, TaggingPreprocessing jets, List<String> classes, Precision precision)
            throws IOException {
        JetTagger tagger = JetTagger.of(net, jets, classes, 7, Engine.scalar(precision));
        tagger.save(FOLDER.resolve(name), PROVENANCE);
        Jets sample = JetsOfTests.with(JetsOfTests.with(JetsOfTests.of(7, 1, 20, 5, 12, 9), "charge"), "d0");
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        int n = sample.momenta().length / 4;
        r.put("momenta", Safetensors.Stored.of(StoredType.F64, sample.momenta(), n, 4));
        double[] offsets = Arrays.stream(sample.offsets()).asDoubleStream().toArray();
        r.put("offsets", Safetensors.Stored.of(StoredType.F64, offsets, offsets.length));
        sample.features().forEach((f, values) -> r.put(f, Safetensors.Stored.of(StoredType.F64, values, n)));
        try (Workers one = new Workers(1)) {
            double[] logits = tagger.logits(sample, one);
            r.put("logits", Safetensors.Stored.of(StoredType.F64, logits, logits.length));
        }
        new Safetensors(r, Map.of()).write(FOLDER.resolve(name).resolve(ANSWERS));
    }

    /// The jets of the answers.
    static Jets jets(Map<String, Safetensors.Stored> answers) {
        int[] offsets = Arrays.stream(answers.get("offsets").values())
                .mapToInt(x -> (int) x)
                .toArray();
        return Jets.of(answers.get("momenta").values(), offsets)
                .with("charge", answers.get("charge").values())
                .with("d0", answers.get("d0").values());
    }
}
