package rapidity.engine.torch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Buffer;
import rapidity.engine.PackedVector;

/// Equivariant layer norm, see [rapidity.engine.kernel.TileKernels#equiNorm]. What it needs for its gradient it
/// computes again.
record TileNorm(Torch torch, Constants constants, RowScales rowScales) {
    private static final double SCALAR_EPSILON = 1e-5;
    private static final double SMALLEST_NORM = 0.01;

    /// The axes of a norm's summands in a block `[member, channel, pair, token]`.
    private static final int[] SUMMANDS = {0, 1, 2};

    Buffer apply(TileView v, Buffer x, @Nullable PackedVector gain, Buffer packed) {
        Buffer y = torch.allocate(x.capacity());
        torch.run(() -> {
            if (v.layout().scalars() > 0) {
                torch.copy(normalised(scalars(v, x)), scalars(v, y));
            }
            if (v.layout().channels() > 0) {
                Value factor = factor(norm(v, x));
                for (PairBlock b : PairBlock.ALL) {
                    torch.timesInto(v.all(x, b), factor, v.all(y, b));
                }
            }
            if (gain != null) {
                rowScales.scale(gain, v, y, packed);
            }
        });
        return y;
    }

    /// `[1, scalar, token]`.
    private Value scalars(TileView v, Buffer x) {
        return torch.shaped(x, 1, v.layout().scalars(), v.tokens());
    }

    private Value mean(Value scalars) {
        return torch.call("mean.dim", scalars, new Arguments.Given(new int[] {1}), true, null);
    }

    private Value scalarFactor(Value deviations) {
        return torch.call("rsqrt", torch.plus(mean(torch.times(deviations, deviations)), SCALAR_EPSILON));
    }

    private Value metric(PairBlock b) {
        return constants.of(torch, List.of("metric", b), () -> torch.tensor(b.metric(), 2, 1, b.pairs(), 1));
    }

    /// Inner product of each grade with itself, `[member, channel, pair, token]` with one entry along the axes that the
    /// components of a grade run over.
    private Value squares(PairBlock b, Value x) {
        Value terms = torch.times(torch.times(x, x), metric(b));
        return switch (b.gradeAxes().size()) {
            case 0 -> terms;
            case 1 -> torch.sumKept(terms, 2);
            default -> torch.sumKept(terms, 0, 2);
        };
    }

    /// Mean over channels of the squared norm, `[1, 1, 1, token]`.
    private Value norm(TileView v, Buffer x) {
        Value sum = torch.constant(0, 1, 1, 1, v.tokens());
        for (PairBlock b : PairBlock.ALL) {
            Value squares = torch.call("abs", squares(b, v.all(x, b)));
            sum = torch.plus(sum, torch.sumKept(squares, SUMMANDS));
        }
        return torch.times(sum, 1.0 / v.layout().channels());
    }

    /// `1 / sqrt(max(norm, 0.01))`.
    Value factor(Value norm) {
        return torch.call("rsqrt", torch.call("maximum", norm, torch.constant(SMALLEST_NORM)));
    }

    /// Scalars `[outer, scalar, token]` without their mean, in units of their deviation.
    Value normalised(Value scalars) {
        Value d = torch.minus(scalars, mean(scalars));
        return torch.times(d, scalarFactor(d));
    }

    /// `-r^3 product / channels`, or 0 where r is the constant.
    Value slope(Value norm, Value product, int channels) {
        Value active = new Functions(torch).step(torch.plus(norm, -SMALLEST_NORM));
        Value r = factor(norm);
        Value cube = torch.times(torch.times(r, r), torch.times(r, active));
        return torch.times(torch.times(cube, product), -1.0 / channels);
    }

    /// `dx = base + contribution`, of norms without gains.
    void gradient(TileView v, Buffer x, Buffer dy, @Nullable Buffer base, Buffer dx) {
        torch.run(() -> {
            if (v.layout().scalars() > 0) {
                Value contribution = scalarGradient(scalars(v, x), scalars(v, dy));
                store(contribution, base == null ? null : scalars(v, base), scalars(v, dx));
            }
            if (v.layout().channels() > 0) {
                multivectorGradient(v, x, dy, base, dx);
            }
        });
    }

    private void store(Value contribution, @Nullable Value base, Value to) {
        torch.copy(base == null ? contribution : torch.plus(base, contribution), to);
    }

    /// `dx = r (dy - mean dy - z mean(dy z))` with z the normalised x.
    Value scalarGradient(Value x, Value dy) {
        Value d = torch.minus(x, mean(x));
        Value r = scalarFactor(d);
        Value z = torch.times(d, r);
        Value along = torch.times(z, mean(torch.times(dy, z)));
        return torch.times(torch.minus(torch.minus(dy, mean(dy)), along), r);
    }

    /// `dx_i = r dy_i - r^3 sum(dy x) / n sign(<x, x>_g) m_i x_i` with g the grade of i and m its sign in the inner
    /// product; the second term is 0 where r is the constant.
    private void multivectorGradient(TileView v, Buffer x, Buffer dy, @Nullable Buffer base, Buffer dx) {
        Value norm = norm(v, x);
        Value r = factor(norm);
        Value product = torch.constant(0, 1, 1, 1, v.tokens());
        for (PairBlock b : PairBlock.ALL) {
            Value terms = torch.times(v.all(dy, b), v.all(x, b));
            product = torch.plus(product, torch.sumKept(terms, SUMMANDS));
        }
        Value slope = slope(norm, product, v.layout().channels());
        for (PairBlock b : PairBlock.ALL) {
            Value xs = v.all(x, b);
            Value signs = torch.times(torch.call("sign", squares(b, xs)), metric(b));
            Value towards = torch.times(torch.times(signs, slope), xs);
            Value contribution = torch.plus(torch.times(r, v.all(dy, b)), towards);
            store(contribution, base == null ? null : v.all(base, b), v.all(dx, b));
        }
    }
}
