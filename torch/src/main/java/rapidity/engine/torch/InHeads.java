package rapidity.engine.torch;

import java.util.List;
import rapidity.engine.Attend;
import rapidity.engine.Buffer;
import rapidity.engine.HeadNorm;
import rapidity.engine.HeadRows;
import rapidity.engine.PackedVector;
import rapidity.engine.torch.HeadPlaces.Part;

/// Attention of heads that lie in tiles.
///
/// @param packed with the gains of the values
record InHeads(
        Torch torch,
        Constants constants,
        Attend attend,
        HeadRows heads,
        Sequences s,
        HeadPlaces places,
        Buffer packed) {
    InHeads(Torch torch, Constants constants, Attend attend, HeadRows heads, Sequences s, Buffer packed) {
        this(torch, constants, attend, heads, s, new HeadPlaces(torch, constants, heads), packed);
    }

    Gathered of(Buffer qs, Buffer kvs) {
        return new Gathered(queries(Part.QUERIES, qs), keys(Part.KEYS, kvs), keys(Part.VALUES, kvs));
    }

    private int rows() {
        return s.count() * heads.count();
    }

    private Value queries(Part part, Buffer x) {
        return byHead(places.gather(part, x, attend.queryTokens(), s.queryPlaces(), s.queries()), s.queries());
    }

    private Value keys(Part part, Buffer x) {
        return byHead(places.gather(part, x, attend.keyTokens(), s.keyPlaces(), s.keys()), s.keys());
    }

    private Value byHead(Value x, int tokens) {
        return torch.shaped(x, rows(), heads.features(), tokens);
    }

    private SoftmaxAttention softmax() {
        return new SoftmaxAttention(torch, s, heads.count(), heads.features());
    }

    private Value normalised(Value x, int tokens) {
        return switch (heads.norm()) {
            case null -> x;
            case HeadNorm.Equi equi -> equi(equi).apply(x, rows(), tokens);
            case HeadNorm.Rms rms -> rms(rms).apply(x, rows(), tokens);
        };
    }

    private Value normGradient(Value x, Value dy, int tokens) {
        return switch (heads.norm()) {
            case null -> dy;
            case HeadNorm.Equi equi -> equi(equi).gradient(x, dy, rows(), tokens);
            case HeadNorm.Rms rms -> rms(rms).gradient(x, dy, rows(), tokens);
        };
    }

    private EquiHeads equi(HeadNorm.Equi norm) {
        TileNorm ofTiles = new TileNorm(torch, constants, new RowScales(torch, constants));
        return new EquiHeads(torch, constants, ofTiles, norm.head());
    }

    private RmsHeads rms(HeadNorm.Rms norm) {
        return new RmsHeads(torch, new VectorNorm(torch, constants), norm.head());
    }

    /// Times the signs of the inner product and the factor of the scores.
    private Value signed(Value x) {
        double scale = 1 / Math.sqrt(heads.features());
        Value signs = constants.of(
                torch,
                List.of("signs", heads),
                () -> torch.times(torch.tensor(heads.signs(), heads.features(), 1), scale));
        return torch.times(x, signs);
    }

    /// `[sequence, head, (feature, token)]` times the gain of each head.
    private Value gained(Value x) {
        if (!(heads.norm() instanceof HeadNorm.Equi(var ignored, PackedVector gains)) || gains == null) {
            return x;
        }
        Value factors = torch.part(packed, gains.position(), heads.count(), 1);
        return byHead(torch.times(bySequence(x), factors), s.keys());
    }

    private Value bySequence(Value values) {
        return torch.shaped(values, s.count(), heads.count(), heads.features() * s.keys());
    }

    private void addGainGradient(Value normalised, Value d, Buffer packedGradient) {
        if (heads.norm() instanceof HeadNorm.Equi(var ignored, PackedVector gains) && gains != null) {
            Value to = torch.part(packedGradient, gains.gradient(), heads.count());
            Value sums = torch.sum(bySequence(torch.times(normalised, d)), 0, 2);
            torch.copy(torch.plus(to, sums), to);
        }
    }

    /// Queries, keys and values of one call, head by head, before they are normalised.
    final class Gathered {
        private final Value q;
        private final Value k;
        private final Value v;

        private Gathered(Value q, Value k, Value v) {
            this.q = q;
            this.k = k;
            this.v = v;
        }

        void apply(Buffer y) {
            Value values = gained(normalised(v, s.keys()));
            Value o = softmax().apply(signed(normalised(q, s.queries())), normalised(k, s.keys()), values);
            Value out = torch.shaped(o, s.count(), heads.count() * heads.features(), s.queries());
            spread(List.of(Part.RESULTS), out, s.sequenceOfQuery(), s.queryInSequence(), y);
        }

        void gradient(Buffer dOut, Buffer dqs, Buffer dkvs, Buffer packedGradient) {
            Value queries = signed(normalised(q, s.queries()));
            Value values = normalised(v, s.keys());
            Value[] d =
                    softmax().gradient(queries, normalised(k, s.keys()), gained(values), queries(Part.RESULTS, dOut));
            addGainGradient(values, d[2], packedGradient);
            Value dq = perSequence(normGradient(q, signed(d[0]), s.queries()), Part.QUERIES, s.queries());
            Value dk = perSequence(normGradient(k, d[1], s.keys()), Part.KEYS, s.keys());
            Value dv = perSequence(normGradient(v, gained(d[2]), s.keys()), Part.VALUES, s.keys());
            if (dqs == dkvs) {
                List<Part> all = List.of(Part.QUERIES, Part.KEYS, Part.VALUES);
                spread(all, joined(dq, dk, dv), s.sequenceOfQuery(), s.queryInSequence(), dqs);
            } else {
                spread(List.of(Part.QUERIES), dq, s.sequenceOfQuery(), s.queryInSequence(), dqs);
                List<Part> keys = List.of(Part.KEYS, Part.VALUES);
                spread(keys, joined(dk, dv), s.sequenceOfKey(), s.keyInSequence(), dkvs);
            }
        }

        private Value joined(Value... parts) {
            return torch.call("cat", (Object) parts, 1);
        }

        private void spread(List<Part> parts, Value x, Value sequence, Value inSequence, Buffer y) {
            boolean ofKeys = parts.getFirst() == Part.KEYS;
            places.spread(parts, x, ofKeys ? attend.keyTokens() : attend.queryTokens(), sequence, inSequence, y);
        }

        /// `[sequence, (head, feature), token]`, summed over heads that share their rows.
        private Value perSequence(Value x, Part part, int tokens) {
            if (places.distinct(part) < heads.count()) {
                return torch.sum(torch.shaped(x, s.count(), heads.count(), heads.features(), tokens), 1);
            }
            return torch.shaped(x, s.count(), heads.count() * heads.features(), tokens);
        }
    }
}
