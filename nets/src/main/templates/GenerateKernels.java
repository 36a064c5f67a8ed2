import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapidity.algebra.DualPair;
import rapidity.algebra.ProductTerm;
import rapidity.algebra.SpacetimeAlgebra;

/// Writes each `X.java.template` of a folder twice, for `float` and for `double`. In name and text
///
/// ```
/// $real$ -> float | double      $Real$ -> Float | Double      $F$ -> f | (nothing)
/// ```
///
/// and the lines between `//#float` (or `//#double`) and `//#end` stay for that type alone. A file goes into the folder
/// of its package. Two more lines write what is too long to type:
///
/// ```
/// //#times 8 a$i$ = w[k + $i$] * x;             the rest of the line, for i = 0 .. 7
/// //#times 4x2 a$i$$j$ = b$i$.fma(v$j$, a$i$$j$);  for i = 0 .. 3 and, inside, j = 0 .. 1
/// //#times 4,5,10 x$i$ = y$i$;             for i = 4, 5, 10
/// ```
///
/// and one brings in the lines of `name.fragment` of the same folder, with `$key$` replaced by each value:
///
/// ```
/// //#include exp x=u y=v
/// ```
///
/// The geometric product, unrolled from the algebra, in the order of the rows of [rapidity.engine.kernel.TileLayout]:
/// row 2 p of a multivector is the component of dual pair p, row 2 p + 1 its dual. For each target row `$t$` come the
/// positive terms, then the negative ones, each a product of rows `$a$` and `$b$`, then the end of the row:
///
/// ```
/// //#product value          t: product, a: left, b: right          (or leftGradient  t: left,  a: right, b: product;
/// //#first+ p = x$a$ * y$b$;                                            rightGradient t: right, a: left,  b: product)
/// //#+ p += x$a$ * y$b$;
/// //#first- n = x$a$ * y$b$;
/// //#- n += x$a$ * y$b$;
/// //#none- n = 0;                       where a target has no negative term (all have positive ones)
/// //#store z[z$t$] = p - n;
/// //#end
/// ```
///
/// `//#product value 0,1,6 2,3` unrolls only terms of these targets `$t$` and these `$a$`.
final class GenerateKernels {
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    enum Real {
        FLOAT("float", "Float", "f"),
        DOUBLE("double", "Double", "");

        final String primitive;
        final String name;
        final String suffix;

        Real(String primitive, String name, String suffix) {
            this.primitive = primitive;
            this.name = name;
            this.suffix = suffix;
        }

        String tokens(String text) {
            return text.replace("$real$", primitive).replace("$Real$", name).replace("$F$", suffix);
        }

        String text(String template, Path folder) throws IOException {
            StringBuilder kept = new StringBuilder();
            boolean keep = true;
            Iterator<String> lines = template.lines().iterator();
            while (lines.hasNext()) {
                String line = lines.next();
                String[] words = line.strip().split(" ", 3);
                switch (words[0]) {
                    case "//#float" -> keep = this == FLOAT;
                    case "//#double" -> keep = this == DOUBLE;
                    case "//#end" -> keep = true;
                    case "//#times" -> append(kept, keep, repeated(indent(line) + words[2], words[1]));
                    case "//#include" ->
                        append(
                                kept,
                                keep,
                                text(included(line, folder), folder).lines().toList());
                    case "//#product" ->
                        append(kept, keep, Product.valueOf(words[1]).unrolled(rows(words, 0), rows(words, 1), lines));
                    default -> append(kept, keep, List.of(line));
                }
            }
            return tokens(kept.toString());
        }
    }

    /// The rows in a word behind the name of a product; all if it is not there.
    private static List<Integer> rows(String[] words, int word) {
        String[] more = words.length < 3 ? new String[0] : words[2].split(" ");
        IntStream rows = more.length <= word
                ? IntStream.range(0, SpacetimeAlgebra.COMPONENTS)
                : Arrays.stream(more[word].split(",")).mapToInt(Integer::parseInt);
        return rows.boxed().toList();
    }

    /// What the unrolled product yields. A term is `product += sign * left * right`, in rows.
    enum Product {
        value,
        leftGradient,
        rightGradient;

