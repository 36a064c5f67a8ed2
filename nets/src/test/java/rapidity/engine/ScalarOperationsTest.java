package rapidity.engine;

/// Every operation on natural tensors with the scalar kernels.
class ScalarOperationsTest implements TensorContract, WeightMatrixContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.scalar(precision);
    }
}
