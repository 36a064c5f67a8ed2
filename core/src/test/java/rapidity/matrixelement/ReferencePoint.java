package rapidity.matrixelement;

import java.util.Arrays;
import java.util.List;
import rapidity.golden.GoldenFile;

/// A point of MadGraph5_aMC@NLO: momenta, me2, and the colour-ordered sums in the order of `orderings` (gluons from 0).
record ReferencePoint(String name, int gluons, double[] momenta, double me2, double[] sums, List<int[]> orderings) {

    static List<ReferencePoint> all() {
        List<String> lines =
                GoldenFile.of(ReferencePoint.class, "reference-amplitudes.txt").lines();
        return lines.stream()
                .filter(line -> !line.startsWith("orderings"))
                .map(line -> parse(line, lines))
                .toList();
    }

    static ReferencePoint first(int gluons) {
        return all().stream().filter(p -> p.gluons == gluons).findFirst().orElseThrow();
    }

    QuarkFlavour flavour() {
        return name.startsWith("u") ? QuarkFlavour.UP : QuarkFlavour.DOWN;
    }

    /// The process and the first momentum: enough to find the point in the file.
    @Override
    public String toString() {
        return name + " " + momenta[0];
    }

    private static ReferencePoint parse(String line, List<String> lines) {
        String name = line.substring(0, line.indexOf(' '));
        List<int[]> orderings = lines.stream()
                .filter(l -> l.startsWith("orderings " + name + " "))
                .flatMap(l -> Arrays.stream(l.split(" ")).skip(2))
                .map(word -> word.chars().map(c -> c - '1').toArray())
                .toList();
        double[] numbers = GoldenFile.numbers(line, 1);
        int gluons = orderings.get(0).length;
        int momenta = 4 * (gluons + 3);
        return new ReferencePoint(
                name,
                gluons,
                Arrays.copyOf(numbers, momenta),
                numbers[momenta],
                Arrays.copyOfRange(numbers, momenta + 1, numbers.length),
                orderings);
    }
}
