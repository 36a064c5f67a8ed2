package rapidity.data.format.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.DataFormatException;
import rapidity.kinematics.FourVector;

/// Reads the events of a HepMC3 file in its text format (`Asciiv3`, gzipped or not) one after another: particles, what
/// each comes from, weights, and of the attributes process, scale, couplings and colour lines. Places of vertices and
/// other attributes are passed over.
///
/// @source Buckley et al., arXiv:1912.08005
public final class HepMc3File implements EventReader {
    static final String MAGIC = "HepMC::";
    static final String BEGIN = "HepMC::Asciiv3-START_EVENT_LISTING";
    static final String END = "HepMC::Asciiv3-END_EVENT_LISTING";

    private static final int MOST_PARTICLES = 1_000_000;

    /// Lines of an event: those of the event itself, and of each particle with its attributes and its vertex.
    private static final int LINES = 1000;

    private static final int LINES_EACH = 30;

    private final EventText lines;
    private String line;

    private HepMc3File(EventText lines) throws IOException {
        this.lines = lines;
        line = contentLine();
        while (line.startsWith(MAGIC) && !line.startsWith(BEGIN)) {
            if (line.contains("START_EVENT_LISTING")) {
                throw lines.fault(BEGIN + " (write older records with HepMC3's WriterAscii)", EventText.shown(line));
            }
            line = contentLine();
        }
        if (!line.startsWith(BEGIN)) {
            throw lines.fault(BEGIN, EventText.shown(line));
        }
    }

