package rapidity.data.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.format.Jagged;

class ColumnExpressionTest {
    private static final double ROUNDING = 1e-14;

    private static final Map<String, ColumnValues> COLUMNS = Map.of(
            "jet_pt", new ColumnValues.PerRow(new double[] {400, 600, 800}),
            "jet_eta", new ColumnValues.PerRow(new double[] {0.5, -2.5, 1.5}),
            "jet.n", new ColumnValues.PerRow(new double[] {2, 0, 1}),
            "part_pt", new ColumnValues.PerConstituent(new Jagged(new double[] {100, 300, 80}, new int[] {0, 2, 2, 3})),
            "part_d0", new ColumnValues.PerConstituent(new Jagged(new double[] {-1, 0, 1}, new int[] {0, 2, 2, 3})),
            "short", new ColumnValues.PerConstituent(new Jagged(new double[] {1, 2}, new int[] {0, 1, 1, 2})),
            "Pmu[3]", new ColumnValues.PerRow(new double[] {7, 8, 9}));

    private static ColumnValues column(ColumnReference reference) {
        ColumnValues values = COLUMNS.get(reference.toString());
        assertThat(values).as(reference.toString()).isNotNull();
        return values;
    }

    private static double[] perRow(String text) throws IOException, UnequalLengths {
        return ColumnExpression.parse(text).perRow(3, ColumnExpressionTest::column);
    }

    private static Jagged perConstituent(String text) throws IOException, UnequalLengths {
        return ColumnExpression.parse(text).perConstituent(ColumnExpressionTest::column);
    }

    @ParameterizedTest
    @CsvSource({
        "jet_pt > 500 and abs(jet_eta) < 2, 0, 0, 1",
        "jet_pt > 500 && not (abs(jet_eta) < 2), 0, 1, 0",
        "jet_pt < 500 or jet_eta = 1.5, 1, 0, 1",
        "2 + 3 * 4 ^ 2 - -1, 51, 51, 51",
        "jet_pt / 100 - 1, 3, 5, 7",
        "-jet_eta, -0.5, 2.5, -1.5",
        "'max(jet_pt, 700)', 700, 700, 800",
        "jet.n * 2, 4, 0, 2",
        "Pmu[3] + pi - pi, 7, 8, 9",
        "'\"Pmu\"[3]', 7, 8, 9",
        "true, 1, 1, 1",
        "jet_pt >= 600, 0, 1, 1"
    })
    void oneNumberForEachRow(String text, double a, double b, double c) throws IOException, UnequalLengths {
        assertThat(perRow(text)).containsExactly(new double[] {a, b, c}, within(ROUNDING));
    }

    @Test
    void numbersOfRowsAreRepeatedForTheirConstituents() throws IOException, UnequalLengths {
        Jagged fraction = perConstituent("part_pt / jet_pt");
        assertThat(fraction.values()).containsExactly(0.25, 0.75, 0.1);
        assertThat(fraction.offsets()).containsExactly(0, 2, 2, 3);
        assertThat(perConstituent("tanh(part_d0)").values()).containsExactly(Math.tanh(-1), 0, Math.tanh(1));
        assertThat(perConstituent("0.5 * (part_d0 < 0)").values()).containsExactly(0.5, 0, 0);
    }

    @Test
    void columnsThatDoNotFitTogetherAreRefusedWithTheRow() {
        assertThatThrownBy(() -> perConstituent("part_pt + short"))
                .isInstanceOf(UnequalLengths.class)
                .hasMessageContaining("row 0 has 2 numbers on one side and 1 on the other");
    }

    @Test
    void whatAnExpressionNeedsIsKnownBeforeItIsRead() {
        assertThat(ColumnExpression.parse("a + Pmu[2] * min(b, pi)").columns())
                .extracting(ColumnReference::toString)
                .containsExactlyInAnyOrder("a", "Pmu[2]", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a +",
                "(a",
                "a b",
                "f(a)",
                "min(a)",
                "a[b]",
                "1[0]",
                "System.exit(0)",
                "a[-1]",
                "a ? b : c",
                "\"a",
                "abs()"
            })
    void whatIsNoExpressionIsRefused(String text) {
        assertThatThrownBy(() -> ColumnExpression.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anExpressionOfNoEndIsRefused() {
        assertThatThrownBy(() -> ColumnExpression.parse("(".repeat(3000))).hasMessageContaining("at most 2000");
        assertThatThrownBy(() -> ColumnExpression.parse("-".repeat(1999))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNumberForEachConstituentIsNoneForEachJet() {
        assertThatThrownBy(() -> perRow("part_pt")).hasMessageContaining("one for each jet is wanted");
        assertThatThrownBy(() -> perConstituent("jet_pt")).hasMessageContaining("one for each constituent is wanted");
    }
}
