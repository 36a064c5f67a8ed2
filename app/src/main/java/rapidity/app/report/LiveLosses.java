package rapidity.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The loss curves as data for the script of the page.
final class LiveLosses {
    private static final JsonMapper MAPPER = new JsonMapper();

    private LiveLosses() {}

    /// One column of the data: values at every step, `null` where the curve has none.
    private record Column(String label, String role, boolean training, List<@Nullable Double> values) {}

    private record Data(String x, String y, List<Double> steps, List<Column> columns) {}

    static Html of(List<Network> networks) {
        TreeSet<Double> steps = new TreeSet<>();
        Map<Network, LossFigure.Mean> training = new LinkedHashMap<>();
        Map<Network, LossFigure.Mean> validation = new LinkedHashMap<>();
        for (Network network : networks) {
            training.put(network, LossFigure.training(network));
            validation.put(network, LossFigure.validation(network));
            addAll(steps, training.get(network));
            addAll(steps, validation.get(network));
        }
        List<Double> all = List.copyOf(steps);
        List<Column> columns = new ArrayList<>();
        training.forEach((network, curve) -> columns.add(column(network, curve, true, all)));
        validation.forEach((network, curve) -> columns.add(column(network, curve, false, all)));
        String json = MAPPER.writeValueAsString(new Data(LossFigure.STEP, LossFigure.LOSS, all, columns));
        // In a script element only "<" could end the element; JSON may write it as an escape.
        return Html.trusted(json.replace("<", "\\u003c")).in("script", "type", "application/json");
    }

    private static void addAll(Set<Double> steps, LossFigure.Mean curve) {
        for (double step : curve.step()) {
            steps.add(step);
        }
    }

    private static Column column(Network network, LossFigure.Mean curve, boolean training, List<Double> steps) {
        Map<Double, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < curve.step().length; i++) {
            values.put(curve.step()[i], curve.loss()[i]);
        }
        List<@Nullable Double> column = new ArrayList<>();
        steps.forEach(step -> column.add(values.get(step)));
        String label = network.label() + (training ? ", training" : ", validation");
        return new Column(label, network.colour().role(), training, column);
    }
}
