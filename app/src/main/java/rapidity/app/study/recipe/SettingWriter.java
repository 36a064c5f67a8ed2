package rapidity.app.study.recipe;

import java.util.regex.Pattern;

/// Settings as YAML, one setting a line.
public final class SettingWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/.][A-Za-z0-9_./-]*");
    private static final Pattern RESERVED = Pattern.compile("(?i)true|false|null|~|yes|no|on|off|[.](inf|nan)");

    private SettingWriter() {}

    public static String write(Setting.Mapping m) {
        StringBuilder out = new StringBuilder();
        mapping(m, "", out);
        return out.toString();
    }

    private static void mapping(Setting.Mapping m, String indent, StringBuilder out) {
        m.entries().forEach((key, value) -> {
            out.append(indent).append(text(key)).append(':');
            if (value instanceof Setting.Mapping inner && !inner.entries().isEmpty()) {
                out.append('\n');
                mapping(inner, indent + "  ", out);
            } else {
                out.append(' ').append(inline(value)).append('\n');
            }
        });
    }

    private static String inline(Setting s) {
        return switch (s) {
            case Setting.Mapping m -> "{}";
            case Setting.Items i ->
                i.items().stream()
                        .map(SettingWriter::inline)
                        .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
            case Setting.Whole w -> Long.toString(w.value());
            case Setting.Real r -> r.written();
            case Setting.Truth t -> Boolean.toString(t.value());
            case Setting.Text t -> text(t.value());
        };
    }

    private static String text(String s) {
        boolean plain = PLAIN.matcher(s).matches() && !RESERVED.matcher(s).matches();
        return plain ? s : "'" + s.replace("'", "''") + "'";
    }
}
