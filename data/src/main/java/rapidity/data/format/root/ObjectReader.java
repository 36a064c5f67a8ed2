package rapidity.data.format.root;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.DataFormatException;

/// Reads the objects of a record: those whose class the file describes, arrays of them, and pointers to ones before.
final class ObjectReader {
    private static final int COUNTED = 0x40000000;
    private static final int CLASS = 0x80000000;
    private static final int NEW_CLASS = -1;
    private static final int REFERENCE_OFFSET = 2;
    private static final int MAX_DEPTH = 50;
    private static final int REFERENCED = 16;

    private final RootCursor cursor;
    private final Map<String, ClassDescription> classes;
    private final Map<Integer, String> classNames = new HashMap<>();
    private final Map<Integer, RootObject> objects = new HashMap<>();
    private int depth;

    ObjectReader(RootCursor cursor, Map<String, ClassDescription> classes) {
        this.cursor = cursor;
        this.classes = classes;
    }

    /// What to do with each object of an array: read it from here on, up to its end.
    interface Content {
        void read(String className, int end) throws DataFormatException;
    }

    /// What to do with an object that was not read before; null if nothing of it is kept.
    private interface Unread {
        @Nullable
        RootObject read(String className, int end, int reference) throws DataFormatException;
    }

    /// An object that says its class, or that it is null or was read before: ROOT's ReadObjectAny.
    private @Nullable RootObject any(Unread unread) throws DataFormatException {
        int begin = cursor.reference();
        int beginPosition = cursor.position();
        int count = cursor.i32();
        boolean counted = (count & COUNTED) != 0 && count != NEW_CLASS;
        int start = cursor.reference();
        int tag = counted ? cursor.i32() : count;
        if ((tag & CLASS) == 0) {
            if (counted) {
                cursor.moveTo(end(beginPosition, count));
            }
            return objects.get(tag);
        }
        String className;
        if (tag == NEW_CLASS) {
            className = cursor.className();
            classNames.put(start + REFERENCE_OFFSET, className);
        } else {
            className = classNames.getOrDefault(tag & ~CLASS, "");
        }
        if (!counted || className.isEmpty()) {
            throw cursor.fault("an object of a known class that says its size", "another");
        }
        int end = end(beginPosition, count);
        if (++depth > MAX_DEPTH) {
            throw cursor.fault("at most " + MAX_DEPTH + " objects within each other", "more");
        }
        RootObject object = unread.read(className, end, begin + REFERENCE_OFFSET);
        depth--;
        cursor.moveTo(end);
        return object;
    }

    private int end(int begin, int count) throws DataFormatException {
        int end = begin + 4 + (count & ~COUNTED);
        if (end < cursor.position() || end > cursor.position() + cursor.remaining()) {
            throw cursor.fault("an object that ends within its record", "one that ends at byte " + end);
        }
        return end;
    }

    private static Unread with(Content content) {
        return (className, end, reference) -> {
            content.read(className, end);
            return null;
        };
    }

    /// Reads a pointer to a TObjArray, and this with a reader of its own for what is in it.
    void arrayThere(Content content) throws DataFormatException {
        any((className, end, reference) -> {
            array(with(content));
            return null;
        });
    }

