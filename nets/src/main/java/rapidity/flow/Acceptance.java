package rapidity.flow;

/// How many proposals of a source pass the cuts.
public record Acceptance(long passed, long proposals) {
    /// Of a source without cuts.
    public static final Acceptance CERTAIN = new Acceptance(1, 1);

    /// @throws IllegalArgumentException unless some pass, and not more than there are
    public Acceptance {
        if (passed < 1 || passed > proposals) {
            throw new IllegalArgumentException(passed + " of " + proposals
                    + " proposals of the source pass the cuts: at least one has to, or there is no density");
        }
    }

    /// The estimate.
    public double fraction() {
        return (double) passed / proposals;
    }

    /// `ln` of the estimate, which every log density contains.
    public double log() {
        return Math.log(fraction());
    }

    /// Standard error of [#log], `sqrt((1 - a) / (a n))`.
    public double logError() {
        return Math.sqrt((double) (proposals - passed) / passed / proposals);
    }
}
