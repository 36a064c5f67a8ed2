package rapidity.engine.torch;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import rapidity.engine.Buffer;
import rapidity.engine.HeadRows;
import rapidity.engine.kernel.Layout;
import rapidity.engine.kernel.TileLayout;

/// Heads out of the rows of an array, and back.
record HeadPlaces(Torch torch, Constants constants, HeadRows heads) {
    /// Which of its rows an array gives to each head.
    enum Part {
        QUERIES,
        KEYS,
        VALUES,
        RESULTS
    }

    private Layout layout(Part part) {
        return switch (part) {
            case QUERIES -> heads.queryLayout();
            case KEYS, VALUES -> heads.keyLayout();
            case RESULTS -> heads.outLayout();
        };
    }

    private IntFunction<int[]> rows(Part part) {
        return switch (part) {
            case QUERIES -> heads::queryRows;
            case KEYS -> heads::keyRows;
            case VALUES -> heads::valueRows;
            case RESULTS -> heads::outRows;
        };
    }

    /// Heads of this part that do not share their rows.
    int distinct(Part part) {
        return heads.count() > 1
                        && Arrays.equals(rows(part).apply(0), rows(part).apply(1))
                ? 1
                : heads.count();
    }

    /// `[sequence, (head, feature), token]`.
    ///
    /// @param tokens of the array
    /// @param places the token of each `[sequence, token]`
    /// @param longest tokens of a sequence
    Value gather(Part part, Buffer x, int tokens, Value places, int longest) {
        Rows from = Rows.of(torch, layout(part), tokens);
        int n = heads.count() * heads.features();
        Value rows = constants.of(torch, List.of(part, heads), () -> torch.places(ours(part, from)));
        Value r = torch.shaped(rows, 1, n, 1);
        Value t = torch.call("view", places, new int[] {-1, 1, longest});
        return torch.call("index.Tensor", from.rows(x), (Object) indices(r, t));
    }

    private int[] ours(Part part, Rows view) {
        int[] ours = view.places();
        int[] r = new int[heads.count() * heads.features()];
        Arrays.setAll(r, i -> ours[row(part, i / heads.features(), i % heads.features())]);
        return r;
    }

    /// Row in the order of [Layout].
    private int row(Part part, int head, int feature) {
        return rows(part).apply(head)[feature] / TileLayout.LANES;
    }

    /// The reverse of [#gather] for parts that fill an array together, `[sequence, (part, head, feature), token]`.
    ///
    /// @param sequence of each token
    /// @param inSequence its place there
    void spread(List<Part> parts, Value x, int tokens, Value sequence, Value inSequence, Buffer y) {
        Rows to = Rows.of(torch, layout(parts.getFirst()), tokens);
        Value fromRows = constants.of(torch, List.of(parts, heads), () -> torch.places(theirs(parts, to)));
        Value r = torch.shaped(fromRows, to.rows(), 1);
        Value found = torch.call("index.Tensor", x, (Object) indices(sequence, r, inSequence));
        torch.copy(found, torch.strided(y, 0, new int[] {to.rows(), tokens}, new int[] {to.tokens(), 1}));
    }

    /// For each of our rows its place among those of the parts.
    private int[] theirs(List<Part> parts, Rows view) {
        int[] ours = view.places();
        int[] r = new int[view.rows()];
        int i = 0;
        for (Part part : parts) {
            for (int head = 0; head < distinct(part); head++) {
                for (int f = 0; f < heads.features(); f++) {
                    r[ours[row(part, head, f)]] = i++;
                }
            }
        }
        return r;
    }

    private static Object[] indices(Value... places) {
        return Arrays.stream(places).map(Arguments.Given::new).toArray();
    }
}
