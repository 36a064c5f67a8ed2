package rapidity.engine.torch;

import rapidity.engine.VectorChannels;
import rapidity.engine.kernel.VectorLayout;

/// The norm of heads of four-vectors and scalars before they meet, see
/// [rapidity.engine.kernel.VectorTileKernels#normaliseHead]. Heads are `[head, feature, token]`, features scalars and
/// then `[component, vector]`.
record RmsHeads(Torch torch, VectorNorm norm, VectorChannels width) {
    private int features() {
        return width.scalars() + VectorLayout.COMPONENTS * width.vectors();
    }

    private Value scalars(Value x, int heads, int tokens) {
        return torch.view(x, 0, new int[] {heads, width.scalars(), tokens}, new int[] {features() * tokens, tokens, 1});
    }

    /// `[head, vector, component, token]`.
    private Value vectors(Value x, int heads, int tokens) {
        return torch.view(
                x,
                (long) width.scalars() * tokens,
                new int[] {heads, width.vectors(), VectorLayout.COMPONENTS, tokens},
                new int[] {features() * tokens, tokens, width.vectors() * tokens, 1});
    }

    private Value factor(Value x, int heads, int tokens) {
        int channels = width.scalars() + width.vectors();
        return norm.factor(scalars(x, heads, tokens), vectors(x, heads, tokens), channels);
    }

    Value apply(Value x, int heads, int tokens) {
        return torch.times(x, factor(x, heads, tokens));
    }

    /// `dx = r dy - r^3 sum(dy x) / (C + S) sign metric x`.
    Value gradient(Value x, Value dy, int heads, int tokens) {
        Value r = factor(x, heads, tokens);
        Value cube = torch.times(r, torch.times(r, r));
        Value along = torch.times(
                torch.times(cube, torch.sumKept(torch.times(dy, x), 1)), -1.0 / (width.scalars() + width.vectors()));
        Value vectors = torch.call("transpose.int", norm.towards(vectors(x, heads, tokens)), 1, 2);
        int[] rows = {heads, VectorLayout.COMPONENTS * width.vectors(), tokens};
        Value towards =
                torch.call("cat", new Value[] {scalars(x, heads, tokens), torch.call("reshape", vectors, rows)}, 1);
        return torch.plus(torch.times(r, dy), torch.times(along, towards));
    }
}
