package rapidity.app.study.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// YAML into settings. Aliases, tags, duplicate keys and deep nesting are refused, so that memory is bounded by the
/// length of the text; nothing of Java is ever constructed.
final class SettingReader {
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 20;

    private final String source;

    private SettingReader(String source) {
        this.source = source;
    }

    static Setting.Mapping file(Path file) {
        return new SettingReader(file.toString()).document(text(file));
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new RecipeException(file + " is larger than a recipe can be (" + LARGEST + " bytes)");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RecipeException(file + " is no recipe: it is not text in UTF-8");
        } catch (NoSuchFileException e) {
            throw new RecipeException("there is no recipe " + file);
        } catch (IOException e) {
            throw new RecipeException("cannot read the recipe " + file + ": " + e.getMessage());
        }
    }

    /// @param name of the source, for errors
    static Setting.Mapping resource(String text, String name) {
        return new SettingReader(name).document(text);
    }

    /// One value as on the command line.
    static Setting value(String text) {
        SettingReader reader = new SettingReader(Place.COMMAND_LINE.source());
        return reader.compose(text).map(reader::setting).orElse(new Setting.Text("", Place.COMMAND_LINE));
    }

    private Setting.Mapping document(String text) {
        Setting s = compose(text).map(this::setting).orElse(new Setting.Mapping(Map.of(), new Place(source, 1)));
        if (s instanceof Setting.Mapping m) {
            return m;
        }
        throw new RecipeException(
                s.place(), "a recipe is a group of settings such as 'seed: 1', this is " + s.described());
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setSchema(new CoreSchema())
                .build();
        try {
            refuseExpansion(new Parse(settings).parseString(text));
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new RecipeException(place(e.getProblemMark()), "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new RecipeException(place(Optional.empty()), "this is not YAML: " + e.getMessage());
        }
    }

    private void refuseExpansion(Iterable<Event> events) {
        int depth = 0;
        for (Event e : events) {
            depth += switch (e) {
                case CollectionStartEvent start -> 1;
                case CollectionEndEvent end -> -1;
                case AliasEvent alias ->
                    throw new RecipeException(place(e.getStartMark()), "a recipe has no aliases ('*'), write it out");
                default -> 0;
            };
            if (depth > DEEPEST) {
                throw new RecipeException(place(e.getStartMark()), "a recipe is not nested so deeply");
            }
        }
    }

    private Place place(Node n) {
        return place(n.getStartMark());
    }

    private Place place(Optional<Mark> mark) {
        boolean lines = !source.equals(Place.COMMAND_LINE.source());
        return new Place(source, lines ? mark.map(m -> m.getLine() + 1).orElse(0) : 0);
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
            String name = key.getValue();
            if (t.getValueNode().getTag().equals(Tag.NULL)) {
                throw new RecipeException(place(key), "'" + name + "' has no value");
            }
            if (r.put(name, setting(t.getValueNode())) != null) {
                throw new RecipeException(place(key), "'" + name + "' is set twice");
            }
        }
        return new Setting.Mapping(r, place(m));
    }

    private Setting scalar(ScalarNode s) {
        String text = s.getValue();
        Place place = place(s);
        try {
            if (s.getTag().equals(Tag.INT)) {
                return new Setting.Whole(Long.parseLong(text), place);
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
        if (s.getTag().equals(Tag.STR)) {
            return new Setting.Text(text, place);
        }
        throw new RecipeException(place, "a recipe has no values of type " + s.getTag());
    }
}
