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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An audit as a table, and as JSON.
final class AuditText {
    private AuditText() {}

    static List<String> lines(AuditReport r) {
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
        lines.add(line("rotation", r.rotation(), ""));
        String reflections =
                r.claim().filter(g -> g == SymmetryGroup.FULL_LORENTZ).isPresent() ? "" : "not claimed";
        lines.add(line("parity", r.parity(), reflections));
        lines.add(line("time reversal", r.timeReversal(), reflections));
        lines.add(line("permutation", r.permutation(), ""));
        lines.add("packing             " + sameBits(r.packing()) + " alone and in a batch");
        r.padding()
                .ifPresent(same -> lines.add("padding             " + sameBits(same) + " with tokens that are masked"));
        lines.add("kept                " + r.unbroken().group() + " ("
                + r.unbroken().basis() + ")");
        lines.add("claimed             " + r.claim().map(AuditText::name).orElse("nothing, or there are spurions"));
        return lines;
    }

    private static String line(String what, Pair p, String remark) {
        return String.format(Locale.ROOT, "%-19s  %9.1e %-11s  %9.1e %s", what, p.exact(), "", p.single(), remark)
                .stripTrailing();
    }

    private static String sameBits(boolean same) {
        return same ? "the same bits" : "OTHER BITS";
    }

    private static String name(SymmetryGroup g) {
        return switch (g) {
            case PROPER_ORTHOCHRONOUS -> "SO+(1,3), boosts and rotations";
            case FULL_LORENTZ -> "O(1,3), reflections too";
        };
    }

    static AuditFigure.Curves curves(AuditReport r) {
        return new AuditFigure.Curves(
                numbers(r, Boost::rapidity),
                numbers(r, b -> b.deviation().exact()),
                numbers(r, b -> b.floor().exact()),
                numbers(r, b -> b.deviation().single()),
                numbers(r, b -> b.floor().single()));
    }

    private static double[] numbers(AuditReport r, ToDoubleFunction<Boost> number) {
        return r.boosts().stream().mapToDouble(number).toArray();
    }

    static ObjectNode json(AuditReport r) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode boosts = json.putArray("boosts");
        for (Boost b : r.boosts()) {
            ObjectNode one = boosts.addObject().put("rapidity", b.rapidity()).put("gamma", b.gamma());
            put(one, "deviation", b.deviation());
            put(one, "inputs-alone", b.floor());
        }
        put(json, "rotation", r.rotation());
        put(json, "parity", r.parity());
        put(json, "time-reversal", r.timeReversal());
        put(json, "permutation", r.permutation());
        json.put("same-bits-in-a-batch", r.packing());
        r.padding().ifPresent(same -> json.put("same-bits-with-padding", same));
        json.putObject("kept")
                .put("group", r.unbroken().group())
                .put("generators", r.unbroken().basis());
        r.claim().ifPresent(g -> json.put("claim", name(g)));
        ArrayNode broken = json.putArray("broken");
        r.broken().forEach(broken::add);
        return json;
    }

    private static void put(ObjectNode json, String name, Pair p) {
        json.putObject(name).put("float64", p.exact()).put("float32", p.single());
    }
}
