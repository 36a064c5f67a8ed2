package rapidity.app.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RichTextTest {
    private static final Typeface TYPEFACE = Typeface.regular();

    @Test
    void exponentsAreRaisedAndIndicesLowered() {
        RichText text = RichText.parse("10^{−3} p_{T}");
        assertThat(text.plain()).isEqualTo("10−3 pT");
        assertThat(text.runs()).extracting(run -> Math.signum(run.rise())).containsExactly(0.0, 1.0, 0.0, -1.0);
        assertThat(text.runs().get(1).scale()).isLessThan(1);
    }

    @Test
    void bracesThatNobodyClosesAreText() {
        assertThat(RichText.parse("a ^ {c}").plain()).isEqualTo("a ^ {c}");
        assertThat(RichText.parse("x^{2").plain()).isEqualTo("x^{2");
    }

    @Test
    void raisedDigitsTakeLessRoom() {
        double raised = RichText.parse("10^{22}").width(TYPEFACE, 10);
        double plain = RichText.parse("1022").width(TYPEFACE, 10);
        assertThat(raised).isLessThan(plain).isGreaterThan(plain / 2);
    }

    @Test
    void aLineThatIsTooLongEndsInDots() {
        RichText text = RichText.parse("a very long name of a network^{2}");
        RichText cut = text.within(50, TYPEFACE, 10);
        assertThat(cut.plain()).startsWith("a very").endsWith("…");
        assertThat(cut.width(TYPEFACE, 10)).isLessThanOrEqualTo(50);
        assertThat(text.within(500, TYPEFACE, 10)).isEqualTo(text);
    }

    @Test
    void theFontHasEveryLetterOfOurLabels() {
        String letters = "Δ|²³⁻¹ ± × − → ≤ ≥ µ α β γ σ η φ θ χ ∞ √ ≈ … – ä é";
        assertThat(TYPEFACE.printable(letters)).isEqualTo(letters);
        assertThat(TYPEFACE.printable("日")).isEqualTo("?");
    }
}
