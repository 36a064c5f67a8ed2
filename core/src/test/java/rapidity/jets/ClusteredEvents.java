package rapidity.jets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.golden.GoldenFile;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.FourVectors;

/// What the `fastjet` package made of some events: see `make_clustered_events.py`.
record ClusteredEvents(List<List<String>> events) {
    static ClusteredEvents read() {
        List<List<String>> events = new ArrayList<>();
        for (String line :
                GoldenFile.of(ClusteredEvents.class, "clustered-events.txt").lines()) {
            if (line.startsWith("event ")) {
                events.add(new ArrayList<>());
            } else {
                events.getLast().add(line);
            }
        }
        return new ClusteredEvents(events);
    }

    static FourVectors particles(List<String> event) {
        return FourVectors.of(
                jets(event, "particle").stream().map(ClusteredJet::momentum).toArray(FourVector[]::new));
    }

    /// The lines of this beginning: a momentum and perhaps constituents.
    static List<ClusteredJet> jets(List<String> event, String beginning) {
        return event.stream()
                .filter(line -> line.startsWith(beginning + " "))
                .map(line -> line.substring(beginning.length() + 1).split(" : ", -1))
                .map(parts -> new ClusteredJet(
                        momentum(GoldenFile.numbers(parts[0], 0)), parts.length == 1 ? new int[0] : indices(parts[1])))
                .toList();
    }

    private static FourVector momentum(double[] p) {
        return new FourVector(p[0], p[1], p[2], p[3]);
    }

    private static int[] indices(String words) {
        return Arrays.stream(words.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }

    /// The numbers of the line of this beginning; none if there is no such line.
    static double[] numbers(List<String> event, String beginning) {
        return event.stream()
                .filter(line -> line.startsWith(beginning + " "))
                .map(line -> GoldenFile.numbers(line, beginning.split(" ", -1).length))
                .findFirst()
                .orElse(new double[0]);
    }
}
