package rapidity.app.study.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A value of a recipe and the place where it was written.
public sealed interface Setting {
    Place place();

    /// Named settings, in the order of the file.
    record Mapping(Map<String, Setting> entries, Place place) implements Setting {
        /// This with another mapping laid over it: mappings are merged, everything else is replaced. The order stays
        /// unless the other has all settings of this.
        Mapping under(Mapping over) {
            boolean all = over.entries.keySet().containsAll(entries.keySet());
            Map<String, Setting> r = new LinkedHashMap<>(all ? Map.of() : entries);
            over.entries.forEach((key, value) -> r.put(
                    key,
                    entries.get(key) instanceof Mapping old && value instanceof Mapping now ? old.under(now) : value));
            return new Mapping(r, over.place);
        }

        /// The group of this name, which is there.
        Mapping group(String key) {
            return (Mapping) Objects.requireNonNull(entries.get(key));
        }

        /// Without one entry.
        public Mapping without(String key) {
            Map<String, Setting> r = new LinkedHashMap<>(entries);
            r.remove(key);
            return new Mapping(r, place);
        }

        /// With one entry more, or another value for it.
        public Mapping with(String key, Setting value) {
            Map<String, Setting> r = new LinkedHashMap<>(entries);
            r.put(key, value);
            return new Mapping(r, place);
        }
    }

    /// Settings one after another.
    record Items(List<Setting> items, Place place) implements Setting {}

    /// A whole number, within 64 bits.
    record Whole(long value, Place place) implements Setting {}

    /// A number that is not whole, or is written with a point or an exponent.
    record Real(double value, String written, Place place) implements Setting {}

    record Truth(boolean value, Place place) implements Setting {}

    record Text(String value, Place place) implements Setting {}

    /// The same as if it were written there.
    default Setting at(Place there) {
        return switch (this) {
            case Mapping m -> {
                Map<String, Setting> r = new LinkedHashMap<>();
                m.entries.forEach((key, value) -> r.put(key, value.at(there)));
                yield new Mapping(r, there);
            }
            case Items i ->
                new Items(i.items.stream().map(item -> item.at(there)).toList(), there);
            case Whole w -> new Whole(w.value, there);
            case Real r -> new Real(r.value, r.written, there);
            case Truth t -> new Truth(t.value, there);
            case Text t -> new Text(t.value, there);
        };
    }

    /// What a user would call this value.
    default String described() {
        return switch (this) {
            case Mapping m -> "a group of settings";
            case Items i -> "a list";
            case Whole w -> "the number " + w.value;
            case Real r -> "the number " + r.written;
            case Truth t -> Boolean.toString(t.value);
            case Text t -> "the text '" + t.value + "'";
        };
    }
}
