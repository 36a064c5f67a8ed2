package rapidity.engine;

import rapidity.engine.kernel.PairSizes;

/// All ordered pairs of points of sets of equal size, also of a point with itself. Gradients cannot be differentiated
/// again.
///
/// @param points of each set; rows of arrays on points are those of one set after another
public record Pairs(int points) {
    /// @throws IllegalArgumentException if there are none
    public Pairs {
        if (points < 1) {
            throw new IllegalArgumentException("no sets of " + points + " points");
        }
    }

    private PairSizes sizes(Shape points) {
        if (points.rank() != 2 || points.axis(0) % this.points != 0) {
            throw new IllegalArgumentException("expected rows of sets of " + this.points + " points, got " + points);
        }
        return new PairSizes(points.axis(0) / this.points, this.points, points.axis(1));
    }

    /// Squared distances `d_ij = sum over f of  metric_f (x_j - x_i)_f^2`.
    ///
    /// @param x `[sets * points, features]`
    /// @param metric a factor for each feature
    /// @return `[sets * points * points]`
    public Tensor squares(Tensor x, double[] metric) {
        PairSizes sizes = sizes(x.shape());
        if (metric.length != sizes.width()) {
            throw new IllegalArgumentException(metric.length + " factors for " + sizes.width() + " features");
        }
        Tape tape = x.tape();
        Buffer d = tape.ops().graphs().squares(sizes, metric, x.buffer());
        return tape.record(d, Shape.of(sizes.pairs()), x.isTracked(), g -> {
            tape.refuseSecondDerivative("distances of pairs");
            Buffer dx = tape.ops().graphs().squaresGradient(sizes, metric, x.buffer(), g.buffer());
            tape.accumulate(x, tape.temporary(dx, x.shape()));
        });
    }

    /// `leaky(receiver_i + sender_j + d_ij w)`.
    ///
    /// @param receiver `[sets * points, width]`, and so the sender
    /// @param d `[sets * points * points]`
    /// @param w `[width]`
    /// @return `[sets * points * points, width]`
    public Tensor rectified(LeakyRelu f, Tensor receiver, Tensor sender, Tensor d, Tensor w) {
        PairSizes sizes = sizes(receiver.shape());
        boolean fits = sender.shape().equals(receiver.shape()) && w.shape().equals(Shape.of(sizes.width()));
        if (!fits || !d.shape().equals(Shape.of(sizes.pairs()))) {
            throw new IllegalArgumentException("receivers " + receiver.shape() + ", senders " + sender.shape()
                    + ", distances " + d.shape() + " and factors " + w.shape() + " do not fit");
        }
        Tape tape = receiver.tape();
        GraphOps ops = tape.ops().graphs();
        Buffer y = ops.pairs(sizes, receiver.buffer(), sender.buffer(), d.buffer(), w.buffer(), f.slope());
        boolean tracked = receiver.isTracked() || sender.isTracked() || d.isTracked() || w.isTracked();
        return tape.record(y, Shape.of(sizes.pairs(), sizes.width()), tracked, g -> {
            tape.refuseSecondDerivative("maps of pairs");
            Buffer[] gradients = ops.pairsGradient(sizes, y, g.buffer(), d.buffer(), w.buffer(), f.slope());
            tape.accumulate(receiver, tape.temporary(gradients[0], receiver.shape()));
            tape.accumulate(sender, tape.temporary(gradients[1], sender.shape()));
            tape.accumulate(d, tape.temporary(gradients[2], d.shape()));
            tape.accumulate(w, tape.temporary(gradients[3], w.shape()));
        });
    }
}
