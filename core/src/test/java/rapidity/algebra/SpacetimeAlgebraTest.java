package rapidity.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.golden.GoldenFile;

class SpacetimeAlgebraTest {
    @Test
    void bladesAreOrderedByGradeThenByTheirIndices() {
        assertThat(IntStream.range(0, 16).mapToObj(SpacetimeAlgebra::bladeName))
                .containsExactly(
                        "1", "e0", "e1", "e2", "e3", "e01", "e02", "e03", "e12", "e13", "e23", "e012", "e013", "e023",
                        "e123", "e0123");
        assertThat(IntStream.range(0, 16).map(SpacetimeAlgebra::grade))
                .containsExactly(0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4);
    }

    @Test
    void the256ProductsOfBladesAreThoseOfLgatr() {
        List<String> rows =
                GoldenFile.of(SpacetimeAlgebraTest.class, "product-table.txt").lines();
        for (int j = 0; j < 16; j++) {
            int row = j;
            assertThat(IntStream.range(0, 16).mapToObj(k -> signedTarget(row, k)))
                    .as("row %d", j)
                    .containsExactly(rows.get(j).split(" +", -1));
        }
    }

    private static String signedTarget(int j, int k) {
        return (SpacetimeAlgebra.productSign(j, k) > 0 ? "+" : "-") + SpacetimeAlgebra.productTarget(j, k);
    }

    @Test
    void productTermsComeByOutputEachOfWhichHasSixteen() {
        List<ProductTerm> terms = SpacetimeAlgebra.productTerms();
        assertThat(terms).hasSize(256);
        assertThat(IntStream.range(0, 256).map(t -> terms.get(t).out()))
                .containsExactly(
                        IntStream.range(0, 256).map(t -> t / 16).boxed().toArray(Integer[]::new));
    }

    @Test
    void signsOfReversalInvolutionAndInnerProductAreThoseOfLgatr() {
        assertThat(IntStream.range(0, 16).map(SpacetimeAlgebra::reversalSign))
                .containsExactly(1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1);
        assertThat(IntStream.range(0, 16).map(SpacetimeAlgebra::involutionSign))
                .containsExactly(1, -1, -1, -1, -1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, 1);
        assertThat(IntStream.range(0, 16).map(SpacetimeAlgebra::innerSign))
                .containsExactly(1, 1, -1, -1, -1, -1, -1, -1, 1, 1, 1, 1, 1, 1, -1, -1);
    }

    @Test
    void equivariantMapsProjectOnGradesThenMultiplyByThePseudoscalar() {
        for (int g = 0; g < 5; g++) {
            assertThat(SpacetimeAlgebra.equivariantMap(g)).allMatch(e -> e.out() == e.in() && e.sign() == 1);
        }
        assertThat(entries(5)).containsExactly("15<-0+");
        assertThat(entries(6)).containsExactly("14<-1+", "13<-2+", "12<-3-", "11<-4+");
        assertThat(entries(7)).containsExactly("10<-5+", "9<-6-", "8<-7+", "7<-8-", "6<-9+", "5<-10-");
        assertThat(entries(8)).containsExactly("4<-11-", "3<-12+", "2<-13-", "1<-14-");
        assertThat(entries(9)).containsExactly("0<-15-");
        assertThatThrownBy(() -> SpacetimeAlgebra.equivariantMap(10)).hasMessageContaining("got 10");
    }

    private static List<String> entries(int map) {
        return SpacetimeAlgebra.equivariantMap(map).stream()
                .map(e -> e.out() + "<-" + e.in() + (e.sign() > 0 ? "+" : "-"))
                .toList();
    }

    @Test
    void dualPairsAreTheBladesTimesI() {
        assertThat(SpacetimeAlgebra.dualPairs())
                .extracting(DualPair::dual)
                .containsExactly(15, 14, 13, 12, 11, 10, 9, 8);
        assertThat(SpacetimeAlgebra.dualPairs()).extracting(DualPair::sign).containsExactly(1, 1, 1, -1, 1, 1, -1, 1);
    }

    /// The block of [SpacetimeAlgebra#dualPairs] against the sum over the ten maps, for one channel.
    @Test
    void inDualPairsEveryEquivariantMapIsOneBlock() {
        double[] w = IntStream.range(0, 10).mapToDouble(a -> Math.sin(1 + a)).toArray();
        double[] x = GoldenFile.of(SpacetimeAlgebraTest.class, "primitives.txt").at("x");
        double[] y = new double[16];
        for (int a = 0; a < 10; a++) {
            for (SignedEntry e : SpacetimeAlgebra.equivariantMap(a)) {
                y[e.out()] += w[a] * e.sign() * x[e.in()];
            }
        }
        double[] blocks = new double[16];
        for (DualPair pair : SpacetimeAlgebra.dualPairs()) {
            int g = SpacetimeAlgebra.grade(pair.component());
            double u = x[pair.component()];
            double d = pair.sign() * x[pair.dual()];
            blocks[pair.component()] = w[g] * u - w[9 - g] * d;
            blocks[pair.dual()] = pair.sign() * (w[5 + g] * u + w[4 - g] * d);
        }
        assertThat(blocks).isEqualTo(y);
    }

    @Test
    void theProductIsAssociative() {
        for (int i = 0; i < 16; i++) {
            for (int j = 0; j < 16; j++) {
                for (int k = 0; k < 16; k++) {
                    Multivector a = Multivector.blade(i);
                    Multivector b = Multivector.blade(j);
                    Multivector c = Multivector.blade(k);
                    assertThat(a.times(b).times(c).toArray())
                            .isEqualTo(a.times(b.times(c)).toArray());
                }
            }
        }
    }

    @Test
    void theFullGroupKeepsFiveMapsAndOneInvariant() {
        assertThat(SymmetryGroup.FULL_LORENTZ.equivariantMaps())
                .isEqualTo(SymmetryGroup.PROPER_ORTHOCHRONOUS.equivariantMaps().subList(0, 5));
        assertThat(Arrays.stream(SymmetryGroup.values()).mapToInt(SymmetryGroup::maps))
                .containsExactly(10, 5);
        assertThat(Arrays.stream(SymmetryGroup.values()).mapToInt(SymmetryGroup::invariants))
                .containsExactly(2, 1);
    }
}
