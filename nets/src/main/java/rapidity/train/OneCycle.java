package rapidity.train;

/// One cycle: half a cosine up from a twenty-fifth of the largest rate, then half a cosine down to a ten-thousandth of
/// where it began. The decay of the first moment moves against it, from 0.95 to 0.85 and back, as PyTorch does unless
/// it is told otherwise.
///
/// ```
/// rate(t) = end + (begin - end) (1 + cos(pi x)) / 2,   x = (t - from) / (to - from) in each of the two parts
/// ```
///
/// @param largest the rate at the top; the optimiser's own rate is not used
/// @param steps updates of the whole cycle; after it the rate stays
/// @param rising part of the steps until the top
/// @source Smith, Topin, arXiv:1708.07120; the two-part form of PyTorch's OneCycleLR
public record OneCycle(double largest, long steps, double rising) implements Schedule {
    private static final double FIRST = 1.0 / 25;
    private static final double LAST = FIRST / 1e4;
    private static final double BETA_AT_ENDS = 0.95;
    private static final double BETA_AT_TOP = 0.85;

    public OneCycle {
        if (!(largest > 0) || !(rising < 1) || !(rising * steps > 1)) {
            throw new IllegalArgumentException(
                    "no cycle of " + steps + " steps up to " + largest + " with a part of " + rising + " rising");
        }
    }

    @Override
    public double rate(double base, State state) {
        return cycle(state.updates(), largest * FIRST, largest, largest * LAST);
    }

    @Override
    public double beta1(double base, State state) {
        return cycle(state.updates(), BETA_AT_ENDS, BETA_AT_TOP, BETA_AT_ENDS);
    }

    private double cycle(long updates, double first, double top, double last) {
        double turn = rising * steps - 1;
        double end = steps - 1.0;
        if (updates <= turn) {
            return cosine(first, top, updates / turn);
        }
        return cosine(top, last, Math.min(1, (updates - turn) / (end - turn)));
    }

    private static double cosine(double begin, double end, double x) {
        return end + (begin - end) * (1 + StrictMath.cos(Math.PI * x)) / 2;
    }
}
