package rapidity.engine.torch;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Attend;
import rapidity.engine.AttentionOps;
import rapidity.engine.Buffer;
import rapidity.engine.HeadRows;

/// Attention on libtorch: ragged sequences are padded to the longest where they are gathered, and what comes out is
/// packed again. Heads that share keys and values have a copy each.
final class TorchAttention implements AttentionOps {
    /// Sequences of so many calls are remembered: the blocks of a network see the same ones.
    private static final int REMEMBERED = 4;

    private record Known(Attend attend, Sequences sequences) {}

    private final Torch torch;
    private final Constants constants;
    private final List<Known> known = new ArrayList<>();

    TorchAttention(Torch torch, Constants constants) {
        this.torch = torch;
        this.constants = constants;
    }

    private Sequences sequences(Attend attend) {
        for (Known k : known) {
            if (k.attend == attend) {
                return k.sequences;
            }
        }
        if (known.size() == REMEMBERED) {
            known.removeFirst().sequences.release(torch);
        }
        Sequences s = Sequences.of(torch, attend);
        known.add(new Known(attend, s));
        return s;
    }

    private static boolean isEmpty(Sequences s) {
        return s.queries() == 0 || s.keys() == 0;
    }

    @Override
    public Buffer apply(Attend attend, HeadRows heads, Buffer packed, Buffer qs, Buffer kvs, Buffer stats) {
        Sequences s = sequences(attend);
        Buffer y = torch.allocate(heads.outLayout().size(attend.queryTokens()));
        torch.run(() -> {
            torch.fill(Torch.of(y), 0);
            if (!isEmpty(s)) {
                new InHeads(torch, constants, attend, heads, s, packed)
                        .of(qs, kvs)
                        .apply(y);
            }
        });
        return y;
    }

    @Override
    public void gradient(
            Attend attend,
            HeadRows heads,
            Buffer packed,
            Buffer qs,
            Buffer kvs,
            Buffer stats,
            Buffer out,
            Buffer dOut,
            Buffer dqs,
            Buffer dkvs,
            Buffer packedGradient) {
        Sequences s = sequences(attend);
        torch.run(() -> {
            torch.fill(Torch.of(dqs), 0);
            torch.fill(Torch.of(dkvs), 0);
            if (!isEmpty(s)) {
                InHeads in = new InHeads(torch, constants, attend, heads, s, packed);
                in.of(qs, kvs).gradient(dOut, dqs, dkvs, packedGradient);
            }
        });
    }

    @Override
    public Buffer apply(Attend attend, int heads, int features, Buffer q, Buffer k, Buffer v, Buffer stats) {
        Natural n = new Natural(sequences(attend), attend, heads, features);
        return torch.result(
                attend.queryTokens() * heads * features,
                () -> isEmpty(n.s)
                        ? torch.constant(0, attend.queryTokens(), heads * features)
                        : n.packedQueries(n.softmax().apply(n.scaled(n.queries(q)), n.keys(k), n.keys(v))));
    }

    @Override
    public void gradient(
            Attend attend,
            int heads,
            int features,
            Buffer[] qkv,
            Buffer stats,
            Buffer out,
            Buffer dOut,
            Buffer[] dqkv) {
        Natural n = new Natural(sequences(attend), attend, heads, features);
        torch.run(() -> {
            if (isEmpty(n.s)) {
                for (Buffer b : dqkv) {
                    torch.fill(Torch.of(b), 0);
                }
                return;
            }
            Value[] d =
                    n.softmax().gradient(n.scaled(n.queries(qkv[0])), n.keys(qkv[1]), n.keys(qkv[2]), n.queries(dOut));
            torch.set(dqkv[0], n.packedQueries(n.scaled(d[0])));
            torch.set(dqkv[1], n.packedKeys(d[1]));
            torch.set(dqkv[2], n.packedKeys(d[2]));
        });
    }

    /// Heads in natural arrays `[token, (head, feature)]`.
    private final class Natural {
        private final Sequences s;
        private final Attend attend;
        private final int heads;
        private final int features;

        Natural(Sequences s, Attend attend, int heads, int features) {
            this.s = s;
            this.attend = attend;
            this.heads = heads;
            this.features = features;
        }

        SoftmaxAttention softmax() {
            return new SoftmaxAttention(torch, s, heads, features);
        }

        Value scaled(Value q) {
            return torch.times(q, 1 / Math.sqrt(features));
        }

        Value queries(Buffer x) {
            return gathered(x, attend.queryTokens(), s.queryPlaces(), s.queries());
        }

        Value keys(Buffer x) {
            return gathered(x, attend.keyTokens(), s.keyPlaces(), s.keys());
        }

        /// `[(sequence, head), feature, token]`.
        private Value gathered(Buffer x, int tokens, Value places, int longest) {
            Value some = torch.select(torch.shaped(x, tokens, heads * features), 0, places);
            Value apart = torch.shaped(some, s.count(), longest, heads * features);
            return torch.shaped(torch.call("transpose.int", apart, 1, 2), s.count() * heads, features, longest);
        }

        Value packedQueries(Value x) {
            return packed(x, s.queries(), s.rowOfQuery());
        }

        Value packedKeys(Value x) {
            return packed(x, s.keys(), s.rowOfKey());
        }

        /// `[token, (head, feature)]`.
        private Value packed(Value x, int longest, Value rowOfToken) {
            Value apart = torch.shaped(x, s.count(), heads * features, longest);
            Value rows = torch.shaped(torch.call("transpose.int", apart, 1, 2), s.count() * longest, heads * features);
            return torch.select(rows, 0, rowOfToken);
        }
    }
}
