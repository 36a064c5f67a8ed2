package rapidity.engine.torch;

import rapidity.engine.Buffer;
import rapidity.engine.kernel.MessageLayout;

/// Messages of Lorentz-group networks at maxdim 2 in complex numbers, on all ordered pairs of nodes: with edge
/// functions `R0, R1 [channel, node i, node j, jet]`, `e0 = (1 + i) R0`, momenta `p [component, node, jet]`, vectors
/// `v [channel, component, node, jet]` and scalars `s [channel, node, jet]`,
///
/// ```
/// vectors:  sum_j e0 v_j,   sum_j R1 p_ij s_j,   v,   s v              p_ij = p_i - p_j
/// scalars:  sum_j R1 <p_ij, v_j> / 2,   sum_j e0 s_j,   s,   <v, v> / 2,   s^2
/// ```
record Messages(Torch torch, Constants constants, MessageLayout layout) {
    private static final int K = MessageLayout.VECTOR;

    /// Vectors and scalars, or gradients of them.
    record Fields(Value v, Value s) {}

    /// Edge functions, or gradients of them.
    record Edges(Value r0, Value r1) {}

    /// Gradients of everything that messages are made of.
    record Gradient(Fields fields, Edges edges, Value momenta) {}

    private int c() {
        return layout.channels();
    }

    private int n() {
        return layout.particles();
    }

    private int j() {
        return layout.jets();
    }

    /// Half the metric, `[component, 1, 1, 1]`.
    private Value half() {
        return constants.of(
                torch, "half the metric", () -> torch.tensor(new double[] {0.5, -0.5, -0.5, -0.5}, K, 1, 1, 1));
    }

    private Value half(int rank) {
        return rank == 4 ? half() : torch.shaped(half(), K, 1, 1);
    }

    private Value onePlusI() {
        return constants.of(torch, "1 + i", () -> torch.call("complex", torch.constant(1), torch.constant(1)));
    }

    Value conjugate(Value x) {
        return torch.call("conj_physical", x);
    }

    /// Rows `first ..` as complex numbers: a real part of `size` numbers, an imaginary part of as many, and so on.
    private Value complex(Buffer b, int first, int[] axes, int[] steps, int toImaginary) {
        int nodes = layout.nodes();
        Value re = torch.strided(b, (long) first * nodes, axes, steps);
        Value im = torch.strided(b, (long) (first + toImaginary) * nodes, axes, steps);
        return torch.call("complex", torch.clone(re), torch.clone(im));
    }

    /// Vectors from a row on, of the channels.
    Value vectors(Buffer b, int row) {
        int[] steps = {2 * K * layout.nodes(), layout.nodes(), j(), 1};
        return complex(b, row, new int[] {c(), K, n(), j()}, steps, K);
    }

    Value scalars(Buffer b, int row) {
        return complex(b, row, new int[] {c(), n(), j()}, new int[] {2 * layout.nodes(), j(), 1}, 1);
    }

    Fields features(Buffer b) {
        return new Fields(vectors(b, layout.vector(0)), scalars(b, layout.scalar(0)));
    }

    /// Complex numbers into rows.
    private void store(Value x, Buffer b, int first, int[] axes, int[] steps, int toImaginary) {
        int nodes = layout.nodes();
        torch.copy(torch.call("real", x), torch.strided(b, (long) first * nodes, axes, steps));
        torch.copy(torch.call("imag", x), torch.strided(b, (long) (first + toImaginary) * nodes, axes, steps));
    }

    void storeVectors(Value x, Buffer b, int row) {
        int[] steps = {2 * K * layout.nodes(), layout.nodes(), j(), 1};
        store(x, b, row, new int[] {c(), K, n(), j()}, steps, K);
    }

    void storeScalars(Value x, Buffer b, int row) {
        store(x, b, row, new int[] {c(), n(), j()}, new int[] {2 * layout.nodes(), j(), 1}, 1);
    }

    /// Of each node as a sender, with an axis of receivers before it.
    private Value senders(Value x, int... axes) {
        return torch.shaped(x, axes);
    }

    private Value vSenders(Value v) {
        return senders(v, c(), K, 1, n(), j());
    }

    private Value sSenders(Value s) {
        return senders(s, c(), 1, n(), j());
    }

    private Value withComponents(Value edges) {
        return torch.call("unsqueeze", edges, 1);
    }

    /// `p_i - p_j`, `[component, i, j, jet]`.
    Value relative(Value p) {
        return torch.minus(torch.shaped(p, K, n(), 1, j()), torch.shaped(p, K, 1, n(), j()));
    }

    /// `<p_ij, v_j> / 2`, `[channel, i, j, jet]`.
    private Value products(Value p, Value v) {
        return torch.sum(torch.times(torch.times(p, half(4)), vSenders(v)), 1);
    }

