package rapidity.data.format.event;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.DataFormatException;

/// Text between tags, as Les Houches files have it: tags come one after another, comments and marked sections are
/// passed over, and nothing is expanded. A `<` before anything but a name is text, for headers hold run cards of
/// programs that never heard of XML.
final class TaggedText {
    /// Letters within an event, or within what else is read.
    private static final int LONGEST = 1 << 24;

    private static final int LONGEST_TAG = 1 << 16;

    private final EventText lines;
    private String line = "";
    private int at;

    /// A tag, without its attributes.
    ///
    /// @param closing whether it ends an element
    record Tag(String name, boolean closing) {
        boolean opens(String element) {
            return !closing && name.equals(element);
        }

        boolean closes(String element) {
            return closing && name.equals(element);
        }
    }

    TaggedText(EventText lines) {
        this.lines = lines;
    }

    /// The next tag; null at the end of the file.
    ///
    /// @param before gets the text before it, if there is one that wants it
    @Nullable
    Tag next(@Nullable StringBuilder before) throws IOException {
        while (true) {
            int open = line.indexOf('<', at);
            int end = open < 0 ? line.length() : open;
            if (before != null) {
                append(before, end);
            }
            at = end;
            if (open < 0) {
                if (!advance()) {
                    return null;
                }
            } else if (line.startsWith("<!--", at)) {
                pass("-->");
            } else if (line.startsWith("<![CDATA[", at)) {
                pass("]]>");
            } else if (line.startsWith("<?", at)) {
                pass("?>");
            } else if (line.startsWith("<!DOCTYPE", at)) {
                throw lines.fault("no document type (delete it: nothing in it is used)", "<!DOCTYPE");
            } else if (beginsName()) {
                return tag();
            } else {
                at++;
            }
        }
    }

    private void append(StringBuilder before, int end) throws DataFormatException {
        if (before.length() + (end - at) >= LONGEST) {
            throw lines.fault("at most " + LONGEST + " letters between two tags", "more");
        }
        before.append(line, at, end);
        if (end == line.length()) {
            before.append('\n');
        }
    }

    private boolean advance() throws IOException {
        String next = lines.line();
        line = next == null ? "" : next;
        at = 0;
        return next != null;
    }

    private void pass(String mark) throws IOException {
        int found = line.indexOf(mark, at);
        while (found < 0) {
            if (!advance()) {
                throw lines.fault("'" + mark + "' at the end of a comment or section", "the end of the file");
            }
            found = line.indexOf(mark);
        }
        at = found + mark.length();
    }

    private boolean beginsName() {
        int name = line.startsWith("</", at) ? at + 2 : at + 1;
        return name < line.length() && Character.isLetter(line.charAt(name));
    }

    private Tag tag() throws IOException {
        boolean closing = line.charAt(at + 1) == '/';
        int begin = at + (closing ? 2 : 1);
        int end = begin;
        while (end < line.length() && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
            end++;
        }
        Tag tag = new Tag(line.substring(begin, end), closing);
        at = end;
        int passed = 0;
        while (line.indexOf('>', at) < 0) {
            passed += line.length() + 1;
            if (passed > LONGEST_TAG || !advance()) {
                throw lines.fault("'>' at the end of a tag", "none behind <" + EventText.shown(tag.name));
            }
        }
        at = line.indexOf('>', at) + 1;
        return tag;
    }
}
