package rapidity.train;

/// How the losses of the events of a batch become that of the batch. An optimiser such as Adam hardly sees the
/// difference; a [Regularisation] does.
public enum Reduction {
    MEAN,
    SUM;

    double factor(int events) {
        return this == MEAN ? 1.0 / events : 1;
    }
}
