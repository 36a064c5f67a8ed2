package rapidity.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/// What others computed, in a text file beside the tests that compare with it; lines that begin with `#` are for
/// people.
public record GoldenFile(List<String> lines) {
    /// @param beside a class of the package that the file belongs to
    public static GoldenFile of(Class<?> beside, String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(beside.getResourceAsStream(file), file), StandardCharsets.UTF_8))) {
            return new GoldenFile(
                    reader.lines().filter(line -> !line.startsWith("#")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The numbers of a file without names, line by line.
    public List<double[]> rows() {
        return lines.stream().map(line -> numbers(line, 0)).toList();
    }

    /// The numbers behind a name of one or more words.
    public double[] at(String name) {
        return lines.stream()
                .filter(line -> (line + " ").startsWith(name + " "))
                .map(line -> numbers(line, name.split(" ", -1).length))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }

    /// The first of them.
    public double number(String name) {
        return at(name)[0];
    }

    /// The numbers of a line behind so many words.
    public static double[] numbers(String line, int words) {
        return Arrays.stream(line.split(" ", -1))
                .skip(words)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
