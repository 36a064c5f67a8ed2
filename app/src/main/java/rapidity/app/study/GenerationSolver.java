package rapidity.app.study;

import java.util.List;
import rapidity.app.study.recipe.Section;
import rapidity.flow.Divergence;
import rapidity.flow.LikelihoodSettings;
import rapidity.flow.OdeSolver;
import rapidity.random.RandomStreams;

/// How flows are followed when they are evaluated.
///
/// @param divergence `exact` or `hutchinson`
record GenerationSolver(OdeSolver solver, String divergence) {
    private static final int MOST_STEPS = 1 << 16;

    static GenerationSolver of(Section s) {
        int steps = s.count("steps", 1, MOST_STEPS);
        double tolerance = s.number("tolerance");
        OdeSolver solver = s.build(() -> switch (s.choice("solver", List.of("rk4", "dormand-prince"))) {
            case "rk4" -> OdeSolver.rk4(steps);
            default -> OdeSolver.dormandPrince(tolerance);
        });
        return new GenerationSolver(solver, s.choice("divergence", List.of("hutchinson", "exact")));
    }

    /// @param streams of random signs
    LikelihoodSettings likelihood(RandomStreams streams) {
        boolean exact = divergence.equals("exact");
        return new LikelihoodSettings(solver, exact ? Divergence.exact() : Divergence.hutchinson(streams));
    }
}
