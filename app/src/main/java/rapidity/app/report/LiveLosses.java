package rapidity.app.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The loss curves as data for the script of the page.
final class LiveLosses {
    private static final JsonMapper MAPPER = new JsonMapper();

    private LiveLosses() {}

    /// What a column is drawn as; LOW and HIGH are the edges of the band of seeds.
    private enum Kind {
        TRAINING,
        VALIDATION,
        LOW,
        HIGH
    }

    /// One column of the data: values at every step, `null` where the curve has none.
    private record Column(String label, String role, Kind kind, List<@Nullable Double> values) {}

    private record Data(String x, String y, List<Double> steps, List<Column> columns) {}

    static Html of(List<? extends Network<?>> networks, String loss) {
        TreeSet<Double> steps = new TreeSet<>();
        for (Network<?> network : networks) {
            addAll(steps, LossFigure.training(network));
            addAll(steps, LossFigure.validation(network));
        }
        List<Double> all = List.copyOf(steps);
        List<Column> columns = new ArrayList<>();
        for (Network<?> network : networks) {
            LossFigure.Mean training = LossFigure.training(network);
            LossFigure.Mean validation = LossFigure.validation(network);
            columns.add(column(network, Kind.TRAINING, training.step(), training.loss(), all));
            columns.add(column(network, Kind.VALIDATION, validation.step(), validation.loss(), all));
            if (network.runs().size() > 1) {
                columns.add(column(network, Kind.LOW, validation.step(), validation.low(), all));
                columns.add(column(network, Kind.HIGH, validation.step(), validation.high(), all));
            }
        }
        String json = MAPPER.writeValueAsString(new Data(LossFigure.STEP, loss, all, columns));
        // In a script element only "<" could end the element; JSON may write it as an escape.
        return Html.trusted(json.replace("<", "\\u003c")).in("script", "type", "application/json");
    }

    private static void addAll(Set<Double> steps, LossFigure.Mean curve) {
        for (double step : curve.step()) {
            steps.add(step);
        }
    }

    private static Column column(Network<?> network, Kind kind, double[] step, double[] loss, List<Double> steps) {
        Map<Double, Double> values = new HashMap<>();
        for (int i = 0; i < step.length; i++) {
            values.put(step[i], loss[i]);
        }
        List<@Nullable Double> column = new ArrayList<>();
        steps.forEach(at -> column.add(values.get(at)));
        String label = network.label() + ", " + kind.name().toLowerCase(Locale.ROOT);
        return new Column(label, network.colour().role(), kind, column);
    }
}
