package rapidity.engine.torch;

import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Channels;
import rapidity.engine.kernel.PairRows;

/// The equivariant layer norm of heads of multivectors and scalars before they meet, see
/// [rapidity.engine.kernel.TileKernels#equiNormHead]. Heads are `[head, feature, token]`, features scalars and then
/// `[row of PairRows, channel]`.
record EquiHeads(Torch torch, Constants constants, TileNorm norm, Channels width) {
    private static final int ROWS = PairRows.ROWS;

    private int features() {
        return width.scalars() + ROWS * width.multivectors();
    }

    private Value scalars(Value x, int heads, int tokens) {
        return torch.view(x, 0, new int[] {heads, width.scalars(), tokens}, new int[] {features() * tokens, tokens, 1});
    }

    /// `[head, row, (channel, token)]`.
    private Value multivectors(Value x, int heads, int tokens) {
        int row = width.multivectors() * tokens;
        return torch.view(
                x, (long) width.scalars() * tokens, new int[] {heads, ROWS, row}, new int[] {features() * tokens, row, 1
                });
    }

    /// Signs of the inner product, `[grade, row]`.
    private Value metric() {
        return constants.of(torch, "metric of grades", () -> {
            double[] r = new double[SpacetimeAlgebra.GRADES * ROWS];
            for (int row = 0; row < ROWS; row++) {
                r[PairRows.grade(row) * ROWS + row] = PairRows.metric(row);
            }
            return torch.tensor(r, SpacetimeAlgebra.GRADES, ROWS);
        });
    }

    /// Inner product of each grade with itself, `[head, grade, (channel, token)]`.
    private Value squares(Value mv) {
        return torch.call("matmul", metric(), torch.times(mv, mv));
    }

    /// Mean over channels of the squared norm, `[head, 1, token]`.
    private Value norm(Value squares, int heads, int tokens) {
        int rows = SpacetimeAlgebra.GRADES * width.multivectors();
        Value all = torch.shaped(torch.call("abs", squares), heads, rows, tokens);
        return torch.times(torch.sumKept(all, 1), 1.0 / width.multivectors());
    }

    /// `[head, 1, 1, token]` times `[head, row, channel, token]`, in rows as before.
    private Value byToken(Value mv, Value factor, int heads, int tokens) {
        Value rows = torch.shaped(mv, heads, ROWS * width.multivectors(), tokens);
        return torch.times(rows, factor);
    }

    private Value joined(Value scalars, Value multivectors) {
        return torch.call("cat", new Value[] {scalars, multivectors}, 1);
    }

    Value apply(Value x, int heads, int tokens) {
        Value s = norm.normalised(scalars(x, heads, tokens));
        if (width.multivectors() == 0) {
            return s;
        }
        Value mv = multivectors(x, heads, tokens);
        Value r = norm.factor(norm(squares(mv), heads, tokens));
        return joined(s, byToken(mv, r, heads, tokens));
    }

    /// See [TileNorm].
    Value gradient(Value x, Value dy, int heads, int tokens) {
        Value s = norm.scalarGradient(scalars(x, heads, tokens), scalars(dy, heads, tokens));
        if (width.multivectors() == 0) {
            return s;
        }
        Value mv = multivectors(x, heads, tokens);
        Value d = multivectors(dy, heads, tokens);
        Value squares = squares(mv);
        Value mean = norm(squares, heads, tokens);
        int rows = ROWS * width.multivectors();
        Value product = torch.sumKept(torch.shaped(torch.times(d, mv), heads, rows, tokens), 1);
        Value slope = norm.slope(mean, product, width.multivectors());
        Value signs = torch.call("matmul", torch.call("t", metric()), torch.call("sign", squares));
        Value towards = byToken(torch.times(signs, mv), slope, heads, tokens);
        return joined(s, torch.plus(byToken(d, norm.factor(mean), heads, tokens), towards));
    }
}
