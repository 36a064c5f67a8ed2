package rapidity.engine.kernel;

import rapidity.golden.GoldenJson;
import tools.jackson.databind.JsonNode;

/// The golden primitives of `golden-lgatr.json`, derived from the papers' formulas in 40 digits.
record Golden(JsonNode values) {
    static Golden primitives() {
        return new Golden(
                GoldenJson.read(Golden.class, "/rapidity/golden-lgatr.json").get("primitives"));
    }

    double number(String name) {
        return values.get(name).asDouble();
    }

    double[] numbers(String name) {
        return GoldenJson.numbers(values.get(name));
    }

    /// Row i of a table.
    double[] row(String name, int i) {
        return GoldenJson.numbers(values.get(name).get(i));
    }
}
