package rapidity.layer.clifford;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// Work on some rows at a time, of which only the results are kept: a gradient does the work again.
final class Pieces {
    /// From some rows to their results, along the first axis.
    interface Work {
        Tensor of(int from, int end);
    }

    private Pieces() {}

    static Tensor of(Tape tape, int rows, int atOnce, Work work) {
        List<Tensor> pieces = new ArrayList<>();
        for (int from = 0; from < rows; from += atOnce) {
            int first = from;
            int end = Math.min(from + atOnce, rows);
            pieces.add(tape.checkpoint(() -> work.of(first, end)));
        }
        return pieces.size() == 1 ? pieces.getFirst() : Tensor.concatenate(0, pieces);
    }
}
