package rapidity.app.cli;

import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import rapidity.app.study.recipe.RecipeException;

/// Tells a failure in one sentence with the cure, and chooses the exit status: 1 failed, 2 wrong usage, 130
/// interrupted.
public final class Failures {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int INTERRUPTED = 130;

    private Failures() {}

    /// For picocli: an exception of a command.
    static int handle(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (isInterruption(failure)) {
            err.println(name(command) + ": interrupted");
            return INTERRUPTED;
        }
        err.println(name(command) + ": " + sentence(failure));
        if (arguments.expandedArgs().contains("--stacktrace")) {
            trace(failure, err);
        }
        return failure instanceof RecipeException ? WRONG_USAGE : FAILED;
    }

    private static boolean isInterruption(Exception failure) {
        return failure instanceof InterruptedException
                || failure instanceof ClosedByInterruptException
                || failure instanceof InterruptedIOException
                || failure instanceof CancellationException;
    }

    /// For work that needs more memory than there is.
    static int outOfMemory(PrintStream err) {
        err.println("rapidity: " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB of memory are not enough; make network, batch or data smaller, or allow more with"
                + " JDK_JAVA_OPTIONS=-Xmx...");
        return FAILED;
    }

    /// For picocli: a command line that cannot be meant. Prints one sentence and where to read on.
    ///
    /// @return the exit status
    public static int handleUsage(ParameterException failure, String... arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(name(command) + ": " + failure.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("See " + name(command) + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    /// What went wrong, with the file that it went wrong with.
    static String sentence(Exception failure) {
        return switch (failure) {
            case FileAlreadyExistsException e -> e.getFile() + " exists; name another file, or replace it with --force";
            case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
            case AccessDeniedException e -> e.getFile() + ": access is denied";
            case NotDirectoryException e -> e.getFile() + " is no folder";
            case FileSystemException e when e.getFile() != null -> e.getFile() + reason(e);
            default -> {
                String message = failure.getMessage();
                yield message == null ? failure.toString() : message;
            }
        };
    }

    /// The system's own words where there are no better ones.
    private static String reason(FileSystemException e) {
        return switch (e.getReason()) {
            case null -> ": it could not be read or written (" + e.getClass().getSimpleName() + ")";
            case "Is a directory" -> " is a folder; name a file in it";
            case "Not a directory" -> ": a part of this path is a file, and no folder";
            case "No space left on device" -> ": the disk is full";
            case "Read-only file system" -> ": nothing can be written there, the file system is read-only";
            default -> ": " + e.getReason();
        };
    }

    private static void trace(Throwable failure, PrintWriter err) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            err.println(cause);
            for (StackTraceElement frame : cause.getStackTrace()) {
                err.println("    at " + frame);
            }
        }
    }
}
