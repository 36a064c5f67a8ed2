package rapidity.engine.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The golden primitives of `golden-lgatr.json`, derived from the papers' formulas in 40 digits.
record Golden(JsonNode values) {
    static Golden primitives() {
        try (InputStream file = Golden.class.getResourceAsStream("/rapidity/golden-lgatr.json")) {
            return new Golden(JsonMapper.shared()
                    .readTree(Objects.requireNonNull(file, "golden-lgatr.json"))
                    .get("primitives"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double number(String name) {
        return values.get(name).asDouble();
    }

    double[] numbers(String name) {
        return numbers(values.get(name));
    }

    /// Row i of a table.
    double[] row(String name, int i) {
        return numbers(values.get(name).get(i));
    }

    private static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