        List<String> unrolled(List<Integer> targets, List<Integer> lefts, Iterator<String> lines) {
            List<String> patterns = new ArrayList<>();
            for (String line = lines.next(); !line.strip().equals("//#end"); line = lines.next()) {
                patterns.add(line);
            }
            List<String> unrolled = new ArrayList<>();
            for (int target : targets) {
                for (int sign = 1; sign >= -1; sign -= 2) {
                    String mark = sign > 0 ? "+" : "-";
                    String key = "first" + mark;
                    List<ProductTerm> terms = terms(target, lefts, sign);
                    for (ProductTerm term : terms) {
                        unrolled.addAll(filled(patterns, key, term));
                        key = mark;
                    }
                    if (terms.isEmpty()) {
                        unrolled.addAll(filled(patterns, "none" + mark, new ProductTerm(target, 0, 0, sign)));
                    }
                }
                unrolled.addAll(filled(patterns, "store", new ProductTerm(target, 0, 0, 1)));
            }
            return unrolled;
        }

        /// The terms of a target row with one sign, as (target, a, b, sign).
        List<ProductTerm> terms(int target, List<Integer> lefts, int sign) {
            return SpacetimeAlgebra.productTerms().stream()
                    .map(Product::inRows)
                    .map(t -> switch (this) {
                        case value -> t;
                        case leftGradient -> new ProductTerm(t.left(), t.right(), t.out(), t.sign());
                        case rightGradient -> new ProductTerm(t.right(), t.left(), t.out(), t.sign());
                    })
                    .filter(t -> t.out() == target && lefts.contains(t.left()) && t.sign() == sign)
                    .sorted(Comparator.comparingInt(ProductTerm::left))
                    .toList();
        }

        private static List<String> filled(List<String> patterns, String key, ProductTerm term) {
            return patterns.stream()
                    .filter(line -> line.strip().startsWith("//#" + key + " "))
                    .map(line -> (indent(line) + line.strip().substring(key.length() + 4))
                            .replace("$t$", "" + term.out())
                            .replace("$a$", "" + term.left())
                            .replace("$b$", "" + term.right()))
                    .toList();
        }

        private static ProductTerm inRows(ProductTerm t) {
            int sign = t.sign() * signOf(t.out()) * signOf(t.left()) * signOf(t.right());
            return new ProductTerm(rowOf(t.out()), rowOf(t.left()), rowOf(t.right()), sign);
        }

        private static int rowOf(int component) {
            List<DualPair> pairs = SpacetimeAlgebra.dualPairs();
            for (int p = 0; p < pairs.size(); p++) {
                if (pairs.get(p).component() == component) {
                    return 2 * p;
                }
                if (pairs.get(p).dual() == component) {
                    return 2 * p + 1;
                }
            }
            throw new IllegalStateException("component " + component + " is in no dual pair");
        }

        private static int signOf(int component) {
            return rowOf(component) % 2 == 0
                    ? 1
                    : SpacetimeAlgebra.dualPairs().get(rowOf(component) / 2).sign();
        }
    }

    /// A line for each of the values of `$i$` and of `$j$`, named or counted.
    private static List<String> repeated(String line, String times) {
        String[] values = times.split("x");
        return values(values[0])
                .flatMap(i -> values(values.length == 1 ? "1" : values[1])
                        .map(j -> line.replace("$i$", i).replace("$j$", j)))
                .toList();
    }

    /// `4,5,10` itself, or 0 .. N - 1 for `N`.
    private static Stream<String> values(String list) {
        return list.contains(",")
                ? Arrays.stream(list.split(","))
                : IntStream.range(0, Integer.parseInt(list)).mapToObj(Integer::toString);
    }

    /// The text that an include line names.
    private static String included(String line, Path folder) throws IOException {
        String[] words = line.strip().split("\\s+");
        String text = Files.readString(folder.resolve(words[1] + ".fragment"));
        for (int i = 2; i < words.length; i++) {
            String[] entry = words[i].split("=", 2);
            text = text.replace("$" + entry[0] + "$", entry[1]);
        }
        return text.indent(indent(line).length());
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private static void append(StringBuilder text, boolean keep, List<String> lines) {
        if (keep) {
            lines.forEach(line -> text.append(line).append('\n'));
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("expected a template folder and an output folder, got " + List.of(args));
        }
        Path output = Path.of(args[1]);
        Files.createDirectories(output);
        try (var files = Files.list(Path.of(args[0]))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".java.template")) {
                    write(file, output);
                }
            }
        }
    }

    private static void write(Path file, Path output) throws IOException {
        String template = Files.readString(file);
        String name = file.getFileName().toString().replace(".template", "");
        Matcher declared = PACKAGE.matcher(template);
        if (!declared.find()) {
            throw new IllegalArgumentException(file + " has no package line");
        }
        Path folder = output.resolve(declared.group(1).replace('.', '/'));
        Files.createDirectories(folder);
        for (Real real : Real.values()) {
            writeIfChanged(folder.resolve(real.tokens(name)), real.text(template, file.getParent()));
        }
    }

    /// An untouched file keeps its time, so that the compiler sees no change.
    private static void writeIfChanged(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}
