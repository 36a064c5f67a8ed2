package rapidity.app.study;

import java.util.List;
import java.util.function.BooleanSupplier;
import rapidity.app.study.recipe.Section;
import rapidity.flow.Divergence;
import rapidity.flow.LikelihoodSettings;
import rapidity.flow.OdeSolver;
import rapidity.random.RandomStreams;

/// How flows are followed when they are evaluated.
///
/// @param steps of the solver; as many are assumed of one that adapts them where costs are estimated
/// @param divergence `exact` or `hutchinson`
record GenerationSolver(OdeSolver solver, int steps, String divergence) {
    private static final int MOST_STEPS = 1 << 16;

    static GenerationSolver of(Section s) {
        int steps = s.count("steps", 1, MOST_STEPS);
        double tolerance = s.number("tolerance");
        OdeSolver solver = s.build(() -> switch (s.choice("solver", List.of("rk4", "dormand-prince"))) {
            case "rk4" -> OdeSolver.rk4(steps);
            default -> OdeSolver.dormandPrince(tolerance);
        });
        return new GenerationSolver(solver, steps, s.choice("divergence", List.of("hutchinson", "exact")));
    }

    /// The same, which gives up when it is asked to.
    GenerationSolver stoppable(BooleanSupplier stop) {
        return new GenerationSolver(solver.stoppable(stop), steps, divergence);
    }

    /// So many equal steps.
    GenerationSolver withSteps(int n) {
        return new GenerationSolver(OdeSolver.rk4(n), n, divergence);
    }

    boolean isExact() {
        return divergence.equals("exact");
    }

    /// @param streams of random signs
    LikelihoodSettings likelihood(RandomStreams streams) {
        return new LikelihoodSettings(solver, isExact() ? Divergence.exact() : Divergence.hutchinson(streams));
    }
}
