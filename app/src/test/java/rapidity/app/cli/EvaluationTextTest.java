package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rapidity.app.study.Evaluation;
import rapidity.app.study.GenerationScore;
import rapidity.app.study.TaggingScore;
import rapidity.app.study.TaggingScore.Measured;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EvaluationTextTest {
    private static final String LONG = "transformer-with-a-long-name/seed-10";

    private static Evaluation row(String name) {
        Map<String, Measured> numbers = new LinkedHashMap<>();
        numbers.put("auc", new Measured(0.98712, 0.0012));
        numbers.put("rejection-0.3", new Measured(200, 224));
        numbers.put("rejection-0.5", new Measured(289.8, Double.NaN));
        numbers.put("rejection-0.8", new Measured(31.4, 2.5));
        return new Evaluation(name, 100, "10 jets", new TaggingScore(10, numbers));
    }

    private static List<String> printed(String... names) {
        StringWriter text = new StringWriter();
        new EvaluationText(new PrintWriter(text, true))
                .print(List.of(names).stream().map(EvaluationTextTest::row).toList());
        return text.toString().lines().toList();
    }

    @Test
    void aRejectionWithoutAnErrorIsRoughlyTold() {
        String row = printed("pfn").get(2);
        assertThat(row)
                .contains("0.9871 +- 0.0012", "~200 ", "~290 ", "31.4 +- 2.5")
                .doesNotContain("224");
    }

    @Test
    void columnsStandBelowEachOtherWhateverTheNames() {
        List<String> lines = printed("pfn", LONG);
        int at = lines.get(1).indexOf("auc");
        assertThat(lines.get(2).indexOf("0.9871")).isEqualTo(at);
        assertThat(lines.get(3).indexOf("0.9871")).isEqualTo(at);
    }

    @Test
    void aGeneratorWithoutDensitiesHasNoLikelihood() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.putArray("processes")
                .addObject()
                .put("process", "ttbar+0jet")
                .put("auc", 0.5)
                .put("auc-error", 0.02);
        StringWriter text = new StringWriter();
        new EvaluationText(new PrintWriter(text, true))
                .print(List.of(new Evaluation("jetgpt", 100, "10 events", new GenerationScore(json))));
        assertThat(text.toString().lines().toList().get(2)).matches("jetgpt +100 +ttbar\\+0jet +0.5000 \\+- 0.0200 +-");
    }
}
