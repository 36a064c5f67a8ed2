package rapidity.engine.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Kernels of Lorentz-group message passing.
interface LorentzContract<A> extends KernelsUnderTest<A> {
    List<Integer> PARTICLES = List.of(1, 2, 5);
    int FUNCTIONS = 3;

    /// A kernel and what it works on.
    interface Call {
        <B> void run(Kernels<B> kernels, List<B> arrays);
    }

    /// Runs a kernel and its definition on the same random arrays of these lengths, and compares all of them.
    private void check(String what, Call call, int... lengths) {
        RandomGenerator random = random();
        List<Twin<A>> arrays = Arrays.stream(lengths)
                .mapToObj(length -> Twin.random(kernels(), length, random))
                .toList();
        call.run(kernels(), arrays.stream().map(Twin::tested).toList());
        call.run(REFERENCE, arrays.stream().map(Twin::reference).toList());
        for (int i = 0; i < lengths.length; i++) {
            // terms of some tens of numbers of order 1 may cancel
            arrays.get(i).assertAgrees(what + ", array " + i, tolerance(), 10, Twin.ALL);
        }
    }

    private void withLayouts(BiConsumer<MessageLayout, NodePairs> test) {
        for (int channels : List.of(1, 3)) {
            for (int particles : PARTICLES) {
                for (int jets : List.of(kernels().lanes(), 3 * kernels().lanes())) {
                    MessageLayout layout = new MessageLayout(channels, particles, jets);
                    test.accept(layout, NodePairs.all(particles));
                    test.accept(layout, NodePairs.different(particles));
                }
            }
        }
    }

    @Test
    default void edgesAndTheirGradientsAreTheDefinition() {
        withLayouts((layout, pairs) -> {
            int n = layout.nodes();
            int to = pairs.count();
            int from = to / 3;
            int edges = (to - from) * layout.jets();
            check(
                    layout + " edges",
                    new Call() {
                        @Override
                        public <B> void run(Kernels<B> k, List<B> x) {
                            k.edges(layout, pairs, from, to, x.get(0), x.get(1), x.get(2), x.get(3));
                            k.complexEdges(layout, pairs, from, to, x.get(4), x.get(5));
                            k.complexEdgesGradient(layout, pairs, from, to, x.get(4), x.get(6), x.get(7));
                        }
                    },
                    4 * n,
                    n,
                    edges,
                    edges,
                    8 * n,
                    2 * edges,
                    2 * edges,
                    8 * n);
        });
    }

    @Test
    default void bellsAndTheirGradientsAreTheDefinition() {
        int e = 5 * kernels().lanes();
        int[] lengths = {3, 3, 3, 2 * e, e, 3 * e, 3 * e, 3, 3, 3, 2 * e};
        check("bells", bells(e, Padding.SEEN), lengths);
        check("bells where nothing is padding", bells(e, Padding.NONE), lengths);
    }

    /// Whether a kernel is told of padding.
    enum Padding {
        SEEN,
        NONE
    }

    private static Call bells(int edges, Padding padding) {
        return new Call() {
            @Override
            public <B> void run(Kernels<B> k, List<B> x) {
                B squares = x.get(3);
                for (int e = 0; e < 2 * edges; e++) {
                    k.set(squares, e, Math.abs(k.at(squares, e)));
                }
                B seen = padding == Padding.NONE ? null : x.get(4);
                B dSquares = padding == Padding.NONE ? x.get(10) : null;
                k.bells(FUNCTIONS, edges, x.get(0), x.get(1), x.get(2), squares, edges, seen, x.get(5));
                k.bellsGradient(
                        FUNCTIONS, edges, x.get(1), x.get(2), squares, edges, seen, x.get(6), x.get(7), x.get(8),
                        x.get(9), dSquares);
            }
        };
    }

    @Test
    default void messagesAndTheirGradientsAreTheDefinition() {
        withLayouts((layout, pairs) -> {
            int n = layout.nodes();
            int to = pairs.count();
            int from = to / 3;
            int edges = (to - from) * layout.jets() * 4 * layout.channels();
            int x = layout.featureRows() * n;
            int y = layout.blockRows() * n;
            check(
                    layout + " messages",
                    new Call() {
                        @Override
                        public <B> void run(Kernels<B> k, List<B> a) {
                            k.scalarMessages(layout, pairs, from, to, a.get(1), a.get(2), a.get(3));
                            k.vectorMessages(layout, pairs, from, to, a.get(0), a.get(1), a.get(2), a.get(3));
                            k.complexMessages(layout, pairs, from, to, a.get(0), a.get(1), a.get(2), a.get(4));
                            k.scalarMessagesGradient(
                                    layout, pairs, from, to, a.get(1), a.get(2), a.get(5), a.get(6), a.get(8));
                            k.vectorMessagesGradient(
                                    layout, pairs, from, to, a.get(0), a.get(1), a.get(2), a.get(5), a.get(6),
                                    a.get(8));
                            k.complexMessagesGradient(
                                    layout, pairs, from, to, a.get(0), a.get(1), a.get(2), a.get(5), a.get(9), a.get(7),
                                    a.get(8));
                        }
                    },
                    8 * n,
                    edges,
                    x,
                    y,
                    y,
                    y,
                    edges,
                    edges,
                    x,
                    8 * n);
        });
    }

    @Test
    default void messagesOfConstantsAndProductsAreTheDefinition() {
        withLayouts((layout, pairs) -> {
            int n = layout.nodes();
            int x = layout.featureRows() * n;
            int y = layout.blockRows() * n;
            int c = 2 * layout.channels();
            double self = pairs.count() > layout.particles() * (layout.particles() - 1) / 2 ? 1 : 0;
            check(
                    layout + " constants",
                    new Call() {
                        @Override
                        public <B> void run(Kernels<B> k, List<B> a) {
                            k.constantMessages(layout, self, a.get(0), a.get(1), a.get(2), a.get(3));
                            k.constantMessagesGradient(
                                    layout,
                                    self,
                                    a.get(0),
                                    a.get(1),
                                    a.get(2),
                                    a.get(4),
                                    a.get(5),
                                    a.get(6),
                                    a.get(7),
                                    k.allocate(LorentzKernels.SCRATCH * k.lanes()));
                            k.nodeProducts(layout, a.get(2), a.get(3));
                            k.nodeProductsGradient(layout, a.get(2), a.get(4), a.get(7));
                        }
                    },
                    c,
                    8 * n,
                    x,
                    y,
                    y,
                    c,
                    8 * n,
                    x);
        });
    }

    @Test
    default void biasesAndRowSumsAreTheDefinition() {
        for (int width : List.of(1, 4, 7, 33)) {
            check(
                    "bias of " + width,
                    new Call() {
                        @Override
                        public <B> void run(Kernels<B> k, List<B> a) {
                            k.addBias(a.get(0), 5, width, a.get(1));
                            k.addRowSums(a.get(0), 5, width, a.get(2));
                        }
                    },
                    5 * width + 3,
                    5,
                    5);
        }
    }

    @Test
    default void productsOfRowsAreTheDefinition() {
        for (int m : List.of(1, 4, 6)) {
            for (int n : List.of(1, 2, 5)) {
                for (int k : List.of(1, 16, 53)) {
                    Call call = new Call() {
                        @Override
                        public <B> void run(Kernels<B> kernels, List<B> x) {
                            kernels.addRowProducts(x.get(0), 1, m, x.get(1), 2, n, k, x.get(2));
                        }
                    };
                    check(m + " x " + n + " x " + k, call, 1 + m * k, 2 + n * k, m * n + 1);
                }
            }
        }
    }
}
