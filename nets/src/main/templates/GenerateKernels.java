import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes each `X.java.template` of a folder twice, for `float` and for `double`. In name and text
///
/// ```
/// $real$ -> float | double      $Real$ -> Float | Double      $F$ -> f | (nothing)
/// ```
///
/// and the lines between `//#float` (or `//#double`) and `//#end` stay for that type alone. A file goes into the folder of its package.
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

        String text(String template) {
            StringBuilder kept = new StringBuilder();
            boolean keep = true;
            for (String line : template.lines().toList()) {
                switch (line.strip()) {
                    case "//#float" -> keep = this == FLOAT;
                    case "//#double" -> keep = this == DOUBLE;
                    case "//#end" -> keep = true;
                    default -> {
                        if (keep) {
                            kept.append(line).append('\n');
                        }
                    }
                }
            }
            return tokens(kept.toString());
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException(
                    "expected a template folder and an output folder, got " + List.of(args));
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
            writeIfChanged(folder.resolve(real.tokens(name)), real.text(template));
        }
    }

    /// An untouched file keeps its time, so that the compiler sees no change.
    private static void writeIfChanged(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}
