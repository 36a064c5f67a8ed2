package rapidity.engine.torch;

import java.util.List;
import java.util.function.ToIntFunction;
import rapidity.algebra.ProductTerm;
import rapidity.engine.Buffer;
import rapidity.engine.kernel.PairRows;

/// The geometric product of channels: the outer product of their components, times the matrix of the signs of
/// [PairRows#productTerm], a table of the algebra.
record TileProduct(Torch torch, Constants constants) {
    private static final int N = PairRows.ROWS;

    /// Which factor a sum runs over beside another.
    private enum Table {
        PRODUCT(ProductTerm::out, ProductTerm::left, ProductTerm::right),
        LEFT_GRADIENT(ProductTerm::left, ProductTerm::out, ProductTerm::right),
        RIGHT_GRADIENT(ProductTerm::right, ProductTerm::out, ProductTerm::left);

        private final ToIntFunction<ProductTerm> result;
        private final ToIntFunction<ProductTerm> first;
        private final ToIntFunction<ProductTerm> second;

        Table(ToIntFunction<ProductTerm> result, ToIntFunction<ProductTerm> first, ToIntFunction<ProductTerm> second) {
            this.result = result;
            this.first = first;
            this.second = second;
        }

        /// `[result, (first, second)]`.
        double[] signs() {
            double[] r = new double[N * N * N];
            for (int i = 0; i < PairRows.productTerms(); i++) {
                ProductTerm t = PairRows.productTerm(i);
                r[(result.applyAsInt(t) * N + first.applyAsInt(t)) * N + second.applyAsInt(t)] = t.sign();
            }
            return r;
        }
    }

    Buffer apply(TileView in, TileView out, Buffer x) {
        int h = out.layout().channels();
        Buffer y = torch.allocate(out.layout().size(out.tokens()));
        torch.run(() -> {
            Value product = sums(Table.PRODUCT, components(in, x, 0, h), components(in, x, h, h), h * in.tokens());
            spread(torch.shaped(product, N * h, in.tokens()), out, h, y);
        });
        return y;
    }

    Buffer gradient(TileView in, TileView out, Buffer x, Buffer dy) {
        int h = out.layout().channels();
        int width = h * in.tokens();
        Buffer dx = torch.allocate(in.layout().size(in.tokens()));
        torch.run(() -> {
            Value left = components(in, x, 0, h);
            Value right = components(in, x, h, h);
            Value d = components(out, dy, 0, h);
            Value dLeft = torch.shaped(sums(Table.LEFT_GRADIENT, d, right, width), N, h, in.tokens());
            Value dRight = torch.shaped(sums(Table.RIGHT_GRADIENT, d, left, width), N, h, in.tokens());
            Value both = torch.call("cat", new Value[] {dLeft, dRight}, 1);
            torch.fill(in.scalars(dx), 0);
            spread(torch.shaped(both, N * 2 * h, in.tokens()), in, 2 * h, dx);
        });
        return dx;
    }

    /// `[component, (channel, token)]` of some channels.
    private Value components(TileView v, Buffer x, int first, int count) {
        Value places = constants.of(
                torch,
                List.of("components", v.layout(), first, count),
                () -> torch.places(v.componentRows(first, count)));
        return torch.shaped(torch.select(v.rows(x), 0, places), N, count * v.tokens());
    }

    /// From rows of components of all channels to our rows.
    private void spread(Value components, TileView v, int channels, Buffer y) {
        Value places = constants.of(torch, List.of("rows of components", v.layout()), () -> torch.places(rows(v)));
        Value to = torch.part(y, (long) v.layout().scalars() * v.tokens(), N * channels, v.tokens());
        torch.copy(torch.select(components, 0, places), to);
    }

    private static int[] rows(TileView v) {
        int[] from = v.componentRows(0, v.layout().channels());
        int[] r = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            r[from[i] - v.layout().scalars()] = i;
        }
        return r;
    }

    private Value sums(Table table, Value first, Value second, int width) {
        Value signs = constants.of(torch, table, () -> torch.tensor(table.signs(), N, N * N));
        Value outer = torch.times(torch.shaped(first, N, 1, width), torch.shaped(second, 1, N, width));
        return torch.call("mm", signs, torch.shaped(outer, N * N, width));
    }
}
