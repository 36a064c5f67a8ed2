package rapidity.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Tables of a page.
final class Tables {
    private Tables() {}

    static List<Html> columns(String... names) {
        return Arrays.stream(names)
                .map(name -> Html.element("th", Html.text(name)))
                .toList();
    }

    static Html table(List<Html> head, List<Html> rows) {
        return Html.element("thead", Html.element("tr", head))
                .and(Html.element("tbody", rows))
                .in("table")
                .in("div", "class", "wide");
    }

    static Html cell(String text) {
        return Html.element("td", Html.text(text));
    }

    static Html optional(OptionalDouble value, Function<Double, Html> show) {
        return Html.element("td", value.isPresent() ? show.apply(value.getAsDouble()) : Html.text("–"));
    }

    /// The name of a network with its colour.
    static Html name(Network<?> network) {
        return Html.element("th", Html.NOTHING.in("i", "class", network.colour().role()), Html.text(network.label()));
    }

    /// A number in large letters with what it is.
    static Html card(String name, Html value) {
        return Html.element("dt", Html.text(name))
                .and(Html.element("dd", value))
                .in("dl");
    }
}