    private ObjectList array(Unread unread) throws DataFormatException {
        RootCursor.Version version = cursor.version();
        skipObjectHead(cursor);
        cursor.text();
        int size = cursor.count(4);
        cursor.skip(4);
        List<@Nullable RootObject> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(any(unread));
        }
        if (version.end() >= 0) {
            cursor.moveTo(version.end());
        }
        return new ObjectList(all);
    }

    /// Reads a TList with a reader of its own for what is in it.
    void list(Content content) throws DataFormatException {
        cursor.version();
        skipObjectHead(cursor);
        cursor.text();
        int size = cursor.count(4);
        for (int i = 0; i < size; i++) {
            any(with(content));
            cursor.text();
        }
    }

    /// What each object has in common.
    static void skipObjectHead(RootCursor cursor) throws DataFormatException {
        RootCursor.Version version = cursor.version();
        cursor.skip(4);
        int bits = cursor.i32();
        cursor.skip((bits & REFERENCED) != 0 ? 2 : 0);
        if (version.end() >= 0) {
            cursor.moveTo(version.end());
        }
    }

    private RootObject described(String className, int end, int reference) throws DataFormatException {
        RootObject object = new RootObject(className);
        objects.put(reference, object);
        if (className.equals("TBasket")) {
            EmbeddedBasket.read(cursor, end, object);
        } else if (classes.containsKey(className)) {
            members(object, className);
        }
        return object;
    }

    /// Reads an object with its version before it.
    RootObject object(String className) throws DataFormatException {
        RootObject object = new RootObject(className);
        members(object, className);
        return object;
    }

    private void members(RootObject object, String className) throws DataFormatException {
        RootCursor.Version version = cursor.version();
        ClassDescription exact = classes.get(className + ";" + version.number());
        ClassDescription description = exact == null ? classes.get(className) : exact;
        if (description == null) {
            if (version.end() < 0) {
                throw cursor.fault("a class that the file describes", className);
            }
        } else {
            for (ClassDescription.Element element : description.elements()) {
                member(object, element);
            }
        }
        if (version.end() >= 0) {
            cursor.moveTo(version.end());
        }
    }

    private void member(RootObject object, ClassDescription.Element element) throws DataFormatException {
        int type = element.type();
        switch (type) {
            case 0 -> members(object, element.name());
            case 7 ->
                object.put(
                        element.name(),
                        new String(cursor.bytes(cursor.count(1)), java.nio.charset.StandardCharsets.UTF_8));
            case 65 -> object.put(element.name(), cursor.text());
            case 66 -> skipObjectHead(cursor);
            case 67 -> named(object);
            case 61, 62, 63 -> inline(object, element);
            case 64 -> {
                RootObject target = any(this::described);
                if (target != null) {
                    object.put(element.name(), target);
                }
            }
            default -> numbers(object, element);
        }
    }

    private void named(RootObject object) throws DataFormatException {
        RootCursor.Version version = cursor.version();
        skipObjectHead(cursor);
        object.put("fName", cursor.text());
        object.put("fTitle", cursor.text());
        if (version.end() >= 0) {
            cursor.moveTo(version.end());
        }
    }

    private void inline(RootObject object, ClassDescription.Element element) throws DataFormatException {
        String className = element.typeName();
        switch (className) {
            case "TObjArray" -> object.put(element.name(), array(this::described));
            case "TArrayD", "TArrayL64" -> cursor.skip(8 * cursor.count(8));
            case "TArrayI", "TArrayF" -> cursor.skip(4 * cursor.count(4));
            default -> {
                RootCursor.Version version = cursor.version();
                if (version.end() < 0) {
                    throw cursor.fault("a member " + element.name() + " that says its size", className);
                }
                cursor.moveTo(version.end());
            }
        }
    }

    private void numbers(RootObject object, ClassDescription.Element element) throws DataFormatException {
        int type = element.type();
        if (type > 0 && type < 20) {
            object.put(element.name(), number(type));
        } else if (type > 20 && type < 40) {
            object.put(element.name(), numbers(type - 20, element.arrayLength()));
        } else if (type > 40 && type < 60) {
            boolean there = cursor.u8() != 0;
            long count = there ? object.number(cursor, element.counter()) : 0;
            if (count < 0 || count > cursor.remaining()) {
                throw cursor.fault("an array " + element.name() + " within its record", count + " numbers");
            }
            object.put(element.name(), numbers(type - 40, (int) count));
        } else {
            RootCursor.Version version = cursor.version();
            if (version.end() < 0) {
                throw cursor.fault("a member " + element.name() + " that says its size", element.typeName());
            }
            cursor.moveTo(version.end());
        }
    }

    private long[] numbers(int type, int count) throws DataFormatException {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(type);
        }
        return numbers;
    }

    /// A number; what is not whole is cut, and one of packed bits is 0, as nothing depends on either here.
    private long number(int type) throws DataFormatException {
        return switch (type) {
            case 1, 11, 18 -> cursor.u8();
            case 2, 12 -> cursor.i16();
            case 3, 6, 15 -> cursor.i32();
            case 13 -> cursor.i32() & 0xffffffffL;
            case 4, 14, 16, 17 -> cursor.i64();
            case 5, 9 -> (long) cursor.f32();
            case 8 -> (long) cursor.f64();
            case 19 -> {
                cursor.skip(3);
                yield 0;
            }
            default -> throw cursor.fault("a number of a known kind", "kind " + type);
        };
    }
}
