package rapidity.layer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.algebra.Multivector;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Shape;
import rapidity.engine.Tensor;

/// How a physical quantity lies in a multivector: the border between `[.., n]` numbers and `[.., 16]` components, as
/// differentiable functions of tensors. For single multivectors see [Multivector].
///
/// ```java
/// Tensor mv = GradeEmbedding.VECTOR.embed(momenta);              // [tokens, channels, 4] -> [tokens, channels, 16]
/// Tensor p = GradeEmbedding.VECTOR.extract(net.apply(..).multivectors());
/// ```
///
/// @source arXiv:2405.14806, Table 1 and Sec. 2; lgatr.interface
public enum GradeEmbedding {
    /// One number, invariant.
    SCALAR(List.of(Multivector.ONE)),

    /// A four-vector (E, px, py, pz).
    VECTOR(vectors(false)),

    /// An antisymmetric tensor: components along e01, e02, e03, e12, e13, e23, such as those of the electromagnetic
    /// field.
    BIVECTOR(IntStream.range(5, 11).mapToObj(Multivector::blade).toList()),

    /// A four-vector (a0, a1, a2, a3) that parity maps the other way, embedded as the dual of a vector, so that
    /// embedding and Lorentz transformations commute.
    ///
    /// @departs lgatr writes a1 with the opposite sign, which is not covariant: [#AXIAL_VECTOR_AS_PYTHON]
    AXIAL_VECTOR(vectors(true)),

    /// The axial vector as lgatr embeds it: components 14, 13, 12, 11 are a0, a1, a2, a3. Not covariant; for networks
    /// that were trained so.
    AXIAL_VECTOR_AS_PYTHON(
            List.of(Multivector.blade(14), Multivector.blade(13), Multivector.blade(12), Multivector.blade(11))),

    /// One number that parity turns around.
    PSEUDOSCALAR(List.of(Multivector.I));

    private final int[] componentOf;
    private final int[] signs;

    /// @param images of the unit vectors: blades up to a sign
    GradeEmbedding(List<Multivector> images) {
        componentOf = images.stream().mapToInt(GradeEmbedding::component).toArray();
        signs = IntStream.range(0, componentOf.length)
                .map(i -> (int) images.get(i).component(componentOf[i]))
                .toArray();
    }

    private static List<Multivector> vectors(boolean dual) {
        return IntStream.range(1, 5)
                .mapToObj(Multivector::blade)
                .map(v -> dual ? v.dual() : v)
                .toList();
    }

    private static int component(Multivector blade) {
        return IntStream.range(0, SpacetimeAlgebra.COMPONENTS)
                .filter(i -> blade.component(i) != 0)
                .findFirst()
                .orElseThrow();
    }

    /// Numbers of the quantity.
    public int size() {
        return componentOf.length;
    }

    /// @param x `[.., size]`
    /// @return `[.., 16]`, all other components 0
    /// @throws IllegalArgumentException if the last axis has another length
    public Tensor embed(Tensor x) {
        int[] source = new int[SpacetimeAlgebra.COMPONENTS];
        Arrays.fill(source, size());
        for (int i = 0; i < size(); i++) {
            source[componentOf[i]] = i;
        }
        Tensor rows = rows(x, size());
        Tensor zero = x.tape().constant(0, Shape.of(1, rows.shape().axis(1)));
        Tensor signed = rows.times(signs(x));
        return back(Tensor.concatenate(0, List.of(signed, zero)).gather(source), x);
    }

    /// @param x `[.., 16]`
    /// @return `[.., size]`
    /// @throws IllegalArgumentException if the last axis has another length
    public Tensor extract(Tensor x) {
        Tensor rows = rows(x, SpacetimeAlgebra.COMPONENTS);
        return back(rows.gather(componentOf).times(signs(x)), x);
    }

    private Tensor signs(Tensor x) {
        return x.tape().tensor(Arrays.stream(signs).asDoubleStream().toArray(), size(), 1);
    }

    /// The last axis first, all others as one.
    private Tensor rows(Tensor x, int expected) {
        if (x.shape().axis(-1) != expected) {
            throw new IllegalArgumentException("expected [.., " + expected + "], got " + x.shape());
        }
        return x.reshape(x.shape().outer(-1), expected).permute(1, 0);
    }

    private static Tensor back(Tensor rows, Tensor like) {
        int[] axes = like.shape().toArray();
        axes[axes.length - 1] = rows.shape().axis(0);
        return rows.permute(1, 0).reshape(axes);
    }
}
