package rapidity.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A process that does one piece of work again and again, in turns with others: it waits for a number of seconds on its
/// standard input, works for as long, at least once, and prints what a repetition took as one line of JSON. It ends
/// where its input does. It prints a line when it is ready.
final class Contestant implements Closeable {
    /// The side that is ours.
    static final String OURS = "rapidity";

    static final String EAGER = "eager";
    static final String COMPILED = "compiled";

    /// A loop of multiply-adds on registers, with as many operations as ours has.
    static final String PEAK = "peak";

    /// Ours on one thread, where ours has two.
    static final String ONE_THREAD = "one thread";

    private final String side;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private Contestant(String side, Process process) {
        this.side = side;
        this.process = process;
        this.answers = process.inputReader();
        this.questions = process.outputWriter();
    }

    static Contestant of(String side, ProcessBuilder builder) throws IOException {
        return new Contestant(
                side, builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    String side() {
        return side;
    }

    /// Has it begin a turn.
    void begin(double seconds) throws IOException {
        questions.write(seconds + "\n");
        questions.flush();
    }

    /// What it says next.
    JsonNode answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("{")) {
                return new JsonMapper().readTree(line);
            }
        }
        throw new IOException(side + ": the process ended before its turn did");
    }

    /// Every thread that it has, and those that they start, stay on the first core that they may use; without effect
    /// where there is no Linux.
    void keepToOneCore() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return;
        }
        String core = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.replaceFirst("\\D+(\\d+).*", "$1"))
                .findFirst()
                .orElseThrow();
        new ProcessBuilder("taskset", "-a", "-c", "-p", core, Long.toString(process.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .onExit()
                .join();
    }

    /// Ends it, and waits until it has.
    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
        process.onExit().join();
    }
}
