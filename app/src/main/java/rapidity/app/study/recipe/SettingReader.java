package rapidity.app.study.recipe;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// YAML into settings. Tags, anchors of cycles and duplicate keys are refused; nothing of Java is ever constructed.
final class SettingReader {
    private static final long LARGEST = 1 << 20;

    private final String source;

    private SettingReader(String source) {
        this.source = source;
    }

    static Setting.Mapping file(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new RecipeException(file + " is larger than a recipe can be (" + LARGEST + " bytes)");
            }
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                return new SettingReader(file.toString()).document(in);
            }
        } catch (IOException e) {
            throw new RecipeException("cannot read the recipe " + file + ": "
                    + (Files.exists(file) ? e.getMessage() : "there is no such file"));
        }
    }

    static Setting.Mapping resource(Reader in, String name) {
        return new SettingReader(name).document(in);
    }

    /// One value as on the command line.
    static Setting value(String text) {
        SettingReader reader = new SettingReader(Place.COMMAND_LINE.source());
        return reader.compose(new StringReader(text))
                .map(reader::setting)
                .orElse(new Setting.Text("", Place.COMMAND_LINE));
    }

    private Setting.Mapping document(Reader in) {
        Setting s = compose(in).map(this::setting).orElse(new Setting.Mapping(Map.of(), new Place(source, 1)));
        if (s instanceof Setting.Mapping m) {
            return m;
        }
        throw new RecipeException(
                s.place(), "a recipe is a group of settings such as 'seed: 1', this is " + s.described());
    }

    private java.util.Optional<Node> compose(Reader in) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(source)
                    .setSchema(new CoreSchema())
                    .setAllowRecursiveKeys(false)
                    .setMaxAliasesForCollections(20)
                    .build();
            return new Compose(settings).composeReader(in);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
            throw new RecipeException(new Place(source, line), "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new RecipeException(new Place(source, 0), "this is not YAML: " + e.getMessage());
        }
    }

    private Place place(Node n) {
        int line = source.equals(Place.COMMAND_LINE.source())
                ? 0
                : n.getStartMark().map(m -> m.getLine() + 1).orElse(0);
        return new Place(source, line);
    }

    private Setting setting(Node n) {
        return switch (n) {
            case MappingNode m -> mapping(m);
            case SequenceNode s -> {
                List<Setting> items = new ArrayList<>();
                s.getValue().forEach(item -> items.add(setting(item)));
                yield new Setting.Items(List.copyOf(items), place(n));
            }
            case ScalarNode s -> scalar(s);
            default -> throw new RecipeException(place(n), "a recipe has no " + n.getNodeType());
        };
    }

    private Setting.Mapping mapping(MappingNode m) {
        Map<String, Setting> r = new LinkedHashMap<>();
        for (NodeTuple t : m.getValue()) {
            if (!(t.getKeyNode() instanceof ScalarNode key)) {
                throw new RecipeException(place(t.getKeyNode()), "the name of a setting is a word");
            }
            if (r.put(key.getValue(), setting(t.getValueNode())) != null) {
                throw new RecipeException(place(key), "'" + key.getValue() + "' is set twice");
            }
        }
        return new Setting.Mapping(r, place(m));
    }

    private Setting scalar(ScalarNode s) {
        String text = s.getValue();
        Place place = place(s);
        try {
            if (s.getTag().equals(Tag.INT)) {
                return new Setting.Whole(Long.decode(text), place);
            }
            if (s.getTag().equals(Tag.FLOAT)) {
                return new Setting.Real(Double.parseDouble(text), text, place);
            }
        } catch (NumberFormatException e) {
            throw new RecipeException(place, text + " is not a number that a recipe can hold");
        }
        if (s.getTag().equals(Tag.BOOL)) {
            return new Setting.Truth(Boolean.parseBoolean(text), place);
        }
        if (s.getTag().equals(Tag.NULL)) {
            throw new RecipeException(place, "a setting has no value");
        }
        if (s.getTag().equals(Tag.STR)) {
            return new Setting.Text(text, place);
        }
        throw new RecipeException(place, "a recipe has no values of type " + s.getTag());
    }
}
