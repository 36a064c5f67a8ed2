package rapidity.engine.torch;

import rapidity.engine.kernel.VectorLayout;

/// Root-mean-square norm of four-vectors and scalars, see [rapidity.engine.kernel.VectorTileKernels#rmsNorm]. Arrays
/// are `[outer, scalar, token]` and `[outer, vector, component, token]`, in any strides.
record VectorNorm(Torch torch, Constants constants) {
    private static final double EPSILON = 0.01;

    /// The sign of each component in the Minkowski product, `[1, 1, component, 1]`.
    Value metric() {
        return constants.of(
                torch,
                "Minkowski metric",
                () -> torch.tensor(new double[] {1, -1, -1, -1}, 1, 1, VectorLayout.COMPONENTS, 1));
    }

    /// `<v, v>`, `[outer, vector, 1, token]`.
    private Value squares(Value v) {
        return torch.sumKept(torch.times(torch.times(v, v), metric()), 2);
    }

    /// The factor of each token, `[outer, 1, token]`.
    ///
    /// @param channels how many scalars and vectors there are
    Value factor(Value scalars, Value vectors, int channels) {
        Value sum = torch.plus(
                torch.sumKept(torch.times(scalars, scalars), 1),
                torch.call("squeeze.dim", torch.sumKept(torch.call("abs", squares(vectors)), 1), 2));
        return torch.call("rsqrt", torch.plus(torch.times(sum, 1.0 / channels), EPSILON));
    }

    /// Half the derivative of the sum of absolute squares by the vectors: `sign(<v, v>) metric v`.
    Value towards(Value vectors) {
        return torch.times(torch.times(torch.call("sign", squares(vectors)), metric()), vectors);
    }
}
