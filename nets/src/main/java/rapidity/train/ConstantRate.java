package rapidity.train;

/// The optimiser's own rate throughout.
public record ConstantRate() implements Schedule {
    @Override
    public double rate(double base, State state) {
        return base;
    }
}
