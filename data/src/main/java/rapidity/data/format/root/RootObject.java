package rapidity.data.format.root;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.data.format.DataFormatException;

/// An object read from a file: the members that matter here, by name. Numbers are longs, arrays of them,
/// texts, lists or objects.
final class RootObject {
    private final String className;
    private final Map<String, Object> members = new HashMap<>();

    RootObject(String className) {
        this.className = className;
    }

    String className() {
        return className;
    }

    void put(String name, Object value) {
        members.put(name, value);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Optional<RootObject> object(String name) {
        return members.get(name) instanceof RootObject object ? Optional.of(object) : Optional.empty();
    }

    long number(RootCursor cursor, String name) throws DataFormatException {
        return member(cursor, name, Long.class);
    }

    String text(RootCursor cursor, String name) throws DataFormatException {
        return member(cursor, name, String.class);
    }

    long[] numbers(RootCursor cursor, String name) throws DataFormatException {
        return member(cursor, name, long[].class);
    }

    /// The objects in a list, without those that are null or were not read.
    List<RootObject> objects(RootCursor cursor, String name) throws DataFormatException {
        return member(cursor, name, ObjectList.class).present();
    }

    ObjectList list(RootCursor cursor, String name) throws DataFormatException {
        return member(cursor, name, ObjectList.class);
    }

    byte[] bytes(RootCursor cursor, String name) throws DataFormatException {
        return member(cursor, name, EmbeddedBasket.RawBytes.class).bytes();
    }

    private <T> T member(RootCursor cursor, String name, Class<T> type) throws DataFormatException {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw cursor.fault("a " + className + " with " + name, "none");
        }
        return type.cast(value);
    }
}
