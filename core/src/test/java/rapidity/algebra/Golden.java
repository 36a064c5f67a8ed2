package rapidity.algebra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The golden files of this package: lines of a name, if there is one, and numbers.
final class Golden {
    private Golden() {}

    static double[] numbers(String name) {
        return lines("primitives.txt").stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Arrays.stream(line.split(" ", -1))
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .findFirst()
                .orElseThrow();
    }

    static Multivector multivector(String name) {
        return Multivector.of(numbers(name));
    }

    static List<String> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
