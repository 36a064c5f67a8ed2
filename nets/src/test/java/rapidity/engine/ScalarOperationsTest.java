package rapidity.engine;

/// Every operation on natural tensors with the scalar kernels.
class ScalarOperationsTest implements TensorContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.scalar(precision);
    }
}
