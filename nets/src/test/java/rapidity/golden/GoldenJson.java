package rapidity.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import rapidity.engine.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What others computed, in a JSON file beside the tests that compare with it.
public final class GoldenJson {
    private GoldenJson() {}

    /// @param beside a class of the package that the file belongs to
    public static JsonNode read(Class<?> beside, String file) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All numbers in a tree, row-major; none in null.
    public static double[] numbers(JsonNode tree) {
        return leaves(tree).toArray();
    }

    private static DoubleStream leaves(JsonNode tree) {
        if (tree.isContainer()) {
            return StreamSupport.stream(tree.spliterator(), false).flatMapToDouble(GoldenJson::leaves);
        }
        return tree.isNull() ? DoubleStream.empty() : DoubleStream.of(tree.doubleValue());
    }

    /// Shapes by the names of parameters.
    public static Map<String, Shape> shapes(JsonNode node) {
        Map<String, Shape> r = new LinkedHashMap<>();
        node.properties().forEach(e -> {
            double[] axes = numbers(e.getValue());
            r.put(
                    e.getKey(),
                    Shape.of(Arrays.stream(axes).mapToInt(a -> (int) a).toArray()));
        });
        return r;
    }
}
