package rapidity.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A piece of a page. Text becomes a piece through [#text] only, which escapes it: what a file says can never become
/// markup.
record Html(String markup) {
    static final Html NOTHING = new Html("");

    static Html text(String text) {
        return new Html(escape(text));
    }

    /// Markup that this program made or ships itself: never anything that was read from a run.
    static Html trusted(String markup) {
        return new Html(markup);
    }

    static Html element(String name, Html... children) {
        return all(List.of(children)).in(name);
    }

    static Html element(String name, List<Html> children) {
        return all(children).in(name);
    }

    static Html all(List<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
    }

    static Html all(Html... parts) {
        return all(Arrays.asList(parts));
    }

    /// This piece inside an element.
    ///
    /// @param attributes name and value in turn; the values are escaped
    Html in(String name, String... attributes) {
        return new Html(opening(name, attributes) + markup + "</" + name + ">");
    }

    /// An element that has no content and no end.
    static Html empty(String name, String... attributes) {
        return new Html(opening(name, attributes));
    }

    private static String opening(String name, String... attributes) {
        StringBuilder opening = new StringBuilder("<").append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            opening.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        return opening.append('>').toString();
    }

    Html and(Html next) {
        return new Html(markup + next.markup);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
