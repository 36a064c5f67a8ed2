package rapidity.layer.clifford;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapidity.algebra.ProductTerm;
import rapidity.algebra.SpacetimeAlgebra;

/// The geometric product taken apart by grades: the part `<<x>_i <y>_k>_j` of a product, for each of the grade triples
/// (i, j, k) for which it does not vanish. The 256 terms of the product are the terms of 128 sums, one for each
/// component and path that ends in its grade.
final class GradePaths {
    /// Grades of the left factor, of the result, and of the right factor.
    record Path(int left, int out, int right) {}

    /// One of the 256 terms.
    ///
    /// @param sum that it belongs to
    record Term(int sum, int left, int right, int sign) {}

    /// One component of the part of a product.
    private record Sum(int component, int path) {}

    private static final List<Path> PATHS = SpacetimeAlgebra.productTerms().stream()
            .map(GradePaths::path)
            .distinct()
            .sorted(Comparator.comparingInt(Path::out)
                    .thenComparingInt(Path::left)
                    .thenComparingInt(Path::right))
            .toList();
    private static final List<Term> TERMS = new ArrayList<>();
    private static final Map<Sum, Integer> SUMS = new LinkedHashMap<>();

    static {
        for (ProductTerm t : SpacetimeAlgebra.productTerms()) {
            Sum sum = new Sum(t.out(), PATHS.indexOf(path(t)));
            SUMS.putIfAbsent(sum, SUMS.size());
            TERMS.add(new Term(SUMS.getOrDefault(sum, 0), t.left(), t.right(), t.sign()));
        }
    }

    private GradePaths() {}

    private static Path path(ProductTerm t) {
        return new Path(
                SpacetimeAlgebra.grade(t.left()), SpacetimeAlgebra.grade(t.out()), SpacetimeAlgebra.grade(t.right()));
    }

    /// 35, by the grades of the result, of the left and of the right factor.
    static List<Path> paths() {
        return PATHS;
    }

    static List<Term> terms() {
        return List.copyOf(TERMS);
    }

    static int sums() {
        return SUMS.size();
    }

    /// The component of each sum.
    static int[] componentOfSum() {
        return SUMS.keySet().stream().mapToInt(Sum::component).toArray();
    }

    /// The path of each sum.
    static int[] pathOfSum() {
        return SUMS.keySet().stream().mapToInt(Sum::path).toArray();
    }
}
