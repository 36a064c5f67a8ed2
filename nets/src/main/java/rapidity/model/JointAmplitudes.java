package rapidity.model;

import java.util.List;

/// What happens to events of several processes around a network that learnt them jointly.
///
/// @param processes with constants of their own, in the order of their codes
record JointAmplitudes(List<AmplitudePreprocessing> processes) {
    JointAmplitudes {
        processes = List.copyOf(processes);
    }
}
