package rapidity.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.util.OptionalInt;

/// What the launcher `./rapidity` knows about the terminal and a JVM cannot ask.
public final class Terminal {
    private Terminal() {}

    /// Makes [System#err] the standard error that the launcher was called with; the JVM's own goes through a filter.
    /// Without launcher all stays as it is.
    public static void takeStandardError() {
        Integer number = Integer.getInteger("rapidity.stderr");
        if (number == null) {
            return;
        }
        try {
            // opening /dev/fd/9 anew would give a file of its own place, and others would write over what we write
            Constructor<FileDescriptor> inherited = FileDescriptor.class.getDeclaredConstructor(int.class);
            inherited.setAccessible(true);
            FileOutputStream stderr = new FileOutputStream(inherited.newInstance(number));
            System.setErr(new PrintStream(stderr, true, System.err.charset()));
        } catch (ReflectiveOperationException | InaccessibleObjectException _) {
            // a JDK that does not let us: what goes through the filter arrives as well
        }
    }

    /// How many characters a line of standard error holds; empty when it is no terminal.
    public static OptionalInt columns() {
        Integer columns = Integer.getInteger("rapidity.columns");
        return columns == null ? OptionalInt.empty() : OptionalInt.of(columns);
    }
}
