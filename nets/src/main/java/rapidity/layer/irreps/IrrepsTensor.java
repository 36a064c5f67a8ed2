package rapidity.layer.irreps;

import java.util.List;
import rapidity.engine.Tensor;
import rapidity.irreps.CanonicalBasis;
import rapidity.irreps.ComplexMatrix;
import rapidity.irreps.Irrep;

/// Features of all nodes of all jets: complex numbers of some irreps, in canonical components, in an order that is
/// kept.
///
/// @param parts each irrep once
record IrrepsTensor(List<Part> parts) {
    /// The features of one irrep.
    ///
    /// @param values `[channels, components, particles, jets]`; on edges `[channels, jets, j, components, i]`
    record Part(Irrep irrep, ComplexTensor values) {}

    IrrepsTensor {
        parts = List.copyOf(parts);
    }

    /// Of vectors and scalars in Cartesian components.
    static IrrepsTensor of(ComplexVectorsScalars x) {
        ComplexTensor vectors = ComplexTensor.of(x.vectors(), 1);
        ComplexTensor scalars =
                ComplexTensor.of(x.scalars(), 1).each(t -> t.reshape(x.channels(), 1, x.particles(), x.jets()));
        return new IrrepsTensor(List.of(
                new Part(Irrep.VECTOR, transformed(CanonicalBasis.fromCartesian(), vectors)),
                new Part(Irrep.SCALAR, scalars)));
    }

    /// The features of an irrep.
    ///
    /// @throws IllegalArgumentException if there are none
    ComplexTensor of(Irrep irrep) {
        return parts.stream()
                .filter(p -> p.irrep.equals(irrep))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no features of irrep " + irrep))
                .values;
    }

    /// With axes 0 and 1 exchanged: `[components, channels, particles, jets]`.
    IrrepsTensor componentsFirst() {
        return new IrrepsTensor(parts.stream()
                .map(p -> new Part(p.irrep, p.values.each(IrrepsTensor::componentsFirst)))
                .toList());
    }

    /// The vectors in Cartesian components, `[C, (re, im), (t, x, y, z), particles, jets]`.
    Tensor vectors() {
        return transformed(CanonicalBasis.fromCartesian().adjoint(), of(Irrep.VECTOR))
                .joined();
    }

    /// The scalars, `[C, (re, im), particles, jets]`.
    Tensor scalars() {
        Tensor s = of(Irrep.SCALAR).joined();
        return s.reshape(s.shape().without(2).toArray());
    }

    /// A constant matrix times axis 1.
    static ComplexTensor transformed(ComplexMatrix m, ComplexTensor x) {
        int[] swapped = x.shape().toArray();
        swapped[0] = m.rows();
        swapped[1] = x.shape().axis(0);
        Tensor re = componentsFirst(x.re()).reshape(m.columns(), -1);
        Tensor im = componentsFirst(x.im()).reshape(m.columns(), -1);
        double[] entriesRe = new double[m.rows() * m.columns()];
        double[] entriesIm = new double[m.rows() * m.columns()];
        for (int i = 0; i < entriesRe.length; i++) {
            entriesRe[i] = m.entry(i / m.columns(), i % m.columns()).re();
            entriesIm[i] = m.entry(i / m.columns(), i % m.columns()).im();
        }
        Tensor a = re.tape().tensor(entriesRe, m.rows(), m.columns());
        Tensor b = re.tape().tensor(entriesIm, m.rows(), m.columns());
        return new ComplexTensor(a.matmul(re).minus(b.matmul(im)), a.matmul(im).plus(b.matmul(re)))
                .each(t -> componentsFirst(t.reshape(swapped)));
    }

    /// Axes 0 and 1 exchanged.
    static Tensor componentsFirst(Tensor t) {
        int[] order = new int[t.shape().rank()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i < 2 ? 1 - i : i;
        }
        return t.permute(order);
    }
}
