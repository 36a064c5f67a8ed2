package rapidity.data.format.root;

import java.util.ArrayList;
import java.util.List;
import rapidity.data.format.DataFormatException;

/// What a file says of one version of a class ("streamer info"): its members, in the order in which they are written.
record ClassDescription(String name, int version, List<Element> elements) {
    /// A member.
    ///
    /// @param type its kind as ROOT numbers them
    /// @param arrayLength the numbers in an array of fixed length, otherwise 0
    /// @param counter the member that counts the numbers in an array of any length, otherwise empty
    record Element(String name, String typeName, int type, int arrayLength, String counter) {}

    static ClassDescription read(RootCursor cursor, ObjectReader reader) throws DataFormatException {
        cursor.version();
        String name = named(cursor);
        cursor.skip(4);
        int version = cursor.i32();
        List<Element> elements = new ArrayList<>();
        reader.arrayThere((className, end) -> elements.add(element(cursor, className, end)));
        return new ClassDescription(name, version, elements);
    }

    /// The name of a TNamed; its title is read over.
    private static String named(RootCursor cursor) throws DataFormatException {
        RootCursor.Version version = cursor.version();
        ObjectReader.skipObjectHead(cursor);
        String name = cursor.text();
        cursor.text();
        if (version.end() >= 0) {
            cursor.moveTo(version.end());
        }
        return name;
    }

    private static Element element(RootCursor cursor, String className, int end) throws DataFormatException {
        cursor.version();
        if (className.equals("TStreamerSTLstring")) {
            // a class of its own, derived from that of other containers
            cursor.version();
        }
        RootCursor.Version own = cursor.version();
        String name = named(cursor);
        int type = cursor.i32();
        cursor.skip(4);
        int arrayLength = cursor.i32();
        cursor.skip(4 + 20);
        String typeName = cursor.text();
        if (own.end() >= 0) {
            cursor.moveTo(own.end());
        }
        String counter = "";
        if (className.equals("TStreamerBasicPointer") || className.equals("TStreamerLoop")) {
            cursor.skip(4);
            counter = cursor.text();
        }
        cursor.moveTo(end);
        return new Element(name, typeName, type, arrayLength, counter);
    }
}
