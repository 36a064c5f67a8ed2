package rapidity.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A page of the documentation as a program: its blocks of Java in their order, and the examples that its shell lines
/// run. A block of text shows what the block before it prints. Readers do not see the Java in `<!-- java .. -->`.
///
/// @param file from the root of the repository
public record Page(String file, String text, List<Block> blocks) {
    /// Of the repository.
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("(```|<!-- )([a-z]+)");
    private static final Pattern EXAMPLE = Pattern.compile("\\./rapidity java examples/(\\w+)\\.java *([^#]*)(#.*)?");

    /// @param language behind the fence, such as `java` or `text`
    /// @param first number of its first line on the page, from 1
    record Block(String language, int first, List<String> lines) {
        boolean runs() {
            return statements().stream().anyMatch(line -> !line.isEmpty());
        }

        /// As many lines of a method's body.
        private List<String> statements() {
            return switch (language) {
                case "java" ->
                    lines.stream().map(l -> l.startsWith("import ") ? "" : l).toList();
                case "sh" -> lines.stream().map(Block::call).toList();
                default -> Collections.nCopies(lines.size(), "");
            };
        }

        private static String call(String line) {
            Matcher example = EXAMPLE.matcher(line);
            return example.matches()
                    ? Stream.of(example.group(2).split(" +"))
                            .map(word -> "\"" + word + "\"")
                            .collect(Collectors.joining(", ", example.group(1) + ".main(new String[] {", "});"))
                    : "";
        }
    }

    /// All pages of the repository.
    public static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (String folder : List.of("", "docs", "docs/results", "examples", "samples")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                    pages.add(of(ROOT.relativize(file).toString(), Files.readString(file)));
                }
            }
        }
        return pages;
    }

    private static Page of(String file, String text) {
        List<String> lines = Arrays.asList(text.split("\n"));
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int first = i + 1;
                String end = fence.group(1).equals("```") ? "```" : "-->";
                i = first + lines.subList(first, lines.size()).indexOf(end);
                blocks.add(new Block(fence.group(2), first + 1, lines.subList(first, i)));
            }
        }
        return new Page(file, text, List.copyOf(blocks));
    }

    /// Where a block begins, for people.
    String place(Block block) {
        return file + ":" + block.first;
    }

    /// What stands on the page as the output of a block.
    String shown(Block block) {
        int next = blocks.indexOf(block) + 1;
        boolean shown = next < blocks.size() && blocks.get(next).language.equals("text");
        return shown ? String.join("\n", blocks.get(next).lines) : "";
    }

    /// The name of its class.
    String type() {
        return file.replaceAll("\\W", "_");
    }

    /// A class with a method `run`, in which the lines of the page are where they are on the page, so that messages of
    /// the compiler and stack traces name them.
    ///
    /// @param mark is printed before what a block prints, with the block's place
    String program(String mark) {
        String imports = blocks.stream()
                .filter(block -> block.language.equals("java"))
                .flatMap(block -> block.lines.stream())
                .filter(line -> line.startsWith("import "))
                .collect(Collectors.joining(" "));
        List<String> program = new ArrayList<>();
        program.add(imports + " class " + type() + " { static void run() throws Exception {");
        for (Block block : blocks) {
            program.addAll(Collections.nCopies(block.first - 2 - program.size(), ""));
            program.add(block.runs() ? "System.out.println(\"" + mark + place(block) + "\");" : "");
            program.addAll(block.statements());
        }
        program.add("}}");
        return String.join("\n", program);
    }
}
