package rapidity.engine;

import java.util.List;
import rapidity.engine.kernel.MessageLayout;
import rapidity.engine.kernel.Unary;

/// Operations of Lorentz-group message passing at maxdim 2, see [MessageLayout].
public interface LorentzOps {
    /// What a level mixes.
    Buffer blocks(MessageLayout layout, MessageEdges edges, Buffer features);

    /// Gradient of [#blocks] into everything that it was computed from, and the features; each is stored.
    ///
    /// @param of where the gradient of a tensor goes
    /// @return the gradient of the features
    Buffer blocksGradient(
            MessageLayout layout, MessageEdges edges, Buffer features, Buffer dBlocks, TensorGradients of);

    /// Where gradients of tensors go: memory full of zeros, to be added to.
    interface TensorGradients {
        Buffer of(Tensor t);
    }

    /// Complex linear combinations of blocks of rows.
    ///
    /// @param y where the results go, row `yRow` first
    void mix(MixedBlocks m, Buffer weights, Buffer blocks, Buffer y, int yRow, int width);

    /// Gradient of [#mix]: that of the blocks is stored in their rows, that of the weights added.
    void mixGradient(
            MixedBlocks m,
            Buffer weights,
            Buffer blocks,
            Buffer dy,
            int yRow,
            int width,
            Buffer dWeights,
            Buffer dBlocks);

    /// Linear maps of columns with a function of each number in between, `W (...) f(W x + b) + b`.
    ///
    /// @param weights `[out, in]` of each map
    /// @param x `[in, n]`
    /// @param y where the result goes, row `yRow` first
    /// @param kept what goes into each function, `[out, n]`, kept for the gradient
    void mlp(
            Unary f, List<Tensor> weights, List<Tensor> biases, Buffer x, int n, Buffer y, int yRow, List<Buffer> kept);

    /// Gradient of [#mlp].
    ///
    /// @return the gradient of x
    Buffer mlpGradient(
            Unary f,
            List<Tensor> weights,
            List<Tensor> biases,
            Buffer x,
            int n,
            Buffer dy,
            int yRow,
            List<Buffer> kept,
            TensorGradients of);
}
