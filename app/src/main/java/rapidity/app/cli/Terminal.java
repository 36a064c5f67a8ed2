package rapidity.app.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.OptionalInt;

/// What the launcher `./rapidity` knows about the terminal and a JVM cannot ask.
public final class Terminal {
    private Terminal() {}

    /// Makes [System#err] the standard error that the launcher was called with; the JVM's own goes through a filter.
    /// Without launcher, or where that descriptor cannot be opened (a socket), all stays as it is.
    public static void takeStandardError() {
        String descriptor = System.getProperty("rapidity.stderr");
        if (descriptor == null) {
            return;
        }
        try {
            FileOutputStream stderr = new FileOutputStream("/dev/fd/" + descriptor, true);
            System.setErr(new PrintStream(stderr, true, System.err.charset()));
        } catch (IOException _) {
            // a socket cannot be opened anew: what goes through the filter arrives as well
        }
    }

    /// How many characters a line of standard error holds; empty when it is no terminal.
    public static OptionalInt columns() {
        Integer columns = Integer.getInteger("rapidity.columns");
        return columns == null ? OptionalInt.empty() : OptionalInt.of(columns);
    }
}
