package rapidity.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An energy flow polynomial: a sum over all tuples of particles, one for each vertex of a multigraph.
///
/// ```
/// EFP_G = sum_i1 ... sum_iN z_i1 ... z_iN  product over edges (k, l) of G of theta_ik,il
/// ```
///
/// Vertices are summed over one after another, each with at most two neighbours at its turn, so n particles take n^3
/// steps and not n^N.
///
/// @source Komiske, Metodiev, Thaler, arXiv:1712.07124, Eq. 1.1; the elimination of vertices in Sec. 5.2
public final class EnergyFlowPolynomial {
    private final int vertices;
    /// How many edges join two vertices, row-major.
    private final int[] edges;

    EnergyFlowPolynomial(int vertices, int[] edges) {
        this.vertices = vertices;
        this.edges = edges;
    }

    /// The polynomial of a multigraph.
    ///
    /// @param vertices their number
    /// @param edges pairs of vertices, counted from 0; the same pair may occur several times
    /// @throws IllegalArgumentException if a pair is none of two different vertices
    public static EnergyFlowPolynomial of(int vertices, int[]... edges) {
        int[] multiplicity = new int[vertices * vertices];
        for (int[] edge : edges) {
            if (edge.length != 2
                    || edge[0] == edge[1]
                    || Math.min(edge[0], edge[1]) < 0
                    || Math.max(edge[0], edge[1]) >= vertices) {
                throw new IllegalArgumentException(
                        "no edge " + Arrays.toString(edge) + " between two of " + vertices + " vertices");
            }
            multiplicity[edge[0] * vertices + edge[1]]++;
            multiplicity[edge[1] * vertices + edge[0]]++;
        }
        return new EnergyFlowPolynomial(vertices, multiplicity);
    }

    /// The polynomials of all multigraphs of at most so many edges, connected or not, by the number of edges; the first
    /// is `sum_i z_i`, of a single vertex. 36 for four edges.
    public static List<EnergyFlowPolynomial> upTo(int degree) {
        List<EnergyFlowPolynomial> all = new ArrayList<>();
        all.add(new EnergyFlowPolynomial(1, new int[1]));
        for (int d = 1; d <= degree; d++) {
            all.addAll(Multigraphs.all(d));
        }
        return all;
    }

    /// The polynomials of the connected multigraphs of so many vertices and edges.
    public static List<EnergyFlowPolynomial> prime(int vertices, int degree) {
        return Multigraphs.connected(degree).stream()
                .filter(p -> p.vertices == vertices)
                .toList();
    }

    /// The number of vertices.
    public int vertices() {
        return vertices;
    }

    /// The number of edges.
    public int degree() {
        return Arrays.stream(edges).sum() / 2;
    }

    int edges(int a, int b) {
        return edges[a * vertices + b];
    }

    /// The value for a jet; 0 without particles.
    ///
    /// @throws IllegalArgumentException if every order of the vertices has one with three neighbours: some graphs of
    ///     six edges or more
    public double of(EnergyFlow jet) {
        return new Elimination(jet).result();
    }

    /// The sum, vertex by vertex.
    private final class Elimination {
        private final int n;
        private final double[][] ofVertex = new double[vertices][];
        private final double[][][] ofPair = new double[vertices][vertices][];
        private final boolean[] done = new boolean[vertices];

        Elimination(EnergyFlow jet) {
            n = jet.weights().length;
            for (int a = 0; a < vertices; a++) {
                ofVertex[a] = jet.weights().clone();
                for (int b = 0; b < a; b++) {
                    if (edges(a, b) > 0) {
                        put(a, b, jet.power(edges(a, b)));
                    }
                }
            }
        }

        /// Factors of pairs are kept with the smaller vertex first.
        private void put(int a, int b, double[] factor) {
            ofPair[a][b] = factor;
            ofPair[b][a] = factor;
        }

        double result() {
            double product = 1;
            for (int step = 0; step < vertices; step++) {
                int a = next();
                int[] others = neighbours(a);
                done[a] = true;
                switch (others.length) {
                    case 0 -> product *= Arrays.stream(ofVertex[a]).sum();
                    case 1 -> intoVertex(a, others[0]);
                    case 2 -> intoPair(a, others[0], others[1]);
                    default ->
                        throw new IllegalArgumentException("a graph of " + vertices + " vertices and " + degree()
                                + " edges in which vertices have three neighbours whatever the order");
                }
            }
            return product;
        }

        private int next() {
            int best = -1;
            int fewest = Integer.MAX_VALUE;
            for (int a = 0; a < vertices; a++) {
                if (!done[a] && neighbours(a).length < fewest) {
                    best = a;
                    fewest = neighbours(a).length;
                }
            }
            return best;
        }

        private int[] neighbours(int a) {
            int[] r = new int[vertices];
            int count = 0;
            for (int b = 0; b < vertices; b++) {
                if (!done[b] && ofPair[a][b] != null) {
                    r[count++] = b;
                }
            }
            return Arrays.copyOf(r, count);
        }

        /// Entry (i of a, j of b) of the factor of a pair.
        private double at(int a, int b, int i, int j) {
            return ofPair[a][b][a < b ? i * n + j : j * n + i];
        }

        private void intoVertex(int a, int b) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += ofVertex[a][i] * at(a, b, i, j);
                }
                ofVertex[b][j] *= sum;
            }
        }

        private void intoPair(int a, int b, int c) {
            double[] factor = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double left = ofVertex[a][i] * at(a, b, i, j);
                    for (int k = 0; k < n; k++) {
                        factor[j * n + k] += left * at(a, c, i, k);
                    }
                }
            }
            if (ofPair[b][c] != null) {
                for (int k = 0; k < factor.length; k++) {
                    factor[k] *= ofPair[b][c][k];
                }
            }
            put(b, c, factor);
        }
    }
}
