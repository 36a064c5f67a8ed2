package rapidity.app.study;

import java.util.Locale;

/// What a part of the evaluation of a network costs on this machine.
///
/// @param what the work, with the number of events
/// @param operations multiplications and additions of networks
/// @param seconds on all threads
/// @param memory bytes besides those of the training
record EvaluationCost(String what, double operations, double seconds, long memory) {
    String line() {
        return String.format(Locale.ROOT, "  %s: %.3g FLOP, %.3g h", what, operations, seconds / 3600);
    }
}