    /// Opens a file.
    ///
    /// @throws DataFormatException if it is no HepMC3 text file
    public static HepMc3File open(Path path) throws IOException {
        EventText lines = EventText.open(path);
        try {
            return new HepMc3File(lines);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private String contentLine() throws IOException {
        String next = lines.line();
        while (next != null && next.isBlank()) {
            next = lines.line();
        }
        if (next == null) {
            throw lines.fault("the line " + END, "the end of the file (cut short?)");
        }
        return next;
    }

    @Override
    public String kind() {
        return "HepMC3 events";
    }

    private boolean findEvent() throws IOException {
        while (!line.startsWith("E ") && !line.startsWith(END)) {
            line = contentLine();
        }
        return line.startsWith("E ");
    }

    @Override
    public long skipAll() throws IOException {
        long count = 0;
        while (findEvent()) {
            count++;
            line = contentLine();
        }
        return count;
    }

    @Override
    public @Nullable EventRecord next() throws IOException {
        if (!findEvent()) {
            return null;
        }
        EventText.Numbers head = rest(line.substring(1));
        head.require(3, "the numbers of event, vertices and particles");
        int particles = head.whole(2);
        if (particles < 0 || particles > MOST_PARTICLES) {
            throw lines.fault("an event of up to " + MOST_PARTICLES + " particles", particles + "");
        }
        Event event = new Event();
        line = contentLine();
        long most = head.line() + LINES + (long) LINES_EACH * particles;
        while (!line.startsWith("E ") && !line.startsWith(MAGIC)) {
            if (lines.number() > most) {
                throw lines.fault(
                        "the end of the event with " + particles + " particles from line " + head.line(), "more");
            }
            event.add(line);
            line = contentLine();
        }
        if (event.particles.size() != particles) {
            throw new DataFormatException(
                    lines.path(),
                    "event on line " + head.line(),
                    particles + " particles, as it says",
                    event.particles.size() + " of them");
        }
        return event.record();
    }

    private EventText.Numbers rest(String text) {
        return lines.numbers(lines.number(), text);
    }

    /// What the lines of an event have said so far.
    private final class Event {
        private final List<RecordedParticle> particles = new ArrayList<>();
        private final Map<Integer, List<Integer>> incoming = new HashMap<>();
        private final List<Double> weights = new ArrayList<>();
        private final Map<String, EventText.Numbers> attributes = new HashMap<>();
        private double unit = 1;

        void add(String line) throws IOException {
            switch (line.charAt(0)) {
                case 'P' -> particle(rest(line.substring(1)));
                case 'V' -> vertex(line.substring(1));
                case 'W' -> weights(rest(line.substring(1)));
                case 'U' -> unit = unit(line);
                case 'A' -> attribute(new StringTokenizer(line.substring(1)));
                case 'T', 'N', 'H', 'F', 'C' -> {}
                default -> throw lines.fault("a line that begins with E, U, W, A, P, V or T", EventText.shown(line));
            }
        }

        private double unit(String line) throws DataFormatException {
            if (line.startsWith("U GEV")) {
                return 1;
            }
            if (line.startsWith("U MEV")) {
                return 1e-3;
            }
            throw lines.fault("the unit GEV or MEV", EventText.shown(line));
        }

        private void weights(EventText.Numbers row) throws DataFormatException {
            for (int i = 0; i < row.count(); i++) {
                weights.add(row.number(i));
            }
        }

        /// `A PLACE NAME VALUE`, of which numbers of some names are of use.
        private void attribute(StringTokenizer words) {
            if (words.countTokens() < 3) {
                return;
            }
            String place = words.nextToken();
            String name = words.nextToken();
            switch (name) {
                case "flow1", "flow2", "signal_process_id", "event_scale", "alphaQED", "alphaQCD" ->
                    attributes.put(place + " " + name, rest(words.nextToken("\n")));
                default -> {}
            }
        }

        /// `V -ID STATUS [MOTHER,MOTHER] @ X Y Z T`
        private void vertex(String text) throws DataFormatException {
            int begin = text.indexOf('[');
            int end = text.indexOf(']', begin + 1);
            if (begin < 0 || end < 0) {
                throw lines.fault("the particles of a vertex between brackets", EventText.shown(text));
            }
            EventText.Numbers head = rest(text.substring(0, begin));
            head.require(1, "the number of the vertex");
            EventText.Numbers mothers = rest(text.substring(begin + 1, end).replace(',', ' '));
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < mothers.count(); i++) {
                places.add(mother(mothers.whole(i)));
            }
            incoming.put(head.whole(0), List.copyOf(places));
        }

        private int mother(int place) throws DataFormatException {
            if (place < 1 || place > particles.size()) {
                throw lines.fault("a mother among the " + particles.size() + " particles before", place + "");
            }
            return place;
        }

        /// `P ID ORIGIN PDG PX PY PZ E M STATUS`; the origin is a vertex, below 0, or the one particle it comes from.
        private void particle(EventText.Numbers row) throws DataFormatException {
            row.require(9, "ID ORIGIN PDG PX PY PZ E M STATUS");
            if (row.whole(0) != particles.size() + 1) {
                throw lines.fault(
                        "particle " + (particles.size() + 1), row.words().getFirst());
            }
            int origin = row.whole(1);
            List<Integer> mothers = origin == 0
                    ? List.of()
                    : origin > 0 ? List.of(mother(origin)) : incoming.getOrDefault(origin, List.of());
            if (origin < 0 && !incoming.containsKey(origin)) {
                throw lines.fault("a vertex that comes before its particles", origin + "");
            }
            particles.add(new RecordedParticle(
                    row.whole(2),
                    row.whole(8),
                    mothers,
                    attribute(row.whole(0) + " flow1", 0),
                    attribute(row.whole(0) + " flow2", 0),
                    new FourVector(
                            unit * row.number(6), unit * row.number(3), unit * row.number(4), unit * row.number(5)),
                    unit * row.number(7),
                    0,
                    RecordedParticle.NO_SPIN));
        }

        private int attribute(String name, int otherwise) throws DataFormatException {
            EventText.Numbers value = attributes.get(name);
            return value == null ? otherwise : value.whole(0);
        }

        private double number(String name) throws DataFormatException {
            EventText.Numbers value = attributes.get(name);
            return value == null ? EventRecord.UNKNOWN : value.number(0);
        }

        EventRecord record() throws DataFormatException {
            double weight = weights.isEmpty() ? 1 : weights.getFirst();
            List<Double> others = weights.isEmpty() ? List.of() : weights.subList(1, weights.size());
            return new EventRecord(
                    attribute("0 signal_process_id", 0),
                    weight,
                    others,
                    number("0 event_scale"),
                    number("0 alphaQED"),
                    number("0 alphaQCD"),
                    particles);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
