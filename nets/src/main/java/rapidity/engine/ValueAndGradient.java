package rapidity.engine;

/// A number that was computed outside of a tape, together with its gradient: the way for losses that choose, such as
/// those that match points, since the gradient of a minimum is that of the term chosen.
///
/// @param value f(x)
/// @param gradient df / dx, row-major
public record ValueAndGradient(double value, double[] gradient) {
    /// The number f(x) on the tape of x. Its gradient cannot be differentiated again.
    ///
    /// @throws IllegalArgumentException if the gradient does not have the size of x
    public Tensor at(Tensor x) {
        if (gradient.length != x.shape().size()) {
            throw new IllegalArgumentException(
                    "a gradient of " + gradient.length + " numbers for a tensor of shape " + x.shape());
        }
        Tape tape = x.tape();
        Buffer result = tape.ops().allocate(1);
        tape.ops().fill(result, 0, 1, value);
        return tape.record(result, Shape.of(1), x.isTracked(), g -> {
            tape.refuseSecondDerivative("a value with a given gradient");
            Tensor slope = tape.tensor(gradient, x.shape().toArray());
            tape.accumulate(x, slope.times(g.item()));
        });
    }
}
