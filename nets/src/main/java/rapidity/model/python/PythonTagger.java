package rapidity.model.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.model.BareNetwork;
import rapidity.model.InputFeature;
import rapidity.model.JetTagger;
import rapidity.model.JsonTree;
import rapidity.model.KinematicInput;
import rapidity.model.MassRegulator;
import rapidity.model.ModelFormatException;
import rapidity.model.SpurionRows;
import rapidity.model.TaggingPreprocessing;
import rapidity.model.TaggingPreprocessing.Aggregation;
import rapidity.model.TaggingSpurions;
import rapidity.model.TaggingSpurions.Placement;
import tools.jackson.databind.JsonNode;

/// What lorentz-gatr and tagger-quantization do with jets around a network of lgatr, by the words of their
/// configuration: the block `tagger` of the file with the arguments.
///
/// ```json
/// {"classes": ["qcd", "top"], "units": 20, "beam_spurion": "xyplane", "add_time_spurion": true, "beam_mirror": true,
///  "spurion_scale": 1, "beam_token": true, "tagging_features": "none", "features": [], "mass_reg": null,
///  "max_particles": null, "mean_aggregation": false}
/// ```
///
/// Only `classes` must be given; these are the defaults, those of lorentz-gatr's top tagging.
///
/// @param classes their names; of two, the last is the signal
/// @source lorentz-gatr, tagger-quantization: configurations of the tagging experiments
public record PythonTagger(TaggingPreprocessing embedding, List<String> classes) {
    private static final String KEY = "tagger";
    private static final double UNITS = 20;

    /// Python cuts nothing unless it is told to.
    private static final int UNCUT = Integer.MAX_VALUE;

    /// @throws ModelFormatException if the file has such a block, and it is not as above
    public static Optional<PythonTagger> read(Path file) throws IOException {
        JsonNode block = JsonTree.read(file).path(KEY);
        if (block.isMissingNode()) {
            return Optional.empty();
        }
        Arguments a = new Arguments(file, KEY, block);
        List<String> classes = a.texts("classes");
        double units = a.number("units").orElse(UNITS);
        int most = a.count("max_particles", UNCUT);
        MassRegulator regulator = regulator(a);
        List<KinematicInput> kinematics = kinematics(a);
        List<InputFeature> features =
                a.texts("features").stream().map(InputFeature::of).toList();
        TaggingSpurions spurions = spurions(a);
        Aggregation aggregation = a.truth("mean_aggregation", false) ? Aggregation.MEAN : Aggregation.GLOBAL_TOKEN;
        a.finish();
        return Optional.of(a.build(() -> {
            JetTagger.outputs(classes);
            return new PythonTagger(
                    new TaggingPreprocessing(units, most, regulator, features, kinematics, spurions, aggregation),
                    classes);
        }));
    }

    /// In Python it is applied to all tokens, spurions among them.
    private static MassRegulator regulator(Arguments a) throws ModelFormatException {
        double mass = a.number("mass_reg").orElse(0);
        return mass == 0
                ? MassRegulator.NONE
                : a.build(() -> new MassRegulator(mass, MassRegulator.Scope.CONSTITUENTS_AND_SPURIONS));
    }

    private static List<KinematicInput> kinematics(Arguments a) throws ModelFormatException {
        List<String> words = List.of("all", "zinvariant", "so3invariant", "none");
        return switch (a.word("tagging_features", words, "none").orElse("none")) {
            case "all" -> KinematicInput.ALL;
            case "zinvariant" -> KinematicInput.Z_INVARIANT;
            case "so3invariant" -> KinematicInput.SO3_INVARIANT;
            default -> List.of();
        };
    }

    private static TaggingSpurions spurions(Arguments a) throws ModelFormatException {
        List<String> beams = List.of("lightlike", "timelike", "spacelike", "xyplane", "all");
        Optional<String> beam = a.word("beam_spurion", beams, "xyplane");
        boolean two = a.truth("beam_mirror", true);
        List<SpurionRows> rows = new ArrayList<>();
        beam.ifPresent(name -> rows.add(
                switch (name) {
                    case "lightlike" -> two ? SpurionRows.LIGHTLIKE_BEAMS : SpurionRows.LIGHTLIKE_BEAM;
                    case "timelike" -> two ? SpurionRows.TIMELIKE_BEAMS : SpurionRows.TIMELIKE_BEAM;
                    case "spacelike" -> two ? SpurionRows.SPACELIKE_BEAMS : SpurionRows.SPACELIKE_BEAM;
                    case "all" -> SpurionRows.ALL_AXES;
                    default -> SpurionRows.XY_PLANE;
                }));
        if (a.truth("add_time_spurion", true)) {
            rows.add(SpurionRows.TIME);
        }
        double scale = a.number("spurion_scale").orElse(1);
        Placement placement = a.truth("beam_token", true) ? Placement.TOKENS : Placement.CHANNELS;
        return a.build(() -> new TaggingSpurions(rows, scale, placement));
    }

    /// The tagger around an imported network.
    ///
    /// @param file for sentences
    /// @throws ModelFormatException if the network's channels are not those of this embedding and these classes
    public JetTagger around(Path file, BareNetwork net) throws ModelFormatException {
        JetTagger r;
        try {
            r = JetTagger.of(net.config(), embedding, classes, 0, net.weights().engine());
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    file, "'" + KEY + "'", "jets and classes that fit the arguments", String.valueOf(e.getMessage()));
        }
        r.weights().write(net.weights().read());
        return r;
    }
}
