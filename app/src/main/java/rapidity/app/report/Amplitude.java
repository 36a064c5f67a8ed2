package rapidity.app.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a process and its squared amplitude are written.
///
/// The squared matrix element of n external particles has the unit GeV^(8 - 2n).
record Amplitude(String process) {
    private static final Pattern GLUONS = Pattern.compile("z(g*)");

    /// The process for a page: quark and antiquark to a Z boson and gluons.
    Html html() {
        List<String> all = List.of(process.split("\\+"));
        if (!all.stream().allMatch(p -> GLUONS.matcher(p).matches())) {
            return Html.text(process);
        }
        if (all.size() > 1) {
            return all.stream()
                    .map(p -> new Amplitude(p).html())
                    .reduce((a, b) -> a.and(Html.text(", ")).and(b))
                    .orElseThrow();
        }
        int gluons = process.length() - 1;
        Html incoming = Html.text("q").and(Html.text("q").in("span", "class", "bar"));
        return incoming.and(Html.text(" → Z" + (gluons == 0 ? "" : " + " + (gluons == 1 ? "" : gluons) + "g")));
    }

    /// The axis label of its logarithm, with the markup of [rapidity.app.report.figure.RichText].
    String logarithm() {
        Matcher matcher = GLUONS.matcher(process);
        if (!matcher.matches()) {
            return "ln A";
        }
        int power = 8 - 2 * (3 + matcher.group(1).length());
        return switch (power) {
            case 0 -> "ln |M|^{2}";
            default -> "ln (|M|^{2} / GeV^{" + (power < 0 ? "−" : "") + Math.abs(power) + "})";
        };
    }
}
