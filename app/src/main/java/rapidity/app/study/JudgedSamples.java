package rapidity.app.study;

import java.util.Arrays;
import rapidity.model.StandardObservables;

/// Observables of true and of generated events, standardised with those of the true ones.
///
/// Rows are the true events, then the generated ones. Of each sample the first eight tenths are for training, the next
/// one for the test, the last for validation.
///
/// @source lorentz-gatr, classifier of generated events
final class JudgedSamples {
    private static final double TRAIN = 0.8;
    private static final double TEST = 0.1;

    /// Events of a sample whose tenths are not empty.
    private static final int LEAST = 10;

    private final StandardObservables observables;
    private final float[] truth;
    private final float[] generated;

    /// @throws IllegalArgumentException if a sample is too small to be split, or with event and name if an observable
    ///     is not finite
    JudgedSamples(Judge.Samples of) {
        int event = 4 * of.particles();
        int[] sizes = {of.truth().length / event, of.generated().length / event};
        if (sizes[0] < LEAST || sizes[1] < LEAST) {
            throw new IllegalArgumentException(
                    "a judge needs ten true and ten generated events at least, got " + sizes[0] + " and " + sizes[1]);
        }
        this.observables = StandardObservables.of(of.observables(), of.particles(), of.truth());
        this.truth = observables.rows(of.truth());
        this.generated = observables.rows(of.generated());
    }

    StandardObservables observables() {
        return observables;
    }

    /// Standardised observables of some events, `[events, observables]`.
    float[] at(int... events) {
        int width = observables.width();
        float[] r = new float[events.length * width];
        for (int i = 0; i < events.length; i++) {
            boolean isTrue = isTrue(events[i]);
            int from = (isTrue ? events[i] : events[i] - count(truth)) * width;
            System.arraycopy(isTrue ? truth : generated, from, r, i * width, width);
        }
        return r;
    }

    private int count(float[] rows) {
        return rows.length / observables.width();
    }

    boolean isTrue(int event) {
        return event < count(truth);
    }

    /// The rows of true events of a part.
    int[] truth(Part part) {
        return part(count(truth), part);
    }

    /// The rows of generated events of a part.
    int[] generated(Part part) {
        int[] r = part(count(generated), part);
        Arrays.setAll(r, i -> r[i] + count(truth));
        return r;
    }

    private static int[] part(int events, Part part) {
        int train = (int) (TRAIN * events);
        int test = (int) ((TRAIN + TEST) * events);
        int from = part == Part.TRAIN ? 0 : part == Part.TEST ? train : test;
        int to = part == Part.TRAIN ? train : part == Part.TEST ? test : events;
        int[] r = new int[to - from];
        Arrays.setAll(r, i -> from + i);
        return r;
    }
}
