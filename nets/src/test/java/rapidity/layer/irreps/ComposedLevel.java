package rapidity.layer.irreps;

import java.util.List;
import rapidity.engine.Parameter;
import rapidity.engine.Shape;
import rapidity.engine.Tensor;

/// What a [VectorLevel] computes, composed of operations on all pairs of nodes.
record ComposedLevel(
        RadialFunctions radial, Parameter vectorMixing, Parameter scalarMixing, ScalarMlp mlp, MessageRules rules) {
    ComplexVectorsScalars apply(ComplexVectorsScalars x, NodeMomenta momenta) {
        ComposedBlocks blocks = new ComposedBlocks(radial, rules, x, momenta);
        Tensor mixed = mixed(scalarMixing, blocks.scalars(), 1);
        int out = mixed.shape().axis(0);
        Tensor scalars = mlp.apply(mixed.reshape(2 * out, -1));
        return ComplexVectorsScalars.of(
                mixed(vectorMixing, blocks.vectors(), ComplexVectorsScalars.VECTOR)
                        .reshape(out, 2, ComplexVectorsScalars.VECTOR, x.particles(), x.jets()),
                scalars.reshape(out, 2, x.particles(), x.jets()));
    }

    /// `out_re = W_re x_re - W_im x_im,  out_im = W_im x_re + W_re x_im`.
    private static Tensor mixed(Parameter weights, Tensor x, int components) {
        Shape s = x.shape();
        int in = s.axis(0);
        int out = weights.shape().axis(1);
        Tensor w = x.tape().parameter(weights);
        Tensor re = w.slice(0, 0, 1).reshape(out, in);
        Tensor im = w.slice(0, 1, 2).reshape(out, in);
        Tensor xRe = x.slice(1, 0, 1).reshape(in, -1);
        Tensor xIm = x.slice(1, 1, 2).reshape(in, -1);
        Tensor yRe = re.matmul(xRe).minus(im.matmul(xIm)).reshape(out, 1, components, -1);
        Tensor yIm = im.matmul(xRe).plus(re.matmul(xIm)).reshape(out, 1, components, -1);
        return Tensor.concatenate(1, List.of(yRe, yIm));
    }
}
