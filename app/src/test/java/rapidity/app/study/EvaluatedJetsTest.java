package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.jets.Jets;

/// Which jets of a file are compared with themselves, and which are looked for among them.
class EvaluatedJetsTest {
    private static final List<String> CLASSES = List.of("g", "q", "t");
    private static final List<String> BACKGROUND = List.of("g", "q");

    private static EvaluatedJets of(int... labels) {
        Jets jets = Jets.of(new double[0], new int[labels.length + 1]);
        return EvaluatedJets.ofFile(jets, labels, CLASSES, BACKGROUND);
    }

    @Test
    void jetsOfTheBackgroundAreComparedAndOthersAreSignals() {
        EvaluatedJets jets = of(2, 0, 2, 1);
        assertThat(jets.background()).containsExactly(1, 3);
        assertThat(jets.names()).containsExactly("t");
        assertThat(jets.signals().getFirst()).containsExactly(0, 2);
        assertThat(jets.described()).isEqualTo("2 jets (g, q) and 2 of t");
    }

    @Test
    void aFileWithoutBackgroundIsComparedAsItIs() {
        EvaluatedJets jets = of(2, 2);
        assertThat(jets.background()).containsExactly(0, 1);
        assertThat(jets.signals()).isEmpty();
        assertThat(jets.described()).isEqualTo("2 jets (t)");
    }

    @Test
    void fewerJetsAreEvenlySpread() {
        assertThat(of(0, 0, 0, 0, 2, 2).atMost(2).background()).containsExactly(0, 2);
    }
}
