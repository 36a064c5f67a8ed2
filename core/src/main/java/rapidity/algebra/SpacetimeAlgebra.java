package rapidity.algebra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The geometric (Clifford) algebra G(1,3): everything that follows from
///
/// ```
/// e0^2 = +1,  e1^2 = e2^2 = e3^2 = -1,  e_i e_j = -e_j e_i
/// ```
///
/// A multivector has 16 components along the basis blades, ordered by grade, then by their indices:
///
/// ```
/// 0: 1 | 1..4: e0 e1 e2 e3 | 5..10: e01 e02 e03 e12 e13 e23 | 11..14: e012 e013 e023 e123 | 15: I = e0123
/// ```
///
/// No table is typed in: products, signs and equivariant maps are computed from the metric.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 2 and App. A
public final class SpacetimeAlgebra {
    /// Dimension of space-time, and the number of generators e0 .. e3.
    public static final int GENERATORS = 4;

    /// Components of a multivector.
    public static final int COMPONENTS = 1 << GENERATORS;

    /// Grades 0 .. 4: scalar, vector, bivector, trivector (axial vector), pseudoscalar.
    public static final int GRADES = GENERATORS + 1;

    /// Index of the pseudoscalar I = e0 e1 e2 e3.
    public static final int PSEUDOSCALAR = COMPONENTS - 1;

    private static final int[] METRIC = {+1, -1, -1, -1};

    /// Blade i as a set of generators: bit k is set if e_k is a factor.
    private static final int[] FACTORS = IntStream.range(0, COMPONENTS)
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(Integer::bitCount).thenComparing(SpacetimeAlgebra::name))
            .mapToInt(Integer::intValue)
            .toArray();

    private static final int[][] TARGET = new int[COMPONENTS][COMPONENTS];
    private static final int[][] SIGN = new int[COMPONENTS][COMPONENTS];

    static {
        int[] indexOf = new int[COMPONENTS];
        for (int i = 0; i < COMPONENTS; i++) {
            indexOf[FACTORS[i]] = i;
        }
        for (int i = 0; i < COMPONENTS; i++) {
            for (int j = 0; j < COMPONENTS; j++) {
                TARGET[i][j] = indexOf[FACTORS[i] ^ FACTORS[j]];
                SIGN[i][j] = sign(FACTORS[i], FACTORS[j]);
            }
        }
    }

    private SpacetimeAlgebra() {}

    /// The square of the generator e_k: the metric (+, -, -, -).
    public static int metric(int k) {
        return METRIC[k];
    }

    /// The name of blade i: `1`, `e0`, `e013`.
    public static String bladeName(int i) {
        return name(FACTORS[i]);
    }

    /// The number of generators in blade i.
    public static int grade(int i) {
        return Integer.bitCount(FACTORS[i]);
    }

    /// The blade that the product of blades i and j is, up to its sign.
    public static int productTarget(int i, int j) {
        return TARGET[i][j];
    }

    /// The sign of the product of blades i and j: `e_i e_j = productSign(i, j) e_productTarget(i, j)`.
    public static int productSign(int i, int j) {
        return SIGN[i][j];
    }

    /// The reversal ~x writes the factors of each blade in the opposite order: sign of component i.
    public static int reversalSign(int i) {
        int g = grade(i);
        return parity(g * (g - 1) / 2);
    }

    /// The grade involution turns each generator around: sign of component i.
    public static int involutionSign(int i) {
        return parity(grade(i));
    }

    /// The sign m_i in the inner product `<x, y> = scalar part of ~x y = sum over i of m_i x_i y_i`.
    public static int innerSign(int i) {
        return reversalSign(i) * SIGN[i][i];
    }

    /// The 256 terms of the geometric product, those of one output component together.
    public static List<ProductTerm> productTerms() {
        return IntStream.range(0, COMPONENTS)
                .boxed()
                .flatMap(i ->
                        IntStream.range(0, COMPONENTS).mapToObj(j -> new ProductTerm(TARGET[i][j], i, j, SIGN[i][j])))
                .sorted(Comparator.comparingInt(ProductTerm::out))
                .toList();
    }

    /// Map a of the linear maps of multivectors that commute with the proper orthochronous Lorentz group:
    ///
    /// ```
    /// a = 0..4   projection on grade a          (these five commute with reflections too)
    /// a = 5..9   projection on grade a - 5, then multiplication by I from the right
    /// ```
    ///
    /// @throws IllegalArgumentException unless 0 <= a < 10
    /// @source arXiv:2405.14806, Eq. 4 and App. A
    /// @departs the paper multiplies by I from the left, as the Python code does not: odd grades change sign
    public static List<SignedEntry> equivariantMap(int a) {
        if (a < 0 || a >= 2 * GRADES) {
            throw new IllegalArgumentException("expected an equivariant map 0.." + (2 * GRADES - 1) + ", got " + a);
        }
        boolean dual = a >= GRADES;
        int factor = dual ? PSEUDOSCALAR : 0;
        List<SignedEntry> entries = new ArrayList<>();
        for (int j = 0; j < COMPONENTS; j++) {
            if (grade(j) == a % GRADES) {
                entries.add(new SignedEntry(TARGET[j][factor], j, SIGN[j][factor]));
            }
        }
        return List.copyOf(entries);
    }

    /// The basis as eight blades and their duals: (1, I), (e_k, e_k I) for k = 0..3, (e_0k, e_0k I) for k = 1..3.
    ///
    /// In these pairs every equivariant linear map is the same block, with g the grade of the first member:
    ///
    /// ```
    /// [ u' ]   [ W_g      -W_(9-g) ] [ u ]
    /// [ d' ] = [ W_(5+g)   W_(4-g) ] [ d ]
    /// ```
    public static List<DualPair> dualPairs() {
        return IntStream.range(0, COMPONENTS / 2)
                .mapToObj(i -> new DualPair(i, TARGET[i][PSEUDOSCALAR], SIGN[i][PSEUDOSCALAR]))
                .toList();
    }

    private static String name(int factors) {
        return factors == 0
                ? "1"
                : IntStream.range(0, GENERATORS)
                        .filter(k -> (factors >> k & 1) != 0)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining("", "e", ""));
    }

    private static int sign(int left, int right) {
        int sign = 1;
        for (int k = 0; k < GENERATORS; k++) {
            if ((right >> k & 1) != 0) {
                int transpositions = Integer.bitCount(left >> (k + 1));
                sign *= parity(transpositions) * ((left >> k & 1) != 0 ? METRIC[k] : 1);
            }
        }
        return sign;
    }

    private static int parity(int n) {
        return n % 2 == 0 ? 1 : -1;
    }
}
