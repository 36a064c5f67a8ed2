package rapidity.metrics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A file of named rows of numbers beside the tests.
record Fixture(Map<String, double[]> rows) {
    static Fixture of(String resource) {
        Map<String, double[]> rows = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Fixture.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            for (String line : reader.lines().filter(l -> !l.startsWith("#")).toList()) {
                String[] words = line.split(" ", -1);
                double[] values = Arrays.stream(words)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                rows.put(words[0], values);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Fixture(rows);
    }

    double[] at(String name) {
        return Objects.requireNonNull(rows.get(name), name);
    }

    double number(String name) {
        return at(name)[0];
    }
}
