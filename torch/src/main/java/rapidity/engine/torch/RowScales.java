package rapidity.engine.torch;

import java.util.List;
import rapidity.engine.Buffer;
import rapidity.engine.PackedVector;
import rapidity.engine.kernel.Layout;

/// Numbers that multiply whole rows. They come in the order of the rows of [Layout].
record RowScales(Torch torch, Constants constants) {
    /// From the order of [Layout] to ours.
    private Value order(Rows v) {
        return constants.of(torch, List.of("order", v.layout()), () -> torch.places(v.order()));
    }

    /// From our order to that of [Layout].
    private Value places(Rows v) {
        return constants.of(torch, List.of("places", v.layout()), () -> torch.places(v.places()));
    }

    private Value factors(Rows v, Value natural) {
        return torch.shaped(torch.select(natural, 0, order(v)), v.rows(), 1);
    }

    /// Every row times its number.
    Buffer times(Layout layout, int tokens, Buffer x, Buffer factors) {
        return times(Rows.of(torch, layout, tokens), x, torch.shaped(factors, layout.rows()));
    }

    /// The same with the gains of a norm.
    Buffer times(PackedVector gain, Rows v, Buffer x, Buffer packed) {
        return times(v, x, gains(gain, v, packed));
    }

    private Value gains(PackedVector gain, Rows v, Buffer packed) {
        return torch.part(packed, gain.position(), v.layout().rows());
    }

    private Buffer times(Rows v, Buffer x, Value natural) {
        Buffer y = torch.allocate(x.capacity());
        torch.run(() -> torch.timesInto(v.rows(x), factors(v, natural), v.rows(y)));
        return y;
    }

    /// The same in place.
    void scale(PackedVector gain, Rows v, Buffer x, Buffer packed) {
        Value rows = v.rows(x);
        torch.timesInto(rows, factors(v, gains(gain, v, packed)), rows);
    }

    /// Sums over tokens of products, one for each row of [Layout].
    Buffer products(Layout layout, int tokens, Buffer x, Buffer dy) {
        Rows v = Rows.of(torch, layout, tokens);
        return torch.result(layout.rows(), () -> sums(v, x, dy));
    }

    private Value sums(Rows v, Buffer x, Buffer dy) {
        return torch.select(torch.sum(torch.times(v.rows(x), v.rows(dy)), 1), 0, places(v));
    }

    /// Adds the gradient of gains.
    void addGradient(PackedVector gain, Rows v, Buffer normalised, Buffer dy, Buffer packedGradient) {
        torch.run(() -> {
            Value to = torch.part(packedGradient, gain.gradient(), v.layout().rows());
            torch.copy(torch.plus(to, sums(v, normalised, dy)), to);
        });
    }
}
