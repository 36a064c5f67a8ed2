package rapidity.data.format.event;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.LinesWithinBounds;

/// The lines of a text file of events, gzipped or not, and the numbers in them.
final class EventText implements Closeable {
    private static final int LONGEST_SHOWN = 40;

    private final Path path;
    private final BufferedReader reader;
    private long number;

    private EventText(Path path, BufferedReader reader) {
        this.path = path;
        this.reader = reader;
    }

    static EventText open(Path path) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
        try {
            bytes.mark(2);
            boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            InputStream text = zipped ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            // every byte is a letter, so that a name in another encoding is no damage
            return new EventText(
                    path,
                    new BufferedReader(
                            new LinesWithinBounds(path, new InputStreamReader(text, StandardCharsets.ISO_8859_1))));
        } catch (ZipException | EOFException e) {
            bytes.close();
            throw new DataFormatException(path, "first bytes", "a gzipped text", e);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /// The next line; null at the end.
    @Nullable
    String line() throws IOException {
        try {
            String line = reader.readLine();
            number += line == null ? 0 : 1;
            return line;
        } catch (ZipException | EOFException e) {
            throw new DataFormatException(path, "line " + (number + 1), "a whole gzipped text", e);
        }
    }

    Path path() {
        return path;
    }

    /// The number of the line that came last.
    long number() {
        return number;
    }

    DataFormatException fault(String expected, String found) {
        return new DataFormatException(path, "line " + number, expected, found);
    }

    /// Text from the file, fit for a sentence.
    static String shown(String text) {
        return DataFormatException.printable(
                text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text);
    }

    /// What stands between the blanks of a line of numbers.
    Numbers numbers(long line, String text) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text);
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return new Numbers(path, line, words);
    }

    /// The numbers of a line.
    record Numbers(Path path, long line, List<String> words) {
        int count() {
            return words.size();
        }

        /// @throws DataFormatException if there are fewer
        void require(int count, String names) throws DataFormatException {
            if (words.size() < count) {
                throw new DataFormatException(
                        path, "line " + line, count + " numbers, " + names, words.size() + " of them");
            }
        }

        double number(int i) throws DataFormatException {
            String word = words.get(i);
            try {
                return parsed(word);
            } catch (NumberFormatException e) {
                throw new DataFormatException(path, "line " + line, "a number", shown(word));
            }
        }

        int whole(int i) throws DataFormatException {
            double value = number(i);
            if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
                throw new DataFormatException(path, "line " + line, "a whole number", shown(words.get(i)));
            }
            return (int) value;
        }

        /// Java's own parser takes `1d` and `0x1p3` for numbers too, and not Fortran's `1.0D+02`.
        private static double parsed(String word) {
            for (int i = 0; i < word.length(); i++) {
                char letter = word.charAt(i);
                boolean digit = letter >= '0' && letter <= '9';
                if (!digit && "+-.eEdD".indexOf(letter) < 0) {
                    return special(word);
                }
            }
            return Double.parseDouble(word.replace('d', 'e').replace('D', 'e'));
        }

        private static double special(String word) {
            return switch (word.toLowerCase(java.util.Locale.ROOT)) {
                case "nan", "-nan", "+nan" -> Double.NaN;
                case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw new NumberFormatException(word);
            };
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
