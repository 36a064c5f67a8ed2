package rapidity.app.study;

import java.util.List;
import rapidity.app.study.recipe.Section;
import rapidity.model.InputFeature;
import rapidity.model.KinematicInput;
import rapidity.model.MassRegulator;
import rapidity.model.SpurionRows;
import rapidity.model.TaggingPreprocessing;
import rapidity.model.TaggingPreprocessing.Aggregation;
import rapidity.model.TaggingSpurions;

/// The embedding of jets, as a recipe describes it.
final class TaggingEmbedding {
    private TaggingEmbedding() {}

    /// @param known features of the data
    /// @param maxConstituents of a jet
    static TaggingPreprocessing of(Section s, List<String> known, int maxConstituents) {
        return s.build(() -> new TaggingPreprocessing(
                s.number("momentum-scale"),
                maxConstituents,
                new MassRegulator(
                        s.optionalNumber("smallest-mass").orElse(0), s.choice("regulate", MassRegulator.Scope.class)),
                features(s, known).stream().map(InputFeature::of).toList(),
                kinematics(s),
                new TaggingSpurions(
                        s.words("spurions", SpurionRows.class),
                        s.number("spurion-scale"),
                        s.choice("spurions-as", TaggingSpurions.Placement.class)),
                s.choice("aggregation", Aggregation.class)));
    }

    private static List<String> features(Section s, List<String> known) {
        if (s.is("features", "all")) {
            return known;
        }
        if (s.is("features", "none")) {
            return List.of();
        }
        List<String> named = s.words("features");
        return known.containsAll(named)
                ? named
                : s.reject(
                        "features",
                        "all, none, or some of the features of the data"
                                + (known.isEmpty() ? ", which have none" : ": " + String.join(", ", known)));
    }

    private static List<KinematicInput> kinematics(Section s) {
        return switch (s.choice("kinematics", List.of("all", "z-invariant", "so3-invariant", "none"))) {
            case "all" -> KinematicInput.ALL;
            case "z-invariant" -> KinematicInput.Z_INVARIANT;
            case "so3-invariant" -> KinematicInput.SO3_INVARIANT;
            default -> List.of();
        };
    }
}
