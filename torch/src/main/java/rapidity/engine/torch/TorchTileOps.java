package rapidity.engine.torch;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Buffer;
import rapidity.engine.Channels;
import rapidity.engine.EquiWeights;
import rapidity.engine.PackedVector;
import rapidity.engine.TileOps;
import rapidity.engine.TileSlot;
import rapidity.engine.kernel.PairRows;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.Unary;

/// Operations on multivectors on libtorch, in the layout of [TileView].
record TorchTileOps(
        Torch torch, Constants constants, TileLinear linear, RowScales rowScales, TileNorm norms, TileProduct products)
        implements TileOps {
    static TorchTileOps of(Torch torch, Constants constants) {
        RowScales scales = new RowScales(torch, constants);
        return new TorchTileOps(
                torch,
                constants,
                new TileLinear(torch),
                scales,
                new TileNorm(torch, constants, scales),
                new TileProduct(torch, constants));
    }

    private TileView view(TileLayout layout, int tokens) {
        return TileView.of(torch, layout, tokens);
    }

    /// The components of a natural multivector in the order of [PairRows].
    private Value components() {
        return constants.of(torch, "components", () -> torch.places(perRow(PairRows::component)));
    }

    /// The row of each component.
    private Value componentRows() {
        return constants.of(torch, "component rows", () -> torch.places(perRow(PairRows::row)));
    }

    /// The sign of each row.
    private Value signs() {
        return constants.of(
                torch,
                "signs of dual pairs",
                () -> torch.tensor(
                        Arrays.stream(perRow(PairRows::sign)).asDoubleStream().toArray(), 16));
    }

    private static int[] perRow(IntUnaryOperator f) {
        int[] r = new int[PairRows.ROWS];
        Arrays.setAll(r, f);
        return r;
    }

    @Override
    public Buffer toTiles(TileLayout layout, int tokens, @Nullable Buffer mv, @Nullable Buffer s) {
        TileView to = view(layout, tokens);
        Buffer x = torch.allocate(layout.size(tokens));
        torch.run(() -> {
            if (tokens < to.tokens()) {
                torch.fill(Torch.of(x), 0);
            }
            if (s != null) {
                Value from = torch.strided(s, 0, new int[] {layout.scalars(), tokens}, new int[] {1, layout.scalars()});
                torch.copy(from, torch.strided(x, 0, new int[] {layout.scalars(), tokens}, new int[] {to.tokens(), 1}));
            }
            if (mv != null) {
                Value natural = torch.shaped(mv, tokens, layout.channels(), PairRows.ROWS);
                Value rows = torch.times(torch.select(natural, 2, components()), signs());
                for (PairBlock b : PairBlock.ALL) {
                    torch.copy(inRows(rows, b, layout, tokens), to.tokens(x, b, tokens));
                }
            }
        });
        return x;
    }

    /// Of `[token, channel, row]` those of a block, as `[member, channel, pair, token]`.
    private Value inRows(Value rows, PairBlock b, TileLayout layout, int tokens) {
        return torch.view(rows, 2L * b.first(), new int[] {2, layout.channels(), b.pairs(), tokens}, new int[] {
            1, PairRows.ROWS, 2, PairRows.ROWS * layout.channels()
        });
    }

    @Override
    public Buffer multivectors(TileLayout layout, int tokens, Buffer x) {
        TileView from = view(layout, tokens);
        return torch.result(tokens * layout.channels() * PairRows.ROWS, () -> {
            Value rows = torch.empty(tokens, layout.channels(), PairRows.ROWS);
            for (PairBlock b : PairBlock.ALL) {
                torch.copy(from.tokens(x, b, tokens), inRows(rows, b, layout, tokens));
            }
            return torch.select(torch.times(rows, signs()), 2, componentRows());
        });
    }

    @Override
    public Buffer scalars(TileLayout layout, int tokens, Buffer x) {
        int[] axes = {tokens, layout.scalars()};
        int[] steps = {1, view(layout, tokens).tokens()};
        return torch.result(tokens * layout.scalars(), () -> torch.clone(torch.strided(x, 0, axes, steps)));
    }

    @Override
    public Buffer equiLinear(
            EquiWeights w, Buffer packed, TileLayout xLayout, Buffer x, TileLayout sLayout, Buffer s, int tokens) {
        return linear.apply(w, packed, view(xLayout, tokens), x, view(sLayout, tokens), s);
    }

    @Override
    public void equiLinearInputGradient(EquiWeights w, Buffer packed, Buffer dy, Buffer dx, int tokens, Store store) {
        TileView to = view(w.in().layout(), tokens);
        linear.scalarGradient(w, packed, dy, to, dx, store);
        linear.multivectorGradient(w, packed, dy, to, dx, store);
    }

    @Override
    public void equiLinearMultivectorGradient(
            EquiWeights w, Buffer packed, Buffer dy, TileLayout layout, Buffer dx, int tokens, Store store) {
        linear.multivectorGradient(w, packed, dy, view(layout, tokens), dx, store);
    }

    @Override
    public void equiLinearScalarGradient(
            EquiWeights w, Buffer packed, Buffer dy, TileLayout layout, Buffer ds, int tokens, Store store) {
        if (store == Store.SET) {
            torch.run(() -> torch.fill(Torch.of(ds), 0));
        }
        linear.scalarGradient(w, packed, dy, view(layout, tokens), ds, store);
    }

    @Override
    public void equiLinearWeightGradient(
            EquiWeights w,
            Buffer dy,
            TileLayout xLayout,
            Buffer x,
            TileLayout sLayout,
            Buffer s,
            int tokens,
            Buffer g) {
        linear.weightGradient(w, dy, view(xLayout, tokens), x, view(sLayout, tokens), s, g);
    }

    @Override
    public Buffer equiNorm(
            TileLayout layout, int tokens, Buffer x, @Nullable PackedVector gain, Buffer packed, Buffer stats) {
        return norms.apply(view(layout, tokens), x, gain, packed);
    }

    @Override
    public void equiNormGradient(
            TileLayout layout,
            int tokens,
            Buffer x,
            Buffer stats,
            @Nullable PackedVector gain,
            Buffer packed,
            Buffer dy,
            @Nullable Buffer base,
            Buffer dx,
            Buffer packedGradient) {
        TileView v = view(layout, tokens);
        if (gain == null) {
            norms.gradient(v, x, dy, base, dx);
            return;
        }
        Buffer normalised = norms.apply(v, x, null, packed);
        rowScales.addGradient(gain, v, normalised, dy, packedGradient);
        Buffer scaled = rowScales.times(gain, v, dy, packed);
        norms.gradient(v, x, scaled, base, dx);
        torch.release(normalised);
        torch.release(scaled);
    }

    @Override
    public Buffer gate(TileLayout layout, int tokens, Unary scalarFunction, Unary gateFunction, Buffer x) {
        TileView v = view(layout, tokens);
        Functions f = new Functions(torch);
        Buffer y = torch.allocate(layout.size(tokens));
        torch.run(() -> {
            torch.copy(f.value(scalarFunction, v.scalars(x)), v.scalars(y));
            Value gate = f.value(gateFunction, v.scalarComponents(x));
            for (PairBlock b : PairBlock.ALL) {
                torch.timesInto(v.all(x, b), gate, v.all(y, b));
            }
        });
        return y;
    }

    @Override
    public Buffer gateGradient(
            TileLayout layout, int tokens, Unary scalarFunction, Unary gateFunction, Buffer x, Buffer dy) {
        TileView v = view(layout, tokens);
        Functions f = new Functions(torch);
        Buffer dx = torch.allocate(layout.size(tokens));
        torch.run(() -> {
            torch.copy(f.gradient(scalarFunction, v.scalars(x), v.scalars(dy)), v.scalars(dx));
            Value component = v.scalarComponents(x);
            Value gate = f.value(gateFunction, component);
            Value product = torch.constant(0, 1, layout.channels(), 1, v.tokens());
            for (PairBlock b : PairBlock.ALL) {
                torch.timesInto(v.all(dy, b), gate, v.all(dx, b));
                product = torch.plus(product, torch.sumKept(torch.times(v.all(dy, b), v.all(x, b)), 0, 2));
            }
            Value to = v.scalarComponents(dx);
            torch.copy(torch.plus(to, f.gradient(gateFunction, component, product)), to);
        });
        return dx;
    }

    @Override
    public Buffer geometricProduct(TileLayout in, TileLayout out, int tokens, Buffer x) {
        return products.apply(view(in, tokens), view(out, tokens), x);
    }

    @Override
    public Buffer geometricProductGradient(TileLayout in, TileLayout out, int tokens, Buffer x, Buffer dy) {
        return products.gradient(view(in, tokens), view(out, tokens), x, dy);
    }

    @Override
    public void copyChannels(int tokens, Channels width, TileSlot from, Buffer x, TileSlot to, Buffer y) {
        TileView a = view(from.layout(), tokens);
        TileView b = view(to.layout(), tokens);
        torch.run(() -> {
            Value scalars = torch.part(x, (long) from.scalar() * a.tokens(), width.scalars(), a.tokens());
            torch.copy(scalars, torch.part(y, (long) to.scalar() * a.tokens(), width.scalars(), a.tokens()));
            for (PairBlock block : PairBlock.ALL) {
                torch.copy(
                        a.channels(x, block, from.multivector(), width.multivectors()),
                        b.channels(y, block, to.multivector(), width.multivectors()));
            }
        });
    }

    @Override
    public Buffer scaleRows(TileLayout layout, int tokens, Buffer x, Buffer factors) {
        return rowScales.times(layout, tokens, x, factors);
    }

    @Override
    public Buffer rowProducts(TileLayout layout, int tokens, Buffer x, Buffer dy) {
        return rowScales.products(layout, tokens, x, dy);
    }
}
