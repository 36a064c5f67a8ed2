package rapidity.engine.torch;

import rapidity.engine.Buffer;
import rapidity.engine.kernel.VectorGate;

/// The gated unit of four-vectors and scalars, see [rapidity.engine.kernel.VectorTileKernels#gatedUnit].
///
/// @param metric of the Minkowski product, `[1, 1, component, 1]`
record VectorGates(Torch torch, Value metric, VectorGate gate, VectorView in, VectorView out) {
    private int vectors() {
        return out.layout().vectors();
    }

    private int scalars() {
        return out.layout().scalars();
    }

    private Functions functions() {
        return new Functions(torch);
    }

    /// One of the three parts of the vectors of x, `[vector, component, token]`.
    private Value vectors(Buffer x, int part) {
        return in.vectors(x, part * vectors(), vectors());
    }

    private Value scalars(Buffer x, int part) {
        return in.scalars(x, part * scalars(), scalars());
    }

    private Value metric3() {
        return torch.call("squeeze.dim", metric, 0);
    }

    /// `factor <a, b>`, `[vector, 1, token]`.
    private Value product(Buffer x) {
        Value terms = torch.times(torch.times(vectors(x, 1), vectors(x, 2)), metric3());
        return torch.times(torch.sumKept(terms, 1), gate.factor());
    }

    void apply(Buffer x, Buffer y) {
        torch.timesInto(functions().value(gate.scalars(), scalars(x, 1)), scalars(x, 0), out.scalars(y));
        torch.timesInto(functions().value(gate.vectors(), product(x)), vectors(x, 0), out.vectors(y));
    }

    void gradient(Buffer x, Buffer dy, Buffer dx) {
        Functions f = functions();
        Value ds = out.scalars(dy);
        torch.timesInto(ds, f.value(gate.scalars(), scalars(x, 1)), scalars(dx, 0));
        torch.copy(f.gradient(gate.scalars(), scalars(x, 1), torch.times(ds, scalars(x, 0))), scalars(dx, 1));
        Value dv = out.vectors(dy);
        Value product = product(x);
        torch.timesInto(dv, f.value(gate.vectors(), product), vectors(dx, 0));
        Value along = torch.sumKept(torch.times(dv, vectors(x, 0)), 1);
        Value slope = torch.times(f.gradient(gate.vectors(), product, along), gate.factor());
        Value signed = torch.times(slope, metric3());
        torch.timesInto(signed, vectors(x, 2), vectors(dx, 1));
        torch.timesInto(signed, vectors(x, 1), vectors(dx, 2));
    }
}
