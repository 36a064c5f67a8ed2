package rapidity.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import rapidity.algebra.SymmetryGroup;
import rapidity.app.report.AuditFigure;
import rapidity.model.audit.AuditReport;
import rapidity.model.audit.AuditReport.Boost;
import rapidity.model.audit.AuditReport.Pair;
import rapidity.model.audit.Unbroken;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An audit as a table, and as JSON.
final class AuditText {
    private AuditText() {}

    /// @param by what brings directions that break the symmetry
    static List<String> lines(AuditReport r, String by) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "deviation = max |f(Lx) - L f(x)| / max |L f(x)|; in brackets: of the invariants of the inputs alone");
        lines.add(String.format("%9s %9s  %9s %-11s  %9s %-11s", "rapidity", "gamma", "float64", "", "float32", ""));
        for (Boost b : r.boosts()) {
            if (b.rapidity() == Math.rint(b.rapidity())) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%9.1f %9.1f  %9.1e (%.1e)    %9.1e (%.1e)",
                        b.rapidity(),
                        b.gamma(),
                        b.deviation().exact(),
                        b.floor().exact(),
                        b.deviation().single(),
                        b.floor().single()));
            }
        }
        boolean someBoosts = r.left().filter(l -> !l.group().hasBoosts()).isPresent();
        boolean someRotations = r.left().filter(l -> !l.group().hasRotations()).isPresent();
        String broken = "in general not kept by the " + by;
        if (someBoosts && r.claim().isPresent()) {
            lines.add("boosts              " + broken);
        }
        lines.add(line("rotation", r.rotation(), someRotations && r.claim().isPresent() ? broken : ""));
        String reflections = r.claim()
                        .filter(g -> g == SymmetryGroup.FULL_LORENTZ && !someBoosts)
                        .isPresent()
                ? ""
                : "not claimed";
        lines.add(line("parity", r.parity(), reflections));
        r.timeReversal().ifPresent(t -> lines.add(line("time reversal", t, reflections)));
        lines.add(line("permutation", r.permutation(), ""));
        lines.add(bits("packing", r.packing(), "alone and in a batch"));
        r.padding().ifPresent(p -> lines.add(bits("padding", p, "with tokens that are masked")));
        lines.addAll(groups(r, by));
        return lines;
    }

    private static List<String> groups(AuditReport r, String by) {
        List<String> lines = new ArrayList<>();
        r.left().ifPresent(left -> {
            lines.add(String.format("%-18s  ", "left by " + by) + text(left.group()));
            if (!left.elements().isEmpty()) {
                lines.add(line("  its elements", left.deviation(), ""));
            }
        });
        lines.add("kept                " + text(r.unbroken()));
        String spurions = r.left().isPresent() ? ", if the " + by + " move too; else what they leave" : "";
        lines.add(
                "claimed             " + r.claim().map(g -> name(g) + spurions).orElse("nothing"));
        return lines;
    }

    private static String text(Unbroken group) {
        return group.generators().isEmpty() ? group.group() : group.group() + " (" + group.basis() + ")";
    }

    private static String line(String what, Pair p, String remark) {
        return String.format(Locale.ROOT, "%-19s  %9.1e %-11s  %9.1e %s", what, p.exact(), "", p.single(), remark)
                .stripTrailing();
    }

    private static String bits(String what, Pair p, String when) {
        boolean same = p.exact() == 0 && p.single() == 0;
        return same ? String.format("%-18s  the same bits %s", what, when) : line(what, p, when);
    }

    private static String name(SymmetryGroup g) {
        return switch (g) {
            case PROPER_ORTHOCHRONOUS -> "SO+(1,3), boosts and rotations";
            case FULL_LORENTZ -> "O(1,3), reflections too";
        };
    }

    /// @param of model and data
    static AuditFigure.Curves curves(AuditReport r, String of) {
        List<Boost> left = r.left().map(AuditReport.Left::elements).orElse(List.of());
        return new AuditFigure.Curves(
                of,
                numbers(r.boosts(), Boost::rapidity),
                numbers(r.boosts(), b -> b.deviation().exact()),
                numbers(r.boosts(), b -> b.floor().exact()),
                numbers(r.boosts(), b -> b.deviation().single()),
                numbers(r.boosts(), b -> b.floor().single()),
                r.left().map(l -> l.group().group()).orElse(""),
                numbers(left, b -> b.deviation().exact()),
                numbers(left, b -> b.deviation().single()));
    }

    private static double[] numbers(List<Boost> of, ToDoubleFunction<Boost> number) {
        return of.stream().mapToDouble(number).toArray();
    }

    static ObjectNode json(AuditReport r) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json.putArray("boosts"), "rapidity", r.boosts());
        put(json, "rotation", r.rotation());
        put(json, "parity", r.parity());
        r.timeReversal().ifPresent(t -> put(json, "time-reversal", t));
        put(json, "permutation", r.permutation());
        put(json, "in-a-batch", r.packing());
        r.padding().ifPresent(p -> put(json, "with-padding", p));
        put(json.putObject("kept"), r.unbroken());
        r.left().ifPresent(left -> {
            ObjectNode l = json.putObject("left-by-spurions");
            put(l, left.group());
            put(l, "deviation", left.deviation());
            put(l.putArray("elements"), "size", left.elements());
        });
        r.claim().ifPresent(g -> json.put("claim", name(g)));
        ArrayNode broken = json.putArray("broken");
        r.broken().forEach(broken::add);
        return json;
    }

    private static void put(ObjectNode json, Unbroken group) {
        json.put("group", group.group()).put("generators", group.basis());
    }

    private static void put(ArrayNode json, String size, List<Boost> boosts) {
        for (Boost b : boosts) {
            ObjectNode one = json.addObject().put(size, b.rapidity()).put("gamma", b.gamma());
            put(one, "deviation", b.deviation());
            put(one, "inputs-alone", b.floor());
        }
    }

    private static void put(ObjectNode json, String name, Pair p) {
        json.putObject(name).put("float64", p.exact()).put("float32", p.single());
    }
}
