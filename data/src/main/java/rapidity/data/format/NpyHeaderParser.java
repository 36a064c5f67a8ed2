package rapidity.data.format;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the Python dictionary of a NumPy header: `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }`.
final class NpyHeaderParser {
    private static final Pattern ENTRY = Pattern.compile("\\s*(['\"])(\\w+)\\1\\s*:\\s*"
            + "(?:(['\"])(?<string>[^'\"]*)\\3|(?<bool>True|False)|\\((?<tuple>[^()]*)\\)|(?<list>\\[.*]))"
            + "\\s*(,|(?=}))");
    private static final Pattern DESCR = Pattern.compile("([<>=|]?)([A-Za-z?])(\\d*)(.*)");

    private final ByteSource source;
    private final String text;

    NpyHeaderParser(ByteSource source, String text) {
        this.source = source;
        this.text = text;
    }

    NpyHeader parse() throws DataFormatException {
        Map<String, Matcher> entries = entries();
        Matcher descr = entry(entries, "descr");
        if (descr.group("list") != null) {
            throw source.fault(
                    "header",
                    "plain numbers (save one array per field)",
                    "the structured type " + shortened(descr.group("list")));
        }
        Matcher type = DESCR.matcher(value(descr, "string", "descr"));
        if (!type.matches()) {
            throw source.fault("header", "a type such as '<f4'", shortened(type.toString()));
        }
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        boolean fortranOrder =
                value(entry(entries, "fortran_order"), "bool", "fortran_order").equals("True");
        List<Long> shape = shape(value(entry(entries, "shape"), "tuple", "shape"));
        return new NpyHeader(type(type), order, fortranOrder, shape);
    }

    private Map<String, Matcher> entries() throws DataFormatException {
        String body = text.strip();
        if (!body.startsWith("{") || !body.endsWith("}")) {
            throw unreadable();
        }
        Map<String, Matcher> entries = new HashMap<>();
        int at = 1;
        while (!body.substring(at).strip().equals("}")) {
            Matcher entry = ENTRY.matcher(body).region(at, body.length());
            if (!entry.lookingAt() || entries.put(entry.group(2), entry) != null) {
                throw unreadable();
            }
            at = entry.end();
        }
        if (entries.size() != 3) {
            throw unreadable();
        }
        return entries;
    }

    private Matcher entry(Map<String, Matcher> entries, String key) throws DataFormatException {
        return Optional.ofNullable(entries.get(key)).orElseThrow(this::unreadable);
    }

    private String value(Matcher entry, String kind, String key) throws DataFormatException {
        return Optional.ofNullable(entry.group(kind))
                .orElseThrow(() -> source.fault("header", "a " + kind + " as '" + key + "'", shortened(entry.group())));
    }

    private List<Long> shape(String tuple) throws DataFormatException {
        List<Long> shape = new ArrayList<>();
        for (String length : tuple.split(",", -1)) {
            if (!length.isBlank()) {
                try {
                    // Python 2 wrote 3L
                    shape.add(Long.parseLong(length.strip().replaceFirst("L$", "")));
                } catch (NumberFormatException e) {
                    throw source.fault("header", "a shape of whole numbers", "(" + shortened(tuple) + ")");
                }
            }
        }
        if (shape.stream().anyMatch(length -> length < 0)) {
            throw source.fault("header", "a shape of lengths", "(" + shortened(tuple) + ")");
        }
        return List.copyOf(shape);
    }

    private NpyType type(Matcher descr) throws DataFormatException {
        String kind = descr.group(2);
        String code = kind.equals("?") ? "b1" : kind + descr.group(3);
        if (kind.equals("O")) {
            throw source.fault(
                    "header",
                    "numbers (save them with numpy.save(file, numpy.asarray(array, dtype='float32')))",
                    "Python objects, type '|O', a pickle that could run code and is never opened");
        }
        return Arrays.stream(NpyType.values())
                .filter(type -> type.code().equals(code) && descr.group(4).isEmpty())
                .findFirst()
                .orElseThrow(() -> source.fault(
                        "header",
                        "bool, integers of 8 to 64 bits, or floats of 16 to 64 bits",
                        "type '" + shortened(descr.group()) + "'"));
    }

    private DataFormatException unreadable() {
        return source.fault("header", "{'descr': ..., 'fortran_order': ..., 'shape': ...}", shortened(text));
    }

    private static String shortened(String found) {
        String line = found.strip().replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() <= 80 ? line : line.substring(0, 80) + "...";
    }
}
