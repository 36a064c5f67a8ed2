package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Typeface;

/// A self-contained page: styles, letters, scripts and figures are inside, and its content security policy forbids
/// everything else, so that it neither loads anything nor runs a script that is not this program's.
final class Page {
    private static final String FOLDER = "/rapidity/app/report/";

    private final Html heading;
    private final String title;
    private final List<Html> links = new ArrayList<>();
    private final List<Html> sections = new ArrayList<>();

    /// @param heading what the report is about
    /// @param title the same as plain text, for the window
    Page(Html heading, String title) {
        this.heading = heading;
        this.title = title;
    }

    void section(String id, String heading, Html content) {
        links.add(Html.text(heading).in("a", "href", "#" + id));
        sections.add(Html.element("h2", Html.text(heading)).and(content).in("section", "id", id));
    }

    Html html() {
        String scripts = resource("uplot/uPlot.iife.min.js") + "\n" + resource("report.js");
        Html head = Html.all(
                Html.empty("meta", "charset", "utf-8"),
                Html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(scripts)),
                Html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1"),
                Html.empty("meta", "name", "color-scheme", "content", "light dark"),
                Html.element("title", Html.text(title)),
                Html.trusted(styles()).in("style"));
        Html body = Html.all(
                header(),
                Html.all(sections).in("main"),
                Html.text("Made by Rapidity from the run directories alone.").in("footer"),
                Html.trusted(scripts).in("script"));
        Html document =
                Html.element("head", head).and(Html.element("body", body)).in("html", "lang", "en");
        return Html.trusted("<!doctype html>\n").and(document);
    }

    private Html header() {
        return Html.all(
                        Html.text("Rapidity report").in("p", "class", "kind"),
                        Html.element("h1", heading),
                        Html.all(links).in("nav"))
                .in("header");
    }

    private static String policy(String scripts) {
        return "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; script-src 'sha256-"
                + sha256(scripts) + "'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String styles() {
        Set<Integer> letters = letters();
        String faces = Typeface.regular().rule(letters) + Typeface.semiBold().rule(letters);
        String palette = Colour.palette().stream()
                .map(colour ->
                        "i." + colour.role() + "{background:var(--fig-" + colour.role() + "," + colour.hex() + ")}")
                .collect(Collectors.joining("\n"));
        return faces + resource("uplot/uPlot.min.css") + "\n" + resource("report.css") + palette;
    }

    /// Latin, Greek and the signs that reports use; a rarer letter falls back to the reader's own fonts.
    private static Set<Integer> letters() {
        IntStream blocks = IntStream.concat(IntStream.range(0x20, 0x180), IntStream.range(0x391, 0x3CA));
        IntStream signs = "–—‘’“”…−×±·→←≤≥≈∞√⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ".codePoints();
        return IntStream.concat(blocks, signs).boxed().collect(Collectors.toSet());
    }

    private static String resource(String name) {
        try (InputStream stream = Page.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the program");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
