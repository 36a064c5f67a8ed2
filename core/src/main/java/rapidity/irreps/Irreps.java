package rapidity.irreps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A direct sum of irreps, each with its multiplicity, in an order that is kept: the type of a set of features, whose
/// multiplicities are its numbers of channels.
///
/// @param parts each irrep once
public record Irreps(List<Part> parts) {
    /// Several copies of one irrep.
    public record Part(Irrep irrep, int multiplicity) {}

    /// @throws IllegalArgumentException if an irrep stands twice or a multiplicity is not positive
    public Irreps {
        parts = List.copyOf(parts);
        if (parts.stream().map(Part::irrep).distinct().count() < parts.size()) {
            throw new IllegalArgumentException("an irrep stands twice in " + parts);
        }
        for (Part p : parts) {
            if (p.multiplicity < 1) {
                throw new IllegalArgumentException("irrep " + p.irrep + " has multiplicity " + p.multiplicity);
            }
        }
    }

    /// The same number of channels of each irrep.
    public static Irreps of(int multiplicity, Irrep... irreps) {
        return new Irreps(
                Arrays.stream(irreps).map(i -> new Part(i, multiplicity)).toList());
    }

    /// Its irreps, in order.
    public List<Irrep> labels() {
        return parts.stream().map(Part::irrep).toList();
    }

    /// How many copies of an irrep there are, zero if none.
    public int multiplicity(Irrep irrep) {
        return parts.stream()
                .filter(p -> p.irrep.equals(irrep))
                .mapToInt(Part::multiplicity)
                .sum();
    }

    /// Number of components of all copies.
    public int dimension() {
        return parts.stream()
                .mapToInt(p -> p.multiplicity * p.irrep.dimension())
                .sum();
    }

    /// The direct sum with another: multiplicities add up, irreps that are new stand behind.
    public Irreps plus(Irreps other) {
        Map<Irrep, Integer> sum = new LinkedHashMap<>();
        for (List<Part> some : List.of(parts, other.parts)) {
            some.forEach(p -> sum.merge(p.irrep, p.multiplicity, Integer::sum));
        }
        return of(sum);
    }

    /// The tensor product with another: every copy with every copy.
    public Irreps times(Irreps other) {
        Map<Irrep, Integer> product = new LinkedHashMap<>();
        for (Part a : parts) {
            for (Part b : other.parts) {
                for (Irrep c : a.irrep.times(b.irrep)) {
                    product.merge(c, Math.multiplyExact(a.multiplicity, b.multiplicity), Integer::sum);
                }
            }
        }
        return of(product);
    }

    /// The product channel by channel, as layers take it: all multiplicities are the same number C, and every pair of
    /// irreps adds C copies of each irrep that it contains.
    ///
    /// @throws IllegalArgumentException if the multiplicities are not all the same
    public Irreps channelwise(Irreps other) {
        int channels = channels();
        if (channels != other.channels()) {
            throw new IllegalArgumentException(
                    "a product of channels needs as many in both factors, got " + parts + " and " + other.parts);
        }
        Map<Irrep, Integer> product = new LinkedHashMap<>();
        for (Irrep a : labels()) {
            for (Irrep b : other.labels()) {
                a.times(b).forEach(c -> product.merge(c, channels, Integer::sum));
            }
        }
        return of(product);
    }

    /// The multiplicity that all irreps have.
    ///
    /// @throws IllegalArgumentException if they differ
    public int channels() {
        List<Integer> all = parts.stream().map(Part::multiplicity).distinct().toList();
        if (all.size() != 1) {
            throw new IllegalArgumentException("expected the same multiplicity of every irrep, got " + parts);
        }
        return all.getFirst();
    }

    /// What is left of irreps (k, n) with k and n below `maxdim`.
    public Irreps cut(int maxdim) {
        return filter(irrep -> irrep.largest() < maxdim);
    }

    private Irreps filter(Predicate<Irrep> kept) {
        return new Irreps(parts.stream().filter(p -> kept.test(p.irrep)).toList());
    }

    private static Irreps of(Map<Irrep, Integer> multiplicities) {
        List<Part> parts = new ArrayList<>();
        multiplicities.forEach((irrep, multiplicity) -> parts.add(new Part(irrep, multiplicity)));
        return new Irreps(parts);
    }
}
