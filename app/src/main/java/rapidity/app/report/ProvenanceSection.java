package rapidity.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// Where the numbers come from: command, versions, machine, data files, seeds, times and configuration.
final class ProvenanceSection {
    private ProvenanceSection() {}

    static Html of(Study<?> study) {
        return Html.all(facts(provenances(study)), data(study), configurations(study));
    }

    /// Of a single run.
    ///
    /// @param configuration text of its config.yaml
    static Html of(Optional<Provenance> provenance, Optional<String> configuration) {
        Html facts = facts(provenance.stream().toList());
        return configuration
                .map(text -> facts.and(configuration("Configuration", text)))
                .orElse(facts);
    }

    private static List<Provenance> provenances(Study<?> study) {
        return study.runs().stream().flatMap(run -> run.provenance().stream()).toList();
    }

    /// Facts that all runs share once, the others run by run.
    private static Html facts(List<Provenance> all) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (Provenance provenance : all) {
            provenance.facts().forEach((k, v) -> add(values, k, v));
            StringJoiner seeds = new StringJoiner(", ");
            provenance.seeds().forEach((stream, seed) -> seeds.add(stream + " " + seed));
            if (seeds.length() > 0) {
                add(values, "seeds", seeds.toString());
            }
        }
        if (values.isEmpty()) {
            return Html.text("The runs hold no provenance.json.").in("p");
        }
        List<Html> rows = new ArrayList<>();
        values.forEach((name, texts) -> {
            List<Html> lines = texts.stream()
                    .map(value ->
                            Html.text(value).in(name.equals("command") || name.equals("commit") ? "code" : "span"))
                    .map(line -> line.in("div"))
                    .toList();
            rows.add(Html.element("tr", Html.element("th", Html.text(name)), Html.element("td", lines)));
        });
        return Html.element("tbody", rows).in("table", "class", "facts").in("div", "class", "wide");
    }

    private static void add(Map<String, Set<String>> values, String name, String value) {
        values.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value);
    }

    private static Html data(Study<?> study) {
        Set<Provenance.DataFile> files = new LinkedHashSet<>();
        provenances(study).forEach(p -> files.addAll(p.data()));
        if (files.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> head = List.of(
                Html.element("th", Html.text("data file")),
                Html.element("th", Html.text("size")),
                Html.element("th", Html.text("SHA-256")));
        List<Html> rows = files.stream()
                .map(file -> Html.element(
                        "tr",
                        Html.element("th", Html.text(file.file())),
                        Tables.cell(file.size().orElse("–")),
                        Html.element("td", Html.text(file.sha256().orElse("–")).in("code"))))
                .toList();
        return Tables.table(head, rows).in("div", "class", "files");
    }

    private static Html configurations(Study<?> study) {
        List<Html> parts = new ArrayList<>();
        study.configuration().ifPresent(text -> parts.add(configuration("Configuration of the study", text)));
        for (Run<?> run : study.runs()) {
            String name = "Configuration of " + run.evaluation().label() + ", seed "
                    + run.evaluation().seed();
            run.configuration().ifPresent(text -> parts.add(configuration(name, text)));
        }
        return Html.all(parts);
    }

    private static Html configuration(String name, String text) {
        return Html.element("summary", Html.text(name))
                .and(Html.element("pre", Html.text(text)))
                .in("details");
    }
}
