package rapidity.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rapidity.algebra.Multivector;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Attend;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.jets.Jets;
import rapidity.kinematics.FourVector;

/// Some jets as tokens, `[global, spurions.., constituents..]` of each, one jet after another without padding, in
/// float64.
final class TaggingTokens {
    private static final int MULTIVECTOR = SpacetimeAlgebra.COMPONENTS;
    private static final int VECTOR = 4;

    private final TaggingPreprocessing constants;
    private final int[] offsets;
    private final double[] momenta;
    private final double[] scalars;

    private TaggingTokens(TaggingPreprocessing constants, int[] offsets) {
        this.constants = constants;
        this.offsets = offsets;
        this.momenta = new double[VECTOR * tokens()];
        this.scalars = new double[constants.scalars() * tokens()];
    }

    /// The jets from .. to - 1.
    static TaggingTokens of(TaggingPreprocessing constants, Jets jets, int from, int to) {
        int[] offsets = new int[to - from + 1];
        for (int jet = from; jet < to; jet++) {
            offsets[jet - from + 1] = offsets[jet - from] + tokens(constants, jets.constituents(jet));
        }
        TaggingTokens r = new TaggingTokens(constants, offsets);
        double[][] features = constants.features().stream()
                .map(f -> jets.features().get(f.name()))
                .toArray(double[][]::new);
        for (int jet = from; jet < to; jet++) {
            r.write(jets, jet, offsets[jet - from], features);
        }
        return r;
    }

    /// Tokens of a jet of so many constituents.
    static int tokens(TaggingPreprocessing constants, int constituents) {
        return constants.leadingTokens() + Math.min(constituents, constants.maxConstituents());
    }

    private void write(Jets jets, int jet, int token, double[][] features) {
        int[] kept = jets.hardest(jet, constants.maxConstituents());
        FourVector[] p = IntStream.of(kept)
                .mapToObj(i -> constants.massRegulator().apply(momentum(jets, i)))
                .toArray(FourVector[]::new);
        FourVector sum = Arrays.stream(p).reduce(FourVector.ZERO, FourVector::plus);
        int width = constants.scalars();
        if (constants.globalTokens() == 1) {
            scalars[token * width + width - 1] = 1;
        }
        int first = token + constants.leadingTokens();
        for (int k = 0; k < kept.length; k++) {
            writeMomentum(p[k], VECTOR * (first + k));
            int at = (first + k) * width;
            for (int f = 0; f < features.length; f++) {
                scalars[at++] = constants.features().get(f).apply(features[f][kept[k]]);
            }
            for (KinematicInput input : constants.kinematics()) {
                scalars[at++] = input.apply(input.feature().of(p[k], sum));
            }
        }
    }

    private void writeMomentum(FourVector p, int at) {
        double scale = constants.momentumScale();
        momenta[at] = p.e() / scale;
        momenta[at + 1] = p.px() / scale;
        momenta[at + 2] = p.py() / scale;
        momenta[at + 3] = p.pz() / scale;
    }

    static FourVector momentum(Jets jets, int constituent) {
        double[] p = jets.momenta();
        int i = VECTOR * constituent;
        return new FourVector(p[i], p[i + 1], p[i + 2], p[i + 3]);
    }

    int jets() {
        return offsets.length - 1;
    }

    int tokens() {
        return offsets[offsets.length - 1];
    }

    Attend attend() {
        return Attend.segments(offsets);
    }

    /// `[tokens, channels, 16]`
    Tensor multivectors(Tape tape) {
        double[][] rows =
                constants.spurionRows().stream().map(Multivector::toArray).toArray(double[][]::new);
        return vectors(tape, MULTIVECTOR, 1, rows);
    }

    /// `[tokens, channels, 4]`
    Tensor vectors(Tape tape) {
        double[][] rows =
                constants.spurionRows().stream().map(Multivector::vectorPart).toArray(double[][]::new);
        return vectors(tape, VECTOR, 0, rows);
    }

    /// `[tokens, scalars]`; null if there are none.
    @Nullable
    Tensor scalars(Tape tape) {
        return constants.scalars() == 0 ? null : tape.tensor(scalars, tokens(), constants.scalars());
    }

    /// Vectors and scalars side by side: `[tokens, 4 channels + scalars]`.
    Tensor plain(Tape tape) {
        Tensor v = vectors(tape).reshape(tokens(), VECTOR * constants.vectorChannels());
        Tensor s = scalars(tape);
        return s == null ? v : Tensor.concatenate(1, List.of(v, s));
    }

    /// @param width components of a vector
    /// @param first component that the energy has
    private Tensor vectors(Tape tape, int width, int first, double[][] rows) {
        int channels = constants.vectorChannels();
        double[] r = new double[tokens() * channels * width];
        for (int i = 0; i < momenta.length; i++) {
            r[i / VECTOR * channels * width + first + i % VECTOR] = momenta[i];
        }
        for (int jet = 0; jet < jets(); jet++) {
            int constituents = offsets[jet] + constants.leadingTokens();
            if (channels == 1) {
                for (int k = 0; k < rows.length; k++) {
                    int token = offsets[jet] + constants.globalTokens() + k;
                    System.arraycopy(rows[k], 0, r, token * width, width);
                }
                continue;
            }
            for (int token = constituents; token < offsets[jet + 1]; token++) {
                for (int k = 0; k < rows.length; k++) {
                    System.arraycopy(rows[k], 0, r, (token * channels + 1 + k) * width, width);
                }
            }
        }
        return tape.tensor(r, tokens(), channels, width);
    }

    /// One row of each jet: that of the global token, or the mean of all of its tokens.
    ///
    /// @param perRead `[tokens, n]` of the tokens that [TaggingPreprocessing#readout] says
    /// @return `[jets, n]`
    Tensor aggregate(Tensor perRead) {
        if (constants.aggregation() == TaggingPreprocessing.Aggregation.GLOBAL_TOKEN) {
            return perRead;
        }
        int[] jetOf = new int[tokens()];
        double[] weights = new double[jets()];
        for (int jet = 0; jet < jets(); jet++) {
            Arrays.fill(jetOf, offsets[jet], offsets[jet + 1], jet);
            weights[jet] = 1.0 / (offsets[jet + 1] - offsets[jet]);
        }
        return perRead.scatterAdd(jets(), jetOf).times(perRead.tape().tensor(weights, jets(), 1));
    }
}
