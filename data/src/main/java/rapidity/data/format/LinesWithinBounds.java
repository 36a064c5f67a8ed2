package rapidity.data.format;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;

/// Text that is refused as soon as a line is longer than any table has, before it fills memory.
public final class LinesWithinBounds extends Reader {
    private static final int LONGEST = 1 << 20;

    private final Path path;
    private final Reader text;
    private long line = 1;
    private int length;

    /// Text of this file.
    public LinesWithinBounds(Path path, Reader text) {
        this.path = path;
        this.text = text;
    }

    @Override
    public int read(char[] letters, int from, int most) throws IOException {
        int count = text.read(letters, from, most);
        for (int i = from; i < from + count; i++) {
            if (letters[i] == '\n' || letters[i] == '\r') {
                line += letters[i] == '\n' ? 1 : 0;
                length = 0;
            } else if (++length > LONGEST) {
                throw new DataFormatException(path, "line " + line, "at most " + LONGEST + " letters", "more");
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