    /// @param p of pairs
    void apply(Edges edges, Value p, Fields x, Buffer blocks) {
        Value e0 = torch.times(edges.r0, onePlusI());
        Value s = sSenders(x.s);
        storeVectors(torch.sum(torch.times(withComponents(e0), vSenders(x.v)), 3), blocks, layout.vector(0, 0));
        Value sent = withComponents(torch.times(edges.r1, s));
        storeVectors(torch.sum(torch.times(sent, p), 3), blocks, layout.vector(1, 0));
        storeVectors(x.v, blocks, layout.vector(2, 0));
        storeVectors(torch.times(torch.call("unsqueeze", x.s, 1), x.v), blocks, layout.vector(3, 0));
        storeScalars(torch.sum(torch.times(edges.r1, products(p, x.v)), 2), blocks, layout.scalar(0, 0));
        storeScalars(torch.sum(torch.times(e0, s), 2), blocks, layout.scalar(1, 0));
        storeScalars(x.s, blocks, layout.scalar(2, 0));
        Value square = torch.sum(torch.times(torch.times(x.v, half(3)), x.v), 1);
        storeScalars(square, blocks, layout.scalar(3, 0));
        storeScalars(torch.times(x.s, x.s), blocks, layout.scalar(4, 0));
    }

    /// With t_ij = sum_k conj(p_ij) G2_i and d_ij = <p_ij, v_j> / 2:
    ///
    /// ```
    /// dv_j = sum_i conj(e0) G0_i + conj(R1) G3_i conj(p_ij) / 2,      ds_j = sum_i conj(e0) G1_i + conj(R1) t_ij
    /// de0 = <G0_i, conj(v_j)> + G1_i conj(s_j),                       dR1 = t_ij conj(s_j) + G3_i conj(d_ij)
    /// dp_ij = conj(R1 s_j) G2_i + conj(R1) G3_i conj(v_j) / 2
    /// ```
    Gradient gradient(Edges edges, Value p, Fields x, Buffer dBlocks) {
        Value e0 = conjugate(torch.times(edges.r0, onePlusI()));
        Value r1 = conjugate(edges.r1);
        Value pc = conjugate(p);
        Value g0 = receivers(vectors(dBlocks, layout.vector(0, 0)), K);
        Value g2 = receivers(vectors(dBlocks, layout.vector(1, 0)), K);
        Value g1 = receivers(scalars(dBlocks, layout.scalar(1, 0)), 1);
        Value g3 = receivers(scalars(dBlocks, layout.scalar(0, 0)), 1);
        Value vc = conjugate(vSenders(x.v));
        Value sc = conjugate(sSenders(x.s));
        Value t = torch.sum(torch.times(pc, g2), 1);
        Value r1g3 = torch.times(r1, torch.shaped(g3, c(), n(), 1, j()));
        Value pHalf = torch.times(pc, half(4));
        Value toV = torch.plus(torch.times(withComponents(e0), g0), torch.times(withComponents(r1g3), pHalf));
        Value toS = torch.plus(torch.times(e0, torch.shaped(g1, c(), n(), 1, j())), torch.times(r1, t));
        Fields fields = new Fields(torch.sum(toV, 2), torch.sum(toS, 1));
        Value de0 = torch.plus(torch.sum(torch.times(g0, vc), 1), torch.times(torch.shaped(g1, c(), n(), 1, j()), sc));
        Value d = conjugate(products(p, x.v));
        Value dr1 = torch.plus(torch.times(t, sc), torch.times(torch.shaped(g3, c(), n(), 1, j()), d));
        Value sent = torch.times(withComponents(torch.times(r1, sc)), g2);
        Value product = torch.times(torch.times(withComponents(r1g3), vc), half(4));
        Value dp = torch.sum(torch.plus(sent, product), 0);
        Value momenta = torch.minus(torch.sum(dp, 2), torch.sum(dp, 1));
        Edges dEdges = new Edges(torch.times(de0, conjugate(onePlusI())), dr1);
        return new Gradient(plusProducts(fields, x, dBlocks), dEdges, momenta);
    }

    /// With an axis of senders behind that of nodes; `[channel, components, i, 1, jet]`, without components if one.
    private Value receivers(Value x, int components) {
        return components == 1 ? x : torch.shaped(x, c(), components, n(), 1, j());
    }

    /// What comes back from the products of each node with itself.
    private Fields plusProducts(Fields sum, Fields x, Buffer dBlocks) {
        Value sv = vectors(dBlocks, layout.vector(3, 0));
        Value sc = torch.call("unsqueeze", conjugate(x.s), 1);
        Value vc = conjugate(x.v);
        Value square = torch.call("unsqueeze", scalars(dBlocks, layout.scalar(3, 0)), 1);
        Value v = torch.plus(sum.v, vectors(dBlocks, layout.vector(2, 0)));
        v = torch.plus(v, torch.times(sc, sv));
        v = torch.plus(v, torch.times(torch.times(vc, half(3)), square), 2);
        Value s = torch.plus(sum.s, scalars(dBlocks, layout.scalar(2, 0)));
        s = torch.plus(s, torch.sum(torch.times(vc, sv), 1));
        s = torch.plus(s, torch.times(conjugate(x.s), scalars(dBlocks, layout.scalar(4, 0))), 2);
        return new Fields(v, s);
    }
}
