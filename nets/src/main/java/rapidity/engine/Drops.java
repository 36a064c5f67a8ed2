package rapidity.engine;

import java.util.Arrays;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.kernel.PairRows;
import rapidity.engine.kernel.VectorLayout;
import rapidity.random.RandomStream;

/// The factors of dropout: 0 with probability p, else 1 / (1 - p).
final class Drops {
    private final double probability;
    private final double kept;
    private final RandomStream random;

    Drops(double probability, RandomStream random) {
        this.probability = probability;
        this.kept = 1 / (1 - probability);
        this.random = random;
    }

    double next() {
        return random.nextDouble() < probability ? 0 : kept;
    }

    /// One factor for each four-vector, and one for each scalar.
    VectorsScalars ofVectors(Tape tape, VectorChannels width, int tokens) {
        double[] scalars = new double[tokens * width.scalars()];
        double[] vectors = new double[tokens * width.vectors() * VectorLayout.COMPONENTS];
        for (int token = 0; token < tokens; token++) {
            for (int s = 0; s < width.scalars(); s++) {
                scalars[token * width.scalars() + s] = next();
            }
            for (int v = token * width.vectors(); v < (token + 1) * width.vectors(); v++) {
                Arrays.fill(vectors, v * VectorLayout.COMPONENTS, (v + 1) * VectorLayout.COMPONENTS, next());
            }
        }
        return VectorsScalars.of(
                width.vectors() == 0 ? null : tape.tensor(vectors, tokens, width.vectors(), VectorLayout.COMPONENTS),
                width.scalars() == 0 ? null : tape.tensor(scalars, tokens, width.scalars()));
    }

    /// One factor for each grade of each multivector, and one for each scalar.
    Multivectors ofGrades(Tape tape, Channels width, int tokens) {
        double[] scalars = new double[tokens * width.scalars()];
        double[] grades = new double[tokens * width.multivectors() * SpacetimeAlgebra.GRADES];
        for (int token = 0; token < tokens; token++) {
            for (int s = 0; s < width.scalars(); s++) {
                scalars[token * width.scalars() + s] = next();
            }
            int per = width.multivectors() * SpacetimeAlgebra.GRADES;
            for (int i = token * per; i < (token + 1) * per; i++) {
                grades[i] = next();
            }
        }
        return factors(tape, width, tokens, grades, scalars);
    }

    /// Numbers that multiply tiles: a component carries the sign of its dual pair there, which its factor must not.
    ///
    /// @param grades one factor for each grade of each multivector
    static Multivectors factors(Tape tape, Channels width, int tokens, double[] grades, double[] scalars) {
        double[] r = new double[tokens * width.multivectors() * SpacetimeAlgebra.COMPONENTS];
        for (int i = 0; i < r.length; i++) {
            int row = PairRows.row(i % SpacetimeAlgebra.COMPONENTS);
            int channel = i / SpacetimeAlgebra.COMPONENTS;
            r[i] = PairRows.sign(row) * grades[channel * SpacetimeAlgebra.GRADES + PairRows.grade(row)];
        }
        return Multivectors.of(
                width.multivectors() == 0
                        ? null
                        : tape.tensor(r, tokens, width.multivectors(), SpacetimeAlgebra.COMPONENTS),
                width.scalars() == 0 ? null : tape.tensor(scalars, tokens, width.scalars()));
    }
}
